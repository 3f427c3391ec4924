// watchfloorctl train: a model of sentiment from labelled messages, and how good it is on those held out.
#include <absl/container/flat_hash_set.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "commands.h"
#include "engine_options.h"
#include "inbound_messages.h"
#include "listen/sentiment_evaluation.h"
#include "listen/sentiment_features.h"
#include "listen/sentiment_model.h"
#include "listen/sentiment_training.h"
#include "progress.h"
#include "recording.h"
#include "stopped_store.h"
#include "store/conversation_reader.h"
#include "wire/record_wire.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Messages with a text and a label, and corrections of labels, come from files of events, through a profile, and from the
records of an engine that is not running; what supervisors corrected stands, for as long as conversations are kept, in its
conversations, too, while it runs; what an engine made of a text itself is no label here, and deleted texts are
left out. A supervisor's correction counts more than the label that a message came with. The newest part of them is held
out: the model is trained on the rest, which is older, and tested on it, so that the figures are those of days that it has
not seen. Texts that stand in both parts are counted, and the figures without them told, too. The same input gives the same model, to the byte. Ctrl-C ends the training, and leaves no file.

Examples:
  watchfloorctl train --profile airline_tweets --hold-out 0.5 --output airlines.model tweets.csv
  watchfloorctl train --conversations /var/lib/watchfloor/records-conversations.db --only-corrected --output service.model
  watchfloorctl sentiment --model airlines.model < texts.txt)";

struct Options {
  RecordingOptions recording;
  std::string store, conversations, output;
  double holdOut = 0.2;
  double minConfidence = 0;
  bool onlyCorrected = false;
};

absl::Status addFiles(const RecordingOptions& options, InboundMessages* messages) {
  if (options.files.empty()) return absl::OkStatus();
  const absl::StatusOr<Profile> profile = profileOf(options);
  if (!profile.ok()) return profile.status();
  return messages->addFiles(*profile, options.files);
}

// What was published, before anything was said of it: the labels that listening gave are nobody's.
absl::Status addBatch(const BatchRecord& batch, InboundMessages* messages) {
  const absl::StatusOr<BatchRecord> published = wire::batchFromBytes(std::string(batch.request));
  if (!published.ok()) return published.status();
  for (const EventView& event : published->events) messages->add(event);
  return absl::OkStatus();
}

absl::Status addStore(const std::string& path, InboundMessages* messages) {
  if (path.empty()) return absl::OkStatus();
  const absl::StatusOr<RecordStore> store = openStoppedStore(path);
  if (!store.ok()) return store.status();
  Progress progress(absl::StrCat("reading ", path));
  for (RecordReader reader = store->read();;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) return item.status();
    if (!*item) return absl::OkStatus();
    if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what)) {
      if (absl::Status status = addBatch(*batch, messages); !status.ok()) return status;
    } else if (const auto* damage = std::get_if<RecordReader::Damage>(&(*item)->what)) {
      std::fprintf(stderr, "%s: %s (skipped)\n", path.c_str(), damage->reason.c_str());
    }
    progress.show(static_cast<int64_t>((*item)->position), static_cast<int64_t>(store->lastPosition()));
  }
}

// A correction that the records have, too, came later than its message, and holds.
absl::Status addConversations(const std::string& path, InboundMessages* messages) {
  if (path.empty()) return absl::OkStatus();
  const auto corrected = ConversationReader(path).corrected();
  if (!corrected.ok()) return corrected.status();
  for (const ConversationMessage& message : *corrected) {
    MessageEvent body;
    body.messageId = message.messageId;
    body.text = message.text;
    Event event{.source = path,
                .eventId = message.messageId,
                .time = message.time,
                .brand = message.brand,
                .channel = message.channel,
                .body = std::move(body)};
    messages->add(viewOf(event));
    event.body = CorrectionEvent{.messageId = message.messageId, .sentiment = message.sentiment, .brand = {}};
    messages->add(viewOf(event));
  }
  return absl::OkStatus();
}

// Inbound messages that have a text and a label, oldest first. `onlyCorrected`: only those that a supervisor
// has given one. Deleted texts are not learnt from.
std::vector<SentimentExample> examplesOf(std::vector<InboundMessage> messages, bool onlyCorrected) {
  std::vector<SentimentExample> examples;
  for (InboundMessage& message : messages) {
    const std::optional<Label> label = onlyCorrected ? message.corrected : message.label();
    if (!label || message.isDeleted || message.message().text.empty()) continue;
    examples.push_back(
        {message.event.time, std::move(std::get<MessageEvent>(message.event.body).text), *label});
  }
  return examples;
}

// On what was held out, and on that part of it whose texts the model has not seen word for word.
void evaluate(const SentimentModel& model, double minConfidence, std::span<const SentimentExample> seen,
              std::span<const SentimentExample> heldOut) {
  const SentimentScorer scorer{};
  absl::flat_hash_set<std::string> known;
  for (const SentimentExample& example : seen) known.insert(sentimentFeatures(example.text, scorer));
  SentimentEvaluation all, fresh;
  for (const SentimentExample& example : heldOut) {
    const std::optional<Sentiment> said = model.classify(example.text, minConfidence);
    const std::optional<Label> label = said ? std::optional(said->label) : std::nullopt;
    all.add(example.label, label);
    if (!known.contains(sentimentFeatures(example.text, scorer))) fresh.add(example.label, label);
  }
  std::printf("held out, from %s to %s\n%s", formatTime(heldOut.front().time).c_str(),
              formatTime(heldOut.back().time).c_str(), all.text().c_str());
  std::printf("\nwithout the %s texts that were trained on, too: accuracy %.4f, macro-F1 %.4f\n",
              absl::StrCat(all.size() - fresh.size()).c_str(), fresh.accuracy().value_or(0),
              fresh.macroF1().value_or(0));
}

// Whole, or not at all.
absl::Status writeFile(const std::string& path, const std::string& bytes) {
  const std::string partial = path + ".partial";
  std::ofstream out(partial, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code failed;
  if (out) std::filesystem::rename(partial, path, failed);
  if (out && !failed) return absl::OkStatus();
  const std::string reason = failed ? failed.message() : std::strerror(errno);
  std::filesystem::remove(partial, failed);
  return absl::UnavailableError(absl::StrCat(path, ": cannot be written: ", reason));
}

absl::Status train(const Options& options) {
  InboundMessages messages;
  if (absl::Status status = addFiles(options.recording, &messages); !status.ok()) return status;
  if (absl::Status status = addStore(options.store, &messages); !status.ok()) return status;
  if (absl::Status status = addConversations(options.conversations, &messages); !status.ok()) return status;
  const std::vector<SentimentExample> examples =
      examplesOf(std::move(messages).take(), options.onlyCorrected);
  const auto cut = static_cast<size_t>(static_cast<double>(examples.size()) * (1 - options.holdOut));
  const std::span<const SentimentExample> older = std::span(examples).first(cut),
                                          newer = std::span(examples).subspan(cut);

  endOnSignals();
  absl::StatusOr<std::string> bytes = absl::UnknownError("");
  {
    Progress progress("training");
    bytes = trainSentimentModel(older, [&progress](double done) {
      progress.show(static_cast<int64_t>(done * 1000), 1000);
      return !isEnding();
    });
  }
  if (!bytes.ok()) return bytes.status();
  const auto model = SentimentModel::parse(*bytes, options.output);
  if (!model.ok()) return model.status();
  if (absl::Status status = writeFile(options.output, *bytes); !status.ok()) return status;
  std::printf("%s: %zu bytes, %s\ntrained on %zu texts, from %s to %s\n", options.output.c_str(),
              bytes->size(), std::string((*model)->version()).c_str(), older.size(),
              (*model)->about().from.c_str(), (*model)->about().until.c_str());
  if (newer.empty()) {
    std::puts("nothing was held out: how good it is, is not known");
  } else {
    evaluate(**model, options.minConfidence, older, newer);
  }
  return absl::OkStatus();
}

}  // namespace

void addTrain(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("train", "Train a model of sentiment, and tell how good it is");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->recording.add(*command);
  command->get_option("files")->required(false);
  command->add_option("--store", options->store, "records of an engine that is not running")
      ->type_name("FILE");
  command
      ->add_option("--conversations", options->conversations,
                   "conversations of an engine, which may be running: what supervisors corrected")
      ->type_name("FILE");
  command->add_option("--output,-o", options->output, "where to write the model")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--hold-out", options->holdOut,
                   "the part of all texts, the newest ones, that the model is tested on, not trained")
      ->check(CLI::Range(0.0, 0.95))
      ->capture_default_str();
  command
      ->add_option("--min-confidence", options->minConfidence,
                   "the test leaves unclassified what the model is less sure of")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_flag("--only-corrected", options->onlyCorrected, "only what supervisors have labelled");
  command->callback([options, &chosen] {
    if (options->recording.files.empty() && options->store.empty() && options->conversations.empty()) {
      throw CLI::RequiredError("FILE, --store or --conversations");
    }
    chosen = [options] { return train(*options); };
  });
}

}  // namespace watchfloor
