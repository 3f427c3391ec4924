// The stage between decoding and the engine: what events do not say of themselves, worked out from their
// texts, in parallel, one batch at a time.
//
//   absl::StatusOr<std::unique_ptr<const Listener>> listener = Listener::make(config);
//   Annotations annotations = (*listener)->listen(events, places);
//   apply(annotations, places, events);
//
// Sentiment: an inbound message with a text is given a label by the scorer that the configuration names for
// its brand, channel, language and script. One that brings a label keeps it if its source is trusted;
// otherwise the scorer's counts, and none where it says none.
//
// Triage: each inbound message is put into a bucket by the rules that are in force, if there are any. They
// see the label that was given.
//
// Pure, but for the files that make() reads. Cost: that of the scorers: about 1 µs a text for the lexicon, 10
// µs for a model; 0.5 µs a message for triage. Any number of threads.
#pragma once

#include <absl/container/flat_hash_set.h>
#include <absl/status/statusor.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "listen/in_force.h"
#include "listen/sentiment_classifier.h"
#include "model/annotations.h"
#include "model/listening.h"
#include "model/thread.h"

namespace watchfloor {

class Listener {
 public:
  // As SentimentModel::load() has them, when a model cannot be read. REQUIRES: every scorer that is named is
  // one. `triage` outlives it; null: nobody triages.
  static absl::StatusOr<std::unique_ptr<const Listener>> make(const SentimentConfig& config,
                                                              const TriageInForce* triage = nullptr);

  // `places`: the index of each event in its request, ascending.
  Annotations listen(std::span<const EventView> events, std::span<const uint32_t> places) const;

 private:
  struct Rule {
    std::string brand, channel, language;
    Script script;
    size_t classifier;
  };
  Listener(const SentimentConfig& config, const TriageInForce* triage);

  bool isTrusted(std::string_view source) const;
  size_t classifierOf(const EventView& event, const MessageView& message) const;
  void label(std::span<const EventView> events, std::span<const uint32_t> places, Annotations& out) const;
  void triage(std::span<const EventView> events, std::span<const uint32_t> places, Annotations& out) const;

  std::vector<std::unique_ptr<const SentimentClassifier>> m_classifiers;
  std::vector<Rule> m_rules;  // the last one matches all
  absl::flat_hash_set<std::string> m_trusted;
  bool m_trustsAll = false;

  const TriageInForce* const m_triage;
  mutable Mutex m_mutex;
  mutable std::vector<std::unique_ptr<TriageScratch>> m_scratches GUARDED_BY(m_mutex);  // not in use
};

}  // namespace watchfloor
