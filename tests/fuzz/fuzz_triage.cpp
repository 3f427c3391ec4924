// Triage rules as an operator may write them, and, after a NUL, a list of authors, and a message.
#include <algorithm>
#include <string_view>

#include "listen/triage_rules.h"
#include "model/shown_text.h"
#include "require.h"
#include "sources/utf8.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto next = [&] {
    const std::string_view part = input.substr(0, input.find('\0'));
    input.remove_prefix(std::min(part.size() + 1, input.size()));
    return part;
  };
  const std::string_view toml = next(), authors = next(), text = input;
  const auto readAuthors = [&](const std::string&) -> absl::StatusOr<std::string> {
    return std::string(authors);
  };
  const absl::StatusOr<TriageRules> rules = TriageRules::compile(toml, "fuzz.toml", readAuthors);
  TriageScratch scratch;
  Words& words = scratch.text.terms.words;
  words.read(text);
  fuzz::require(isCleanText(words.stream()), "words are UTF-8");
  fuzz::require(isCleanText(shownText(text)), "what is shown is UTF-8");
  for (const Word& word : words.words())
    fuzz::require(word.begin < word.end && words.stream()[word.end] == ' ', "a word ends before a space");
  const std::string once(words.stream());
  words.read(once);
  if (words.hashtags().empty() && once.find('@') == std::string::npos && once.find('#') == std::string::npos)
    fuzz::require(words.stream() == once, "words that were read once are read again");
  if (!rules.ok()) {
    fuzz::require(rules.status().message().substr(0, 9) == "fuzz.toml", "what is wrong names its file");
    return 0;
  }
  const TriageMessage message{
      .brand = "a", .channel = "x", .author = authors, .text = text, .language = "en-GB", .reach = 7};
  const Decision first = rules->decide(message, scratch), second = rules->decide(message, scratch);
  fuzz::require(first == second, "the same message goes the same way");
  fuzz::require(first.rule < static_cast<int32_t>(rules->rules().size()), "a rule that there is decided");
  fuzz::require(!rules->nameOf(first).empty(), "a decision names its rule");
  return 0;
}
