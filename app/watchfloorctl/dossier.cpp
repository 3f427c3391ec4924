// watchfloorctl dossier: everything that was recorded of one contact or conversation.
#include <absl/container/flat_hash_map.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>
#include <xxhash.h>

#include <cstdio>
#include <functional>
#include <initializer_list>
#include <set>
#include <vector>

#include "commands.h"
#include "engine_options.h"
#include "export/figure_json.h"
#include "model/id.h"
#include "model/shown_text.h"
#include "progress.h"
#include "stopped_store.h"
#include "wire/event_wire.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
ID is that of a contact, a conversation, or any message of it; contacts of several brands or channels may have the same one:
--brand and --channel choose. Prints JSON Lines, an event a line, in the order in which they were
recorded: the position of its record, the last tick before it (it came after that), and the event, with the label that
counted. A conversation is all that is joined by replies or by its id, with what was done to it. The last line says how many
they are, and has a checksum (XXH3, 128 bits) of the lines before it. It reads the file of records of an engine that is stopped.

Example:
  watchfloorctl dossier --store /var/lib/watchfloor/records.db c-4711 > c-4711.jsonl)";

struct Options {
  std::string store, id;
  std::string brand, channel;  // empty: any
};

// What belongs together: messages and conversations that any event names together, however far. Learns from
// every event first, and is asked then. Memory: some 60 bytes an id.
class Story {
 public:
  explicit Story(const Options& options) : m_options(options) {
    join({numberOf(kMessage, options.id), numberOf(kConversation, options.id)});
  }

  void learn(const EventView& event) {
    if (!isSelected(event)) return;
    if (const auto* m = std::get_if<MessageView>(&event.body)) {
      join({numberOf(kMessage, m->messageId), numberOf(kMessage, m->replyTo), numberOf(kMessage, m->shareOf),
            numberOf(kConversation, m->conversationId)});
    } else if (const auto* c = std::get_if<ConversationView>(&event.body)) {
      join({numberOf(kMessage, c->messageId), numberOf(kConversation, c->conversationId)});
    } else if (const auto* contact = std::get_if<ContactView>(&event.body); contact && isOfIt(*contact)) {
      m_contacts.insert(std::string(event.brand) + " on " + std::string(event.channel));
    }
  }
  bool has(const EventView& event) {
    return isSelected(event) && std::visit([this](const auto& body) { return isOfIt(body); }, event.body);
  }
  // The brands and channels that have a contact of that id: each is one of its own.
  const std::set<std::string>& contacts() const { return m_contacts; }

 private:
  enum Space : uint64_t { kMessage = 0, kConversation = 0x9e3779b97f4a7c15 };  // of ids (model/id.h)

  bool isSelected(const EventView& event) const {
    return (m_options.brand.empty() || event.brand == m_options.brand) &&
           (m_options.channel.empty() || event.channel == m_options.channel);
  }
  bool isOfIt(const ContactView& c) const { return c.contactId == m_options.id; }
  bool isOfIt(const ConversationView& c) {
    return isOfIt(kMessage, c.messageId) || isOfIt(kConversation, c.conversationId);
  }
  bool isOfIt(const AgentView& /*agent*/) const { return false; }
  bool isOfIt(const MessageView& m) {
    return isOfIt(kMessage, m.messageId) || isOfIt(kMessage, m.replyTo) || isOfIt(kMessage, m.shareOf) ||
           isOfIt(kConversation, m.conversationId);
  }
  bool isOfIt(const CorrectionView& c) { return isOfIt(kMessage, c.messageId); }
  bool isOfIt(const DeletionView& d) { return isOfIt(kMessage, d.messageId); }
  bool isOfIt(const EngagementView& e) { return isOfIt(kMessage, e.messageId); }
  bool isOfIt(Space space, std::string_view id) {
    const auto it = id.empty() ? m_numbers.end() : m_numbers.find(Id::of(id, space));
    return it != m_numbers.end() && firstOf(it->second) == firstOf(0);
  }

  // Empty ids have none.
  std::optional<size_t> numberOf(Space space, std::string_view id) {
    if (id.empty()) return std::nullopt;
    const auto [it, isNew] = m_numbers.emplace(Id::of(id, space), m_next.size());
    if (isNew) m_next.push_back(it->second);
    return it->second;
  }
  void join(std::initializer_list<std::optional<size_t>> numbers) {
    std::optional<size_t> first;
    for (const std::optional<size_t>& number : numbers) {
      if (!number) continue;
      const size_t of = firstOf(*number);
      m_next[of] = firstOf(first.value_or(of));
      first = of;
    }
  }
  // The one that stands for all that it is joined to. Halves the way there for the next time.
  size_t firstOf(size_t number) {
    while (m_next[number] != number) number = m_next[number] = m_next[m_next[number]];
    return number;
  }

  const Options& m_options;
  std::set<std::string> m_contacts;
  absl::flat_hash_map<Id, size_t, Id::Hash> m_numbers;
  std::vector<size_t> m_next;  // by number: one of those that it is joined to, or itself
};

// Calls onEvent(record position, last tick before, event) for each event, and onDamage.
absl::Status readEvents(
    const RecordStore& store,
    const std::function<void(uint64_t, std::optional<Time>, const EventView&)>& onEvent,
    const std::function<void(const RecordReader::Damage&)>& onDamage = [](const auto&) {}) {
  Progress progress("reading the records");
  std::optional<Time> tick;
  for (RecordReader reader = store.read();;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) return item.status();
    if (!*item) return absl::OkStatus();
    if (isEnding()) return absl::CancelledError("ended");
    progress.show(static_cast<int64_t>((*item)->position), static_cast<int64_t>(store.lastPosition()));
    if (const auto* advance = std::get_if<Advance>(&(*item)->what)) tick = advance->tick;
    if (const auto* damage = std::get_if<RecordReader::Damage>(&(*item)->what)) onDamage(*damage);
    if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what)) {
      for (const EventView& event : batch->events) onEvent((*item)->position, tick, event);
    }
  }
}

std::string lineOf(uint64_t position, std::optional<Time> tick, const EventView& event) {
  std::string line;
  json::Object object(line);
  object.add("record", static_cast<int64_t>(position));
  if (tick) object.add("after_tick", formatTime(*tick));
  object.key("event") += wire::toJson(copyOf(event));
  object.close();
  return line + "\n";
}

absl::Status dossier(const Options& options) {
  if (options.id.empty()) return absl::InvalidArgumentError("ID is empty");
  const absl::StatusOr<RecordStore> store = openStoppedStore(options.store);
  if (!store.ok()) return store.status();
  endOnSignals();
  Story story(options);
  absl::Status learned =
      readEvents(*store, [&](uint64_t, auto, const EventView& event) { story.learn(event); });
  if (!learned.ok()) return learned;
  if (story.contacts().size() > 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("several contacts have this id, choose one with --brand and --channel: ",
                     shownText(absl::StrJoin(story.contacts(), ", "))));
  }
  std::string text;
  uint64_t events = 0, damaged = 0;
  const absl::Status status = readEvents(
      *store,
      [&](uint64_t position, std::optional<Time> tick, const EventView& event) {
        if (!story.has(event)) return;
        text += lineOf(position, tick, event);
        ++events;
      },
      [&](const RecordReader::Damage& damage) { damaged += damage.count; });
  if (!status.ok()) return status;
  if (damaged > 0) {
    std::fprintf(stderr, "watchfloorctl: %llu damaged records could not be read; they may belong to it\n",
                 static_cast<unsigned long long>(damaged));
  }
  if (events == 0) {
    return absl::NotFoundError(
        absl::StrCat("nothing is recorded of a contact, conversation or message \"", options.id, "\""));
  }
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  std::fputs(text.c_str(), stdout);
  std::puts(absl::StrFormat("{\"events\": %d, \"checksum\": \"%016x%016x\"}", events, hash.high64, hash.low64)
                .c_str());
  return absl::OkStatus();
}

}  // namespace

void addDossier(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("dossier", "Print everything that was recorded of one contact or conversation");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  command->add_option("ID", options->id, "of a contact, a conversation or a message")->required();
  command->add_option("--store", options->store, "the records, of an engine that is stopped")
      ->type_name("FILE")
      ->required();
  command->add_option("--brand", options->brand, "its brand")->type_name("NAME");
  command->add_option("--channel", options->channel, "its channel")->type_name("NAME");
  command->callback([options, &chosen] { chosen = [options] { return dossier(*options); }; });
}

}  // namespace watchfloor
