#include "listen/topics.h"

#include <absl/container/flat_hash_set.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "listen/code_points.h"
#include "listen/stop_words.h"
#include "model/id.h"

namespace watchfloor {
namespace {

constexpr size_t kShortestWord = 3, kLongestWord = 40;  // bytes
constexpr int kMostDigits = 3;                          // of a word in a topic
constexpr int kMostDigitsOfPhrase = 4;

// Decimal digits, of any script.
int digitsOf(std::string_view text) {
  int digits = 0;
  for (size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(nextCodePoint(text, &at));
    digits += c >= '0' && (c < 0x80 ? c <= '9' : u_isdigit(c) != 0);
  }
  return digits;
}

// REQUIRES: UTF-8
std::ptrdiff_t charactersOf(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

// Whether it may be (a part of) a phone number, a card, a booking: more than three digits, but for a year.
bool isTelling(std::string_view text) {
  const int digits = digitsOf(text);
  const bool isYear = text.size() == 4 && digits == 4 && (text.starts_with("19") || text.starts_with("20"));
  return digits > kMostDigits && !isYear;
}

class Finder {
 public:
  Finder(const TopicMessage& message, const TopicBook& book, TopicScratch& scratch)
      : m_message(message), m_book(book), m_scratch(scratch), m_words(scratch.text.terms.words) {}

  void find() {
    m_scratch.topics.clear();
    m_scratch.named.clear();
    m_book.texts().look(m_message.text, m_scratch.text);
    named();
    hashtags();
    readBrand();
    phrases();
  }

 private:
  void add(TopicKind kind, std::string_view text) {
    std::vector<Topic>& topics = m_scratch.topics;
    const uint64_t id = topicId(kind, text);
    if (topics.size() < TopicScratch::kMostOfMessage && m_ids.insert(id).second)
      topics.push_back({id, kind, std::string(text)});
  }

  void named() {
    m_scratch.text.candidates.anyOf([&](size_t i) {
      const NamedTopic& topic = m_book.named()[i];
      const bool isInTime =
          !topic.isCampaign || (topic.start <= m_message.time && m_message.time < topic.end);
      if (isInTime && topic.isAbout(m_message.brand) && m_book.texts().holds(i, m_scratch.text)) {
        add(topic.isCampaign ? TopicKind::kCampaign : TopicKind::kNamed, topic.name);
        m_scratch.named.push_back(i);
      }
      return false;
    });
  }

  void hashtags() {
    for (const Word& tag : m_words.hashtags()) {
      const std::string_view text = m_words.text(tag);
      if (text.size() <= kLongestWord && !isTelling(text) && !m_book.hides(text))
        add(TopicKind::kHashtag, text);
    }
  }

  void readBrand() {
    Words brand;
    brand.read(m_message.brand);
    for (const Word& word : brand.words()) {
      m_brand.emplace_back(brand.text(word));
      m_brandJoined += m_brand.back();
    }
  }

  void phrases() {
    const std::vector<Word>& words = m_words.words();
    const size_t end = std::min(words.size(), TopicScratch::kMostWords);
    for (size_t i = 0; i < end; ++i) {
      if (words[i].gap == Word::Gap::kOther || words[i].gap == Word::Gap::kNone) m_run.clear();
      // What apostrophes join is a word with its ending ("delta's"), one with its article ("l'avion"), or one
      // that says nothing by itself ("can't").
      size_t last = i;
      while (last + 1 < end && words[last + 1].gap == Word::Gap::kApostrophe) ++last;
      const size_t meant = last == i + 1 && text(i).size() <= 2 ? last : i;
      const bool isPlain = last == i || (last == i + 1 && (text(last) == "s" || meant == last));
      if (isPlain && isTopical(meant)) {
        say(text(meant));
      } else {
        m_run.clear();
      }
      i = last;
    }
  }

  std::string_view text(size_t i) const { return m_words.text(m_words.words()[i]); }

  bool isTopical(size_t i) const {
    const Word& word = m_words.words()[i];
    const std::string_view letters = text(i);
    const bool isWord = word.kind == Word::Kind::kPlain || word.kind == Word::Kind::kNumber;
    if (!isWord || word.isOfAddress || word.isInTag || letters.size() > kLongestWord) return false;
    if (word.kind == Word::Kind::kNumber && (isBesideNumber(i) || m_run.empty())) return false;
    if (word.kind == Word::Kind::kPlain && letters.size() < kShortestWord - 1) return false;
    return !isTelling(letters) && !isStopWord(letters);
  }
  bool isBesideNumber(size_t i) const {
    const auto isNumber = [&](size_t n) {
      return n < m_words.words().size() && m_words.words()[n].kind == Word::Kind::kNumber;
    };
    return isNumber(i + 1) || (i > 0 && isNumber(i - 1));
  }

  // "virgin" of "Virgin America", "apple" of "AppleSupport".
  bool isOfBrand(std::string_view word) const {
    constexpr size_t kShortestName = 4;
    return std::find(m_brand.begin(), m_brand.end(), word) != m_brand.end() ||
           (word.size() >= kShortestName && m_brandJoined.starts_with(word));
  }

  // Every phrase that ends in this word.
  void say(std::string_view word) {
    m_run.emplace_back(word);
    if (m_run.size() > static_cast<size_t>(TopicBook::kLongestPhrase)) m_run.erase(m_run.begin());
    std::string phrase;
    size_t known = 0;
    for (size_t n = 0; n < m_run.size() && static_cast<int>(n) < m_book.longestPhrase(); ++n) {
      const std::string_view first = m_run[m_run.size() - 1 - n];
      phrase = n == 0 ? std::string(first) : std::string(first) + " " + phrase;
      known += isOfBrand(first);
      if (digitsOf(phrase) > kMostDigitsOfPhrase) break;
      const bool isNumber = digitsOf(first) == charactersOf(first);
      const bool isShort = n == 0 && first.size() < kShortestWord;
      if (known <= n && !isNumber && !isShort && !m_book.hides(phrase)) add(TopicKind::kPhrase, phrase);
    }
  }

  const TopicMessage& m_message;
  const TopicBook& m_book;
  TopicScratch& m_scratch;
  const Words& m_words;
  std::vector<std::string> m_brand;
  std::string m_brandJoined;
  std::vector<std::string_view> m_run;  // the words so far that nothing parts
  absl::flat_hash_set<uint64_t> m_ids;
};

}  // namespace

uint64_t topicId(TopicKind kind, std::string_view text) { return Id::of(text, Id::of(name(kind)).low).low; }

void topicsOf(const TopicMessage& message, const TopicBook& book, TopicScratch& scratch) {
  Finder(message, book, scratch).find();
}

}  // namespace watchfloor
