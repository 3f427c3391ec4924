#include "listen/listener.h"

#include <absl/container/flat_hash_map.h>

#include <cassert>
#include <utility>

#include "listen/script.h"
#include "listen/sentiment_model.h"
#include "model/language.h"

namespace watchfloor {
namespace {

class NoClassifier final : public SentimentClassifier {
 public:
  std::optional<Sentiment> classify(std::string_view) const override { return std::nullopt; }
  std::string_view version() const override { return SentimentConfig::kNone; }
};

// Null for anything but a customer's message.
const MessageView* inboundIn(const EventView& event) {
  const auto* message = std::get_if<MessageView>(&event.body);
  return message && message->direction == MessageDirection::kInbound ? message : nullptr;
}

TriageMessage triageOf(const EventView& event, const MessageView& message,
                       const std::optional<Sentiment>& sentiment) {
  TriageMessage asked{.brand = event.brand,
                      .channel = event.channel,
                      .author = message.authorId,
                      .text = message.text,
                      .language = message.language,
                      .reach = message.reach,
                      .isPrivate = message.isPrivate};
  if (sentiment) asked.sentiment = sentiment->label;
  return asked;
}

bool matches(std::string_view pattern, std::string_view name) { return pattern == "*" || pattern == name; }
bool isIn(std::string_view language, std::string_view tag) {
  return language == "*" || isOfLanguage(tag, language);
}

}  // namespace

absl::StatusOr<std::unique_ptr<const Listener>> Listener::make(const SentimentConfig& config,
                                                               const TriageInForce* triage) {
  std::unique_ptr<Listener> listener(new Listener(config, triage));
  absl::flat_hash_map<std::string, size_t> numbers;
  const auto add = [&](std::string name, std::unique_ptr<const SentimentClassifier> classifier) {
    numbers[std::move(name)] = listener->m_classifiers.size();
    listener->m_classifiers.push_back(std::move(classifier));
  };
  add(std::string(SentimentConfig::kNone), std::make_unique<NoClassifier>());
  add(std::string(SentimentConfig::kLexicon), lexiconClassifier(config.threshold));
  for (const SentimentConfig::Model& model : config.models) {
    auto loaded = SentimentModel::load(model.path);
    if (!loaded.ok()) return loaded.status();
    add(model.name, modelClassifier(*std::move(loaded), model.minConfidence));
  }
  for (const SentimentConfig::Rule& rule : config.rules) {
    assert(numbers.contains(rule.scorer));
    listener->m_rules.push_back({rule.brand, rule.channel, rule.language, rule.script, numbers[rule.scorer]});
  }
  assert(numbers.contains(config.scorer));
  listener->m_rules.push_back({"*", "*", "*", Script::kAny, numbers[config.scorer]});
  return listener;
}

Listener::Listener(const SentimentConfig& config, const TriageInForce* triage)
    : m_trusted(config.trustedSources.begin(), config.trustedSources.end()),
      m_trustsAll(m_trusted.contains("*")),
      m_triage(triage) {}

bool Listener::isTrusted(std::string_view source) const {
  return m_trustsAll || m_trusted.contains(absl::string_view(source.data(), source.size()));
}

size_t Listener::classifierOf(const EventView& event, const MessageView& message) const {
  std::optional<Script> script;
  for (const Rule& rule : m_rules) {
    if (!matches(rule.brand, event.brand) || !matches(rule.channel, event.channel)) continue;
    if (!isIn(rule.language, message.language)) continue;
    if (rule.script == Script::kAny) return rule.classifier;
    if (!script) script = scriptOf(message.text);
    if (*script == rule.script) return rule.classifier;
  }
  return 0;
}

Annotations Listener::listen(std::span<const EventView> events, std::span<const uint32_t> places) const {
  assert(places.size() == events.size());
  Annotations annotations;
  label(events, places, annotations);
  if (m_triage) triage(events, places, annotations);
  return annotations;
}

void Listener::label(std::span<const EventView> events, std::span<const uint32_t> places,
                     Annotations& out) const {
  std::vector<std::optional<uint32_t>> versions(m_classifiers.size());  // where they stand in the annotations
  for (size_t i = 0; i < events.size(); ++i) {
    const MessageView* message = inboundIn(events[i]);
    if (!message) continue;
    if (message->sentiment ? isTrusted(events[i].source) : message->text.empty()) continue;
    const size_t number = classifierOf(events[i], *message);
    std::optional<Sentiment> sentiment = m_classifiers[number]->classify(message->text);
    if (!sentiment && !message->sentiment) continue;
    if (!versions[number]) {
      versions[number] = static_cast<uint32_t>(out.versions.size());
      out.versions.emplace_back(m_classifiers[number]->version());
    }
    out.sentiments.push_back({places[i], *versions[number], sentiment});
  }
}

// One set of rules for the whole batch.
void Listener::triage(std::span<const EventView> events, std::span<const uint32_t> places,
                      Annotations& out) const {
  const std::shared_ptr<const TriageRules> rules = m_triage->newest();
  std::unique_ptr<TriageScratch> scratch;
  {
    const MutexLock lock(m_mutex);
    if (!m_scratches.empty()) {
      scratch = std::move(m_scratches.back());
      m_scratches.pop_back();
    }
  }
  if (!scratch) scratch = std::make_unique<TriageScratch>();
  const auto by = static_cast<uint32_t>(out.versions.size());
  absl::flat_hash_map<int32_t, uint32_t> names;  // of rules, where they stand in the annotations
  size_t said = 0;                               // labels that were looked at
  for (size_t i = 0; i < events.size(); ++i) {
    const MessageView* message = inboundIn(events[i]);
    if (!message) continue;
    std::optional<Sentiment> sentiment = message->sentiment;
    while (said < out.sentiments.size() && out.sentiments[said].event < places[i]) ++said;
    if (said < out.sentiments.size() && out.sentiments[said].event == places[i])
      sentiment = out.sentiments[said].sentiment;
    const Decision decision = rules->decide(triageOf(events[i], *message, sentiment), *scratch);
    const auto [name, isNew] = names.try_emplace(decision.rule, static_cast<uint32_t>(out.rules.size()));
    if (isNew) out.rules.emplace_back(rules->nameOf(decision));
    out.triages.push_back({places[i], by, name->second, decision.bucket});
  }
  if (!out.triages.empty()) out.versions.push_back(rules->version());
  const MutexLock lock(m_mutex);
  m_scratches.push_back(std::move(scratch));
}

}  // namespace watchfloor
