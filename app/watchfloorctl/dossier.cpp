// watchfloorctl dossier: everything that was recorded of one contact or conversation.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>
#include <xxhash.h>

#include <cstdio>
#include <functional>
#include <set>

#include "commands.h"
#include "engine_options.h"
#include "export/figure_json.h"
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

// What belongs together, as far as it is known.
class Story {
 public:
  explicit Story(const Options& options)
      : m_options(options), m_messages{options.id}, m_conversations{options.id} {}

  // Takes the ids that it names, too.
  bool has(const EventView& event) {
    if (!m_options.brand.empty() && event.brand != m_options.brand) return false;
    if (!m_options.channel.empty() && event.channel != m_options.channel) return false;
    const bool is = std::visit([this](const auto& body) { return isOfIt(body); }, event.body);
    if (is && std::holds_alternative<ContactView>(event.body)) {
      m_contacts.insert(std::string(event.brand) + " on " + std::string(event.channel));
    }
    return is;
  }
  // The brands and channels that have a contact of that id: each is one of its own.
  const std::set<std::string>& contacts() const { return m_contacts; }
  // An id was added since the last call: what was read before may belong to it.
  bool hasGrown() { return std::exchange(m_hasGrown, false); }

 private:
  using Ids = std::set<std::string, std::less<>>;

  bool isOfIt(const ContactView& c) const { return c.contactId == m_options.id; }
  bool isOfIt(const MessageView& m) {
    if (!m_messages.contains(m.messageId) && !m_messages.contains(m.replyTo) &&
        !m_conversations.contains(m.conversationId)) {
      return false;
    }
    add(m_messages, m.messageId);
    add(m_messages, m.replyTo);
    add(m_conversations, m.conversationId);
    return true;
  }
  bool isOfIt(const ConversationView& c) {
    if (!m_messages.contains(c.messageId) && !m_conversations.contains(c.conversationId)) return false;
    add(m_messages, c.messageId);
    add(m_conversations, c.conversationId);
    return true;
  }
  bool isOfIt(const CorrectionView& c) const { return m_messages.contains(c.messageId); }
  bool isOfIt(const DeletionView& d) const { return m_messages.contains(d.messageId); }
  bool isOfIt(const EngagementView& e) const { return m_messages.contains(e.messageId); }
  bool isOfIt(const AgentView& /*agent*/) const { return false; }

  void add(Ids& ids, std::string_view id) {
    if (!id.empty() && ids.emplace(id).second) m_hasGrown = true;
  }

  const Options& m_options;
  std::set<std::string> m_contacts;
  Ids m_messages, m_conversations;
  bool m_hasGrown = false;
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
  do {  // an early message may turn out to belong to it only by a late one
    absl::Status status =
        readEvents(*store, [&](uint64_t, auto, const EventView& event) { story.has(event); });
    if (!status.ok()) return status;
  } while (story.hasGrown());
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
