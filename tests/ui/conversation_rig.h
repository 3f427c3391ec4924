// An engine's conversations in the test's process: a real service over real files, that a wall asks over
// gRPC.
//
//   ConversationRig rig(true);                       // shows personal data
//   rig.add({said("1", kAsOf - minutes(4), "bob", "where is my bag?")});
//   stage.wall().conversations()->connectTo(rig.target(), "ann", true);
#pragma once

#include <fstream>

#include "event_builders.h"
#include "frame_builder.h"
#include "host/conversation_writer.h"
#include "listen/in_force.h"
#include "rpc/rig.h"

namespace watchfloor {

inline Event said(const std::string& id, Time when, const std::string& author, const std::string& text,
                  const std::string& replyTo = {}) {
  Event event = messageEvent(id, when, author, replyTo);
  std::get<MessageEvent>(event.body).text = text;
  return event;
}

inline MessageEvent& messageOf(Event& event) { return std::get<MessageEvent>(event.body); }

class ConversationRig {
 public:
  explicit ConversationRig(bool showsPersonalData) {
    m_store =
        std::make_unique<ConversationStore>(*ConversationStore::open({.path = path("conversations.db")}));
    const auto records = RecordStore::open({.path = path("records.db")});
    m_writer =
        std::make_unique<ConversationWriter>(ConversationWriter::Options{.store = m_store.get()}, *records);
    m_writer->start();
    std::ofstream(path("topics.toml")) << "[[topic]]\nname = \"Luggage\"\nany = [\"bag\", \"tag\"]\n";
    m_topics = *TopicsInForce::open(path("topics.toml"));
    m_rig = std::make_unique<Rig>(Rig::Bounds{.conversations = {.reader = ConversationReader(m_store->path()),
                                                                .writer = m_writer.get(),
                                                                .showsPersonalData = showsPersonalData,
                                                                .topics = m_topics.get(),
                                                                .now = [] { return kAsOf; }}});
    m_rig->pass(kAsOf - kMorning);  // what is said now is not in the engine's future
  }

  // They are in it on return, each in `bucket` by the rule "complaint".
  void add(const std::vector<Event>& events, Bucket bucket = Bucket::kContactCentre) {
    BatchRecord batch(batchOf(events));
    batch.annotations.versions = {"rules-1"};
    batch.annotations.rules = {"complaint"};
    for (uint32_t i = 0; i < events.size(); ++i) batch.annotations.triages.push_back({i, 0, 0, bucket});
    m_writer->add(++m_record, std::move(batch), kAsOf, [] {});
    m_writer->flush();
  }

  std::string target() const { return m_rig->target(); }
  void stop() { m_rig->stop(); }
  void restart() { m_rig->start(); }

 private:
  std::string path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }

  QTemporaryDir m_folder;
  std::unique_ptr<TopicsInForce> m_topics;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationWriter> m_writer;
  std::unique_ptr<Rig> m_rig;
  uint64_t m_record = 0;
};

// Some brands' customers of the last hour: one that waits long, one that was answered, one who wrote to two.
inline void addTalk(ConversationRig& rig) {
  const auto at = [](const char* brand, const char* channel, Event event) {
    event.brand = brand, event.channel = channel;
    return event;
  };
  const auto felt = [](Event event, Label label, std::optional<int64_t> reach = {}) {
    messageOf(event).sentiment = Sentiment{label, {}};
    messageOf(event).reach = reach;
    return event;
  };
  const auto answer = [](Event event) {
    messageOf(event).direction = MessageDirection::kOutbound;
    return event;
  };
  const auto ago = [](Duration d) { return kAsOf - d; };
  rig.add({
      at("Alder", "social",
         felt(said("1", ago(minutes(47)), "@bob",
                   "Third time my bag is lost and nobody answers. Where is it?"),
              Label::kNegative, 12'900)),
      at("Alder", "social",
         answer(said("2", ago(minutes(41)), "agent7",
                     "We are sorry to hear that, Bob. Please send us the number on "
                     "your tag.",
                     "m1"))),
      at("Alder", "social",
         felt(said("3", ago(minutes(31)), "@bob",
                   "I did, twice. It is AL 4711. This is the worst service that I have had in years, and I "
                   "tell "
                   "everybody who will listen.",
                   "m1"),
              Label::kNegative, 12'900)),
      at("Alder", "social",
         felt(said("4", ago(minutes(12)), "@cleo", "Same here: no bag, no answer.", "m1"), Label::kNegative,
              310)),
      at("Birch", "mail",
         felt(said("5", ago(minutes(22)), "@bob", "Do you fly to Porto on Sundays?"), Label::kNeutral)),
      at("Alder", "chat",
         felt(said("6", ago(minutes(4)), "@dora", "Thank you, that was quick!"), Label::kPositive)),
  });
  rig.add({at("Birch", "social",
              felt(said("7", ago(hours(3)), "@press", "A spokesperson, please, for a comment on the outage."),
                   Label::kNeutral, 240'000))},
          Bucket::kMarketing);
  rig.add({at("Cedar", "social", said("8", ago(minutes(9)), "@eve", "gm"))}, Bucket::kCountOnly);
}

}  // namespace watchfloor
