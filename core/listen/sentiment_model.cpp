#include "listen/sentiment_model.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <fasttext/fasttext.h>
#include <xxhash.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

#include "listen/memory_file.h"
#include "listen/sentiment_features.h"
#include "listen/sentiment_labels.h"

namespace watchfloor {
namespace {

constexpr std::string_view kTitle = "watchfloor sentiment model 1\n";

uint64_t checksumOf(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string textOf(std::string_view text) { return std::string(text); }

// The lines of the head, "key: value", up to the empty one; takes them from `bytes`.
std::map<std::string, std::string> takeHead(std::string_view* bytes) {
  std::map<std::string, std::string> head;
  while (!bytes->empty()) {
    const size_t end = std::min(bytes->find('\n'), bytes->size());
    const std::string_view line = bytes->substr(0, end);
    bytes->remove_prefix(std::min(end + 1, bytes->size()));
    if (line.empty()) break;
    const size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return {};
    head[textOf(line.substr(0, colon))] = textOf(line.substr(colon + 2));
  }
  return head;
}

absl::Status check(std::map<std::string, std::string>& head, std::string_view trained,
                   const std::string& name) {
  if (head["bytes"] != absl::StrCat(trained.size()) ||
      head["checksum"] != absl::StrFormat("%016x", checksumOf(trained))) {
    return absl::DataLossError(absl::StrCat(name, ": the model is damaged: its checksum is wrong"));
  }
  if (head["features"] != absl::StrCat(kFeaturesVersion) || head["rules"] != SentimentScorer::version()) {
    return absl::FailedPreconditionError(absl::StrCat(
        name, ": the model was trained for another version (features ", head["features"], ", rules ",
        head["rules"], "; here ", kFeaturesVersion, ", ", SentimentScorer::version(), "): train it again"));
  }
  return absl::OkStatus();
}

// One that a person would read: no blank, no mark, none of our own.
bool saysSomething(const std::string& word) {
  const auto first = static_cast<unsigned char>(word.empty() ? 0 : word[0]);
  return first >= 0x80 || (first >= 'a' && first <= 'z') || (first == '#' && word.size() > 1);
}

}  // namespace

class SentimentModel::Impl {
 public:
  // Throws as fastText does.
  Impl(std::string_view trained, About about, std::string version, size_t size)
      : m_about(std::move(about)), m_version(std::move(version)), m_size(size) {
    const MemoryFile file;
    file.write(trained);
    m_model.loadModel(file.path());
    m_words = m_model.getDictionary();
    for (int32_t id = 0; id < m_words->nwords(); ++id)
      m_saysSomething.push_back(saysSomething(m_words->getWord(id)));
    for (int32_t id = 0; id < m_words->nlabels(); ++id)
      m_labels.push_back(labelOfFastText(m_words->getLabel(id)));
  }

  bool isOfLabels() const {
    return !m_labels.empty() &&
           std::all_of(m_labels.begin(), m_labels.end(), [](auto label) { return label.has_value(); });
  }

  // Throws as fastText does.
  std::optional<Sentiment> classify(std::string_view text, double minConfidence) const {
    std::istringstream in(sentimentFeatures(text, m_scorer) + '\n');
    std::vector<int32_t> ids, labels;
    m_words->getLine(in, ids, labels);
    if (std::none_of(ids.begin(), ids.end(), [this](int32_t id) { return isKnown(id); })) return std::nullopt;
    fasttext::Predictions found;
    m_model.predict(static_cast<int32_t>(m_labels.size()), ids, found);
    if (found.empty()) return std::nullopt;
    Sentiment sentiment{*m_labels[static_cast<size_t>(found[0].second)], 0.0};
    const double best = std::exp(static_cast<double>(found[0].first));
    if (best < minConfidence) return std::nullopt;
    double score = 0;
    for (const auto& [logarithm, id] : found) {
      const double probability = std::exp(static_cast<double>(logarithm));
      const Label label = *m_labels[static_cast<size_t>(id)];
      if (label != Label::kNeutral) score += label == Label::kPositive ? probability : -probability;
    }
    sentiment.score = std::clamp(std::round(score * 1e4) / 1e4, -1.0, 1.0);
    return sentiment;
  }

  const About& about() const { return m_about; }
  std::string_view version() const { return m_version; }
  size_t bytes() const { return m_size; }

 private:
  // Ids beyond the words are those of pairs of words.
  bool isKnown(int32_t id) const {
    return static_cast<size_t>(id) < m_saysSomething.size() && m_saysSomething[static_cast<size_t>(id)];
  }

  const SentimentScorer m_scorer{};
  fasttext::FastText m_model;
  std::shared_ptr<const fasttext::Dictionary> m_words;
  std::vector<bool> m_saysSomething;
  std::vector<std::optional<Label>> m_labels;  // by fastText's ids
  const About m_about;
  const std::string m_version;
  const size_t m_size;
};

SentimentModel::SentimentModel(std::unique_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
SentimentModel::~SentimentModel() = default;

std::string SentimentModel::fileOf(const About& about, std::string_view trained) {
  return absl::StrCat(textOf(kTitle), "features: ", kFeaturesVersion, "\nrules: ", about.rules,
                      "\nexamples: ", about.examples, "\nfrom: ", about.from, "\nuntil: ", about.until,
                      "\nbytes: ", trained.size(),
                      "\nchecksum: ", absl::StrFormat("%016x", checksumOf(trained)), "\n\n", textOf(trained));
}

absl::StatusOr<std::shared_ptr<const SentimentModel>> SentimentModel::load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(kMostBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in.is_open() || in.bad()) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read: ", std::strerror(errno)));
  }
  bytes.resize(static_cast<size_t>(in.gcount()));
  if (bytes.size() > kMostBytes) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is larger than ", kMostBytes, " bytes"));
  }
  return parse(std::move(bytes), path);
}

absl::StatusOr<std::shared_ptr<const SentimentModel>> SentimentModel::parse(std::string bytes,
                                                                            const std::string& name) {
  std::string_view rest = bytes;
  if (!rest.starts_with(kTitle)) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": is no sentiment model; watchfloorctl train makes one"));
  }
  rest.remove_prefix(kTitle.size());
  std::map<std::string, std::string> head = takeHead(&rest);
  if (absl::Status status = check(head, rest, name); !status.ok()) return status;
  About about{.examples = 0, .from = head["from"], .until = head["until"], .rules = head["rules"]};
  if (!absl::SimpleAtoi(head["examples"], &about.examples)) about.examples = 0;
  try {
    auto impl =
        std::make_unique<const Impl>(rest, std::move(about), "model-" + head["checksum"], bytes.size());
    if (impl->isOfLabels()) return std::shared_ptr<const SentimentModel>(new SentimentModel(std::move(impl)));
  } catch (const std::exception& error) {
    return absl::DataLossError(absl::StrCat(name, ": fastText cannot read it: ", error.what()));
  }
  return absl::InvalidArgumentError(absl::StrCat(name, ": its labels are not those of sentiment"));
}

std::optional<Sentiment> SentimentModel::classify(std::string_view text, double minConfidence) const {
  try {
    return m_impl->classify(text, minConfidence);
  } catch (const std::exception&) {  // no number came out: fastText says so
    return std::nullopt;
  }
}

const SentimentModel::About& SentimentModel::about() const { return m_impl->about(); }
std::string_view SentimentModel::version() const { return m_impl->version(); }
size_t SentimentModel::bytes() const { return m_impl->bytes(); }

namespace {

class ModelClassifier final : public SentimentClassifier {
 public:
  ModelClassifier(std::shared_ptr<const SentimentModel> model, double minConfidence)
      : m_model(std::move(model)),
        m_minConfidence(minConfidence),
        m_version(absl::StrFormat("%s-%g", textOf(m_model->version()), minConfidence)) {}

  std::optional<Sentiment> classify(std::string_view text) const override {
    return m_model->classify(text, m_minConfidence);
  }
  std::string_view version() const override { return m_version; }

 private:
  const std::shared_ptr<const SentimentModel> m_model;
  const double m_minConfidence;
  const std::string m_version;
};

}  // namespace

std::unique_ptr<const SentimentClassifier> modelClassifier(std::shared_ptr<const SentimentModel> model,
                                                           double minConfidence) {
  return std::make_unique<ModelClassifier>(std::move(model), minConfidence);
}

}  // namespace watchfloor
