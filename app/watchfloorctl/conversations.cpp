// watchfloorctl conversations: from a number to who wrote what, and what to do about it.
#include "client/conversations.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "commands.h"
#include "conversations_report.h"
#include "engine_options.h"
#include "history_times.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Names, handles, ids and texts of customers are masked unless --unmasked asks for them and watchfloord allows it
(show_personal_data in [conversations]); numbers of conversations and authors stay the same. An act stands in the audit
trail with its number, by which it is undone. With --json there is an object a line; "show" prints one. --from and --to, in UTC, are "now",
"today", "-7d" (midnight, seven days ago), "-90m", "2026-03-02T10:00"; --to is not part of the span. With them, --sentiment
or --by-customers, conversations are listed by their newest message that is so, and --brand and --channel are its own.

Examples:
  watchfloorctl conversations list --bucket contact_centre --unanswered --unassigned
  watchfloorctl conversations list --brand acme --from -15m --sentiment negative
  watchfloorctl conversations search --topic Delays --from yesterday
  watchfloorctl conversations search 'refund* "lost bag"' --brand acme --json | jq .conversation
  watchfloorctl conversations show 4711
  watchfloorctl conversations author 12
  watchfloorctl conversations assign 4711 ann
  watchfloorctl conversations move 4711 marketing --reason "a journalist asks"
  watchfloorctl conversations correct 4711 90210 negative
  watchfloorctl conversations note 4711 "called back"
  watchfloorctl conversations undo 4711 93
  watchfloorctl conversations watch contact_centre)";

constexpr int64_t kMessagesAPage = 200;

struct Options {
  std::string engine = kDefaultEngine;
  int64_t waitSeconds = 10, most = 50;
  bool isJson = false, isUnmasked = false;

  std::string brand, channel, bucket, state, owner, from, to, sentiment;
  bool isUnassigned = false, isUnanswered = false, isWatchedToo = false, isByCustomer = false;

  int64_t conversation = 0, undone = 0;
  std::string author, words, topic;
  ConversationAct act;
};

Conversations connectTo(const Options& options) {
  return {options.engine, std::chrono::seconds(options.waitSeconds), options.isUnmasked};
}

// Of the first page, when they were asked for and are not told.
template <typename Told>
void tellIfMasked(const Options& options, const std::vector<Told>& told) {
  static bool isTold = false;
  if (!options.isUnmasked || told.empty() || !told.front().isMasked || std::exchange(isTold, true)) return;
  tellMasked();
}

void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

// Pages until there is no more, or enough. `ask` is given a page and how many; `tell` each answer.
template <typename Ask, typename Tell>
absl::Status forEachPage(int64_t most, int64_t mostAPage, Ask ask, Tell tell) {
  std::string page;
  do {
    const auto answer = ask(page, std::min(most, mostAPage));
    if (!answer.ok()) return answer.status();
    most -= tell(*answer);
    page = answer->nextPage;
  } while (!page.empty() && most > 0);
  return absl::OkStatus();
}

absl::StatusOr<TimeSpan> spanOf(const Options& options) {
  TimeSpan span;
  for (auto [text, option, end] :
       {std::tuple{&options.from, "--from", &span.from}, {&options.to, "--to", &span.to}}) {
    if (text->empty()) continue;
    const absl::StatusOr<Time> moment = pastMoment(*text, option);
    if (!moment.ok()) return moment.status();
    *end = *moment;
  }
  return span;
}

absl::Status list(const Options& options) {
  const absl::StatusOr<TimeSpan> span = spanOf(options);
  if (!span.ok()) return span.status();
  ConversationQuery query{.brand = options.brand, .channel = options.channel};
  query.message = {
      .span = *span, .label = labelNamed(options.sentiment), .isByCustomer = options.isByCustomer};
  query.bucket = bucketNamed(options.bucket);
  query.handling = handlingNamed(options.state);
  query.isWatchedToo = options.isWatchedToo;
  if (!options.owner.empty() || options.isUnassigned) query.owner = options.owner;
  if (options.isUnanswered) query.order = ConversationOrder::kOldestUnanswered;
  const Conversations conversations = connectTo(options);
  if (!options.isJson) print(entryHeader());
  return forEachPage(
      options.most, ConversationQuery::kMostEntries,
      [&](const std::string& page, int64_t most) {
        query.page = page;
        query.most = most;
        return conversations.list(query);
      },
      [&](const ConversationPage& page) {
        for (const ConversationEntry& entry : page.entries)
          print(options.isJson ? entryJson(entry) + "\n" : entryLine(entry));
        tellIfMasked(options, page.entries);
        return static_cast<int64_t>(page.entries.size());
      });
}

int64_t printMessages(const MessagePage& page, const Options& options) {
  for (const ConversationMessage& message : page.messages)
    print(options.isJson ? messageJson(message) + "\n" : messageLine(message));
  tellIfMasked(options, page.messages);
  return static_cast<int64_t>(page.messages.size());
}

absl::Status show(const Options& options) {
  const Conversations conversations = connectTo(options);
  absl::StatusOr<ConversationDetails> details = conversations.show(options.conversation, {}, kMessagesAPage);
  if (!details.ok()) return details.status();
  while (!details->page.nextPage.empty()) {
    absl::StatusOr<ConversationDetails> more =
        conversations.show(options.conversation, details->page.nextPage, kMessagesAPage);
    if (!more.ok()) return more.status();
    details->page.messages.insert(details->page.messages.end(), more->page.messages.begin(),
                                  more->page.messages.end());
    details->page.nextPage = more->page.nextPage;
  }
  tellIfMasked(options, details->page.messages);
  print(options.isJson ? detailsJson(*details) + "\n" : detailsText(*details));
  return absl::OkStatus();
}

// A number, or an id with its @ or not.
absl::Status author(const Options& options) {
  const bool isNumber =
      options.author.size() < 19 && options.author.find_first_not_of("0123456789") == std::string::npos;
  const int64_t number = isNumber ? std::stoll(options.author) : 0;
  const Conversations conversations = connectTo(options);
  return forEachPage(
      options.most, kMessagesAPage,
      [&](const std::string& page, int64_t most) {
        return conversations.byAuthor(number, number == 0 ? options.author : "", page, most);
      },
      [&](const MessagePage& page) { return printMessages(page, options); });
}

absl::Status search(const Options& options) {
  const absl::StatusOr<TimeSpan> span = spanOf(options);
  if (!span.ok()) return span.status();
  const Conversations conversations = connectTo(options);
  MessageSearch search{.words = options.words,
                       .topic = options.topic,
                       .brand = options.brand,
                       .channel = options.channel,
                       .span = *span};
  return forEachPage(
      options.most, kMessagesAPage,
      [&](const std::string& page, int64_t most) {
        search.page = page;
        search.most = most;
        return conversations.search(search);
      },
      [&](const MessagePage& page) { return printMessages(page, options); });
}

absl::Status watch(const Options& options) {
  endOnSignals();
  if (!options.isJson) print(entryHeader());
  const Conversations conversations = connectTo(options);
  const auto watch = conversations.watch(
      {.bucket = *bucketNamed(options.bucket),
       .brand = options.brand,
       .isWatchedToo = options.isWatchedToo,
       .onEntry =
           [&](const ConversationEntry* entry) {
             if (!entry) return;
             if (entry->messages == 0 && !options.isJson) {
               print(
                   absl::StrCat(entry->number, "  is gone: joined to another one, or let go with its age\n"));
             } else {
               print(options.isJson ? entryJson(*entry) + "\n" : entryLine(*entry));
             }
             std::fflush(stdout);
           },
       .onEnd = wake});
  while (!isEnding() && !watch->hasEnded()) sleepFor(std::chrono::hours(1));
  return watch->end();
}

absl::Status act(const Options& options) {
  const absl::StatusOr<Conversations::Acted> acted = connectTo(options).act(options.act);
  if (!acted.ok()) return acted.status();
  print(options.isJson ? recordJson(acted->record) + "\n" : recordLine(acted->record));
  return absl::OkStatus();
}

CLI::App* addCommon(CLI::App& parent, const char* name, const char* what, Options& options) {
  CLI::App* command = parent.add_subcommand(name, what);
  addEngine(*command, options.engine);
  command->add_option("--wait", options.waitSeconds, "how long to wait for the answer, in seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  addUnmasked(*command, options.isUnmasked);
  command->add_flag("--json", options.isJson, "JSON instead of a table");
  return command;
}

void addNames(CLI::App& command, Options& options) {
  command.add_option("--brand", options.brand, "only of this brand")->type_name("NAME");
  command.add_option("--channel", options.channel, "only on this channel")->type_name("NAME");
}

void addSpan(CLI::App& command, Options& options) {
  command.add_option("--from", options.from, "only messages from then on")->type_name("TIME");
  command.add_option("--to", options.to, "only messages before then")->type_name("TIME");
}

void addWatched(CLI::App& command, Options& options) {
  command.add_flag("--watched", options.isWatchedToo,
                   "also of brands that are watched, but not served; one that is named needs it not");
}

void addMost(CLI::App& command, Options& options) {
  command.add_option("--most", options.most, "how many at most")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
}

void addConversation(CLI::App& command, int64_t& conversation) {
  command.add_option("conversation", conversation, "its number")->type_name("NUMBER")->required();
}

template <size_t N>
CLI::IsMember among(const std::array<std::string_view, N>& names) {
  return CLI::IsMember(std::vector<std::string>(names.begin(), names.end()));
}

class Adder {
 public:
  Adder(CLI::App& parent, Command& chosen) : m_parent(parent), m_chosen(chosen) {}

  using Run = absl::Status (*)(const Options&);
  CLI::App* add(const char* name, const char* what, Run run, const std::shared_ptr<Options>& options) {
    CLI::App* command = addCommon(m_parent, name, what, *options);
    command->callback(
        [options, run, &chosen = m_chosen] { chosen = [options, run] { return run(*options); }; });
    return command;
  }

  // An act: who does it, and why. `to` is what it sets, where the command says it.
  CLI::App* addAct(const char* name, const char* what, ActKind kind, const char* to,
                   const std::shared_ptr<Options>& options) {
    CLI::App* command = add(name, what, act, options);
    ConversationAct& act = options->act;
    act.kind = kind;
    act.to = to;
    const char* user = std::getenv("USER");
    if (user) act.by = user;
    addConversation(*command, act.conversation);
    command->add_option("--by", act.by, "who does it; without it $USER")->type_name("NAME")->required(!user);
    command->add_option("--reason", act.reason, "why")->type_name("TEXT")->required(kind == ActKind::kMove);
    return command;
  }

 private:
  CLI::App& m_parent;
  Command& m_chosen;
};

void addQuestions(Adder& adder) {
  const auto make = [] { return std::make_shared<Options>(); };
  auto options = make();
  CLI::App* command =
      adder.add("list", "The newest conversations, or those that wait for an answer", list, options);
  addNames(*command, *options);
  addMost(*command, *options);
  command->add_option("--bucket", options->bucket, "only in this bucket")
      ->type_name("BUCKET")
      ->check(among(kBucketNames));
  command->add_option("--state", options->state, "only in this state")
      ->type_name("STATE")
      ->check(among(kHandlingNames));
  CLI::Option* owner =
      command->add_option("--owner", options->owner, "only of this owner")->type_name("NAME");
  command->add_flag("--unassigned", options->isUnassigned, "only of nobody")->excludes(owner);
  command->add_flag("--unanswered", options->isUnanswered,
                    "only those that wait for an answer, the longest first");
  addSpan(*command, *options);
  command->add_option("--sentiment", options->sentiment, "only those with a customer's message of it")
      ->type_name("LABEL")
      ->check(among(kLabelNames));
  command->add_flag("--by-customers", options->isByCustomer, "only messages by customers count");
  addWatched(*command, *options);

  options = make();
  command = adder.add("show", "One conversation with its messages, and what was done", show, options);
  addConversation(*command, options->conversation);

  options = make();
  command = adder.add("author", "All that an author wrote, the newest first", author, options);
  command->add_option("author", options->author, "a number, or an id as its source gives it")
      ->type_name("AUTHOR")
      ->required();
  addMost(*command, *options);

  options = make();
  command = adder.add("search", "Messages with words in their texts, the newest first", search, options);
  CLI::App& sought = *command->add_option_group("words or a topic")->require_option(1);
  sought.add_option("words", options->words, "all of them; \"a phrase\", begin*")->type_name("WORDS");
  sought
      .add_option("--topic", options->topic,
                  "those that count for a topic or campaign of the engine, by its terms, brands and times")
      ->type_name("NAME");
  addNames(*command, *options);
  addSpan(*command, *options);
  addMost(*command, *options);

  options = make();
  command =
      adder.add("watch", "A bucket's conversations: those that wait, then each that changes", watch, options);
  command->add_option("bucket", options->bucket, "count_only, marketing or contact_centre")
      ->type_name("BUCKET")
      ->required()
      ->check(among(kBucketNames));
  command->add_option("--brand", options->brand, "only of this brand")->type_name("NAME");
  addWatched(*command, *options);
}

void addActs(Adder& adder) {
  const auto make = [] { return std::make_shared<Options>(); };
  const auto addTo = [](CLI::App* command, Options& options, const char* name, const char* what,
                        const char* type) {
    return command->add_option(name, options.act.to, what)->type_name(type)->required();
  };
  auto options = make();
  CLI::App* command = adder.addAct("assign", "Give it to somebody", ActKind::kAssign, "", options);
  addTo(command, *options, "owner", "to whom; \"\": to nobody", "NAME");

  adder.addAct("acknowledge", "Somebody has seen it", ActKind::kHandle, "acknowledged", make());
  adder.addAct("escalate", "It goes to whoever decides", ActKind::kHandle, "escalated", make());
  adder.addAct("resolve", "It is over, until the customer writes again", ActKind::kHandle, "resolved",
               make());
  adder.addAct("reopen", "It is open again", ActKind::kHandle, "open", make());

  options = make();
  command = adder.addAct("move", "Put it into another bucket, with a reason", ActKind::kMove, "", options);
  addTo(command, *options, "bucket", "count_only, marketing or contact_centre", "BUCKET")
      ->check(among(kBucketNames));

  options = make();
  command =
      adder.addAct("correct", "Give a customer's message another sentiment", ActKind::kCorrect, "", options);
  command->add_option("message", options->act.message, "its number, as `show` prints it")
      ->type_name("MESSAGE")
      ->required();
  addTo(command, *options, "label", "negative, neutral or positive", "LABEL")->check(among(kLabelNames));

  options = make();
  command = adder.addAct("note", "Write something down", ActKind::kNote, "", options);
  addTo(command, *options, "text", "the note", "TEXT");

  options = make();
  command = adder.addAct("undo", "Take back what was done", ActKind::kUndo, "", options);
  command->add_option("act", options->act.undone, "its number")->type_name("ACT")->required();
}

}  // namespace

void addConversations(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("conversations", "Look for conversations, read them, and act on them");
  command->footer(kFooter);
  command->require_subcommand(1);
  Adder adder(*command, chosen);
  addQuestions(adder);
  addActs(adder);
}

}  // namespace watchfloor
