// watchfloorctl topics: what was talked about in a recording, or is at an engine.
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstdio>

#include "client/topics.h"
#include "commands.h"
#include "engine_options.h"
#include "inbound_messages.h"
#include "listen/topics.h"
#include "listen/topics_campaign.h"
#include "listen/topics_count.h"
#include "selection_options.h"
#include "topics_report.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Prints the topics of inbound messages by brand and window: hashtags, phrases, and the topics and campaigns that
--topics names. Of each topic: how many messages had it, the change against the window before (— where that is not
known), and how many were negative (-), neutral (=), positive (+) and unclassified (?). "12-15" means at least 12, at
most 15. Each message counts once, with its newest label and brand. Campaigns are reported from their start to their
end. Handles, addresses and numbers are never topics.

With --engine it asks an engine, which counts as messages come, what is talked about now; by its own book of topics, and without
what fewer than five people wrote unless it shows personal data. With --campaign NAME, or --campaigns for a short list of all,
it reports how the campaigns of that book are received until now instead, exactly, and since when it counts if that is after
the start.

Examples:
  watchfloorctl topics --profile airline_tweets tweets.csv
  watchfloorctl topics --profile airline_tweets --brand Delta --window 24h --at 2015-02-23T06:00:00Z tweets.csv
  watchfloorctl topics --profile support_tweets --topics topics.toml --json conversations.csv | jq '.campaigns'
  watchfloorctl topics --topics topics.toml --check
  watchfloorctl topics --engine 127.0.0.1:7411 --brand Delta --window 60m,24h
  watchfloorctl topics --engine 127.0.0.1:7411 --campaign "Boorito 2017")";

struct Options {
  RecordingOptions recording;
  ListeningOptions listening;
  std::string topics, at, engine;
  int64_t waitSeconds = 10;
  std::vector<std::string> brands, windows, kinds, campaigns;  // windows: empty: the usual ones
  int64_t top = 10, least = 3;
  bool isCheck = false, isCampaigns = false, isJson = false, isUnmasked = false;
};

// Its own, and those that it names beside it; each once.
std::vector<std::string> brandsOf(const InboundMessage& message) {
  std::vector<std::string> brands = message.message().alsoBrands;
  brands.push_back(message.event.brand);
  std::sort(brands.begin(), brands.end());
  brands.erase(std::unique(brands.begin(), brands.end()), brands.end());
  return brands;
}

class TopicRun {
 public:
  TopicRun(const TopicBook& book, DayStart dayStart) : m_book(book), m_dayStart(std::move(dayStart)) {
    for (const NamedTopic& topic : book.named()) {
      if (topic.isCampaign) m_campaigns.emplace_back(topic);
    }
    m_counts.begin(kDistantPast);  // the files have all that there is
  }

  // In topics once for each brand that it names, in a campaign once.
  void add(const InboundMessage& message) {
    std::vector<Heard> heard(m_campaigns.size());
    for (const std::string& brand : brandsOf(message)) add(brand, message, heard);
    for (size_t i = 0; i < heard.size(); ++i) {
      if (heard[i].isMeanwhile) m_campaigns[i].add(message.event.time, message.label(), heard[i].isAbout);
    }
  }
  void advance(Time tick) { m_counts.advance(WindowRanges::at(tick, m_dayStart, ClockKind::kEvent)); }

  const TopicCounts& counts() const { return m_counts; }
  std::vector<CampaignReport> campaigns() const {
    std::vector<CampaignReport> reports;
    for (const CampaignReception& reception : m_campaigns) reports.push_back(reception.report());
    return reports;
  }

 private:
  struct Heard {
    bool isMeanwhile = false, isAbout = false;
  };

  void add(const std::string& brand, const InboundMessage& message, std::vector<Heard>& heard) {
    const Time time = message.event.time;
    topicsOf({brand, message.message().text, time}, m_book, m_scratch);
    for (const Topic& topic : m_scratch.topics) m_counts.add(brand, topic, message.label(), time);
    for (size_t c = 0; c < m_campaigns.size(); ++c) {
      const NamedTopic& campaign = m_campaigns[c].campaign();
      if (!campaign.isAbout(brand)) continue;
      heard[c].isMeanwhile = true;
      heard[c].isAbout |= std::any_of(m_scratch.named.begin(), m_scratch.named.end(),
                                      [&](size_t i) { return m_book.named()[i].id == campaign.id; });
    }
  }

  const TopicBook& m_book;
  DayStart m_dayStart;
  TopicScratch m_scratch;
  TopicCounts m_counts{{.brands = 10'000, .named = 4'096, .phrases = 4'096, .published = 10'000}};
  std::vector<CampaignReception> m_campaigns;
};

// When the windows before end, and when it is asked.
std::vector<Time> ticksOf(const std::vector<Window>& windows, Time at) {
  std::vector<Time> ticks = {at};
  for (const Window window : windows) {
    if (const auto length = lengthOf(window)) ticks.push_back(at - *length);
  }
  std::sort(ticks.begin(), ticks.end());
  ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
  return ticks;
}

TopicQuestion questionOf(const Options& options, Window usual) {
  TopicQuestion question{.brands = options.brands, .windows = {}};
  for (const std::string& window : options.windows) question.windows.push_back(*windowNamed(window));
  if (question.windows.empty()) question.windows.push_back(usual);
  question.isUnmasked = options.isUnmasked;
  question.query = {.most = static_cast<size_t>(options.top), .least = options.least};
  for (const std::string& kind : options.kinds) question.query.kinds.push_back(*topicKindNamed(kind));
  return question;
}

void print(const Options& options, Time at, const std::vector<TopicList>& lists,
           const std::vector<CampaignReport>& campaigns) {
  const std::string report =
      options.isJson ? topicsJson(at, lists, campaigns) : topicsText(at, lists, campaigns);
  std::fputs(report.c_str(), stdout);
}

absl::Status noTickYet() {
  return absl::UnavailableError("the engine has no tick yet: nothing was published to it");
}

absl::Status askCampaigns(const Options& options) {
  const absl::StatusOr<CampaignAnswer> answer =
      listCampaigns(options.engine, {.names = options.campaigns}, std::chrono::seconds(options.waitSeconds));
  if (!answer.ok()) return answer.status();
  if (!answer->asOf) return noTickYet();
  if (answer->campaigns.empty()) return absl::NotFoundError("the engine's book of topics has no campaign");
  print(options, *answer->asOf, {}, answer->campaigns);
  return absl::OkStatus();
}

absl::Status ask(const Options& options) {
  if (options.isCampaigns || !options.campaigns.empty()) return askCampaigns(options);
  const absl::StatusOr<TopicAnswer> answer = listTopics(options.engine, questionOf(options, Window::k60m),
                                                        std::chrono::seconds(options.waitSeconds));
  if (!answer.ok()) return answer.status();
  if (!answer->asOf) return noTickYet();
  print(options, *answer->asOf, answer->lists, {});
  if (answer->isMasked && options.isUnmasked) tellMasked();
  if (!answer->isComplete) {
    std::fputs("watchfloorctl: there are more brands than the engine counts topics of: see [topics]\n",
               stderr);
  }
  return absl::OkStatus();
}

absl::Status topics(const Options& options) {
  if (!options.engine.empty()) return ask(options);
  const absl::StatusOr<TopicBook> book =
      options.topics.empty() ? TopicBook() : TopicBook::load(options.topics);
  if (!book.ok()) return book.status();
  if (options.isCheck) {
    std::printf("%zu topics and campaigns, nothing wrong\n", book->named().size());
    return absl::OkStatus();
  }
  if (options.recording.files.empty())
    return absl::InvalidArgumentError(
        "which recordings? name FILE…, or use --check to look at --topics alone");
  const absl::StatusOr<Profile> profile = profileOf(options.recording);
  if (!profile.ok()) return profile.status();
  absl::StatusOr<DayStart> dayStart = DayStart::make(profile->engine.zone, profile->engine.resetMinutes);
  if (!dayStart.ok()) return dayStart.status();
  absl::StatusOr<std::vector<InboundMessage>> messages =
      readInbound(options.recording, *profile, options.listening);
  if (!messages.ok()) return messages.status();
  std::erase_if(*messages, [](const InboundMessage& message) { return message.message().isPrivate; });
  if (messages->empty()) return absl::NotFoundError("there is no public inbound message in these files");

  const TopicQuestion question = questionOf(options, Window::kTotal);
  const Time at = options.at.empty() ? messages->back().event.time : *parseTime(options.at);
  TopicRun run(*book, *std::move(dayStart));
  auto next = messages->begin();
  for (const Time tick : ticksOf(question.windows, at)) {
    for (; next != messages->end() && next->event.time <= tick; ++next) run.add(*next);
    run.advance(tick);
  }
  print(options, at, run.counts().lists(question), run.campaigns());
  return absl::OkStatus();
}

}  // namespace

void addTopics(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("topics", "Print what is talked about, in recordings or at an engine");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  options->recording.add(*command);
  command->get_option("files")->required(false);
  command->add_option("--topics", options->topics, "named topics and campaigns (TOML)")->type_name("FILE");
  command->add_flag("--check", options->isCheck, "only look whether --topics is well written")
      ->needs("--topics");
  command
      ->add_option("--brand", options->brands, "these brands; all: of all together; default: each, and all")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->delimiter(',');
  command->add_option("--window", options->windows, "these windows; default: total, of an engine 60m")
      ->type_name("WINDOW")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(kWindowNames.begin(), kWindowNames.end() - 1)));
  command->add_option("--at", options->at, "when; default: the last message")
      ->type_name("TIME")
      ->check(checkTime);
  command->add_option("--kind", options->kinds, "only topics of this kind")
      ->type_name("KIND")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(kTopicKindNames.begin(), kTopicKindNames.end())));
  command->add_option("--top", options->top, "how many of each; of an engine at most 200")
      ->check(CLI::Range(1, 1'000))
      ->capture_default_str();
  command->add_option("--least", options->least, "leave out topics of fewer messages")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  options->listening.add(*command);
  CLI::Option* engine = command->add_option("--engine", options->engine, "ask this engine instead")
                            ->type_name("HOST:PORT")
                            ->excludes("files")
                            ->excludes("--topics")
                            ->excludes("--at");
  CLI::Option* campaign =
      command
          ->add_option("--campaign", options->campaigns, "how this campaign of the engine's book is received")
          ->type_name("NAME")
          ->allow_extra_args(false)
          ->needs(engine);
  CLI::Option* campaigns =
      command->add_flag("--campaigns", options->isCampaigns, "the same of all of them, in short")
          ->needs(engine)
          ->excludes(campaign);
  // A campaign has its own brands and time.
  for (CLI::Option* of : {campaign, campaigns}) {
    for (const char* other : {"--brand", "--window", "--kind", "--top", "--least"}) of->excludes(other);
  }
  addUnmasked(*command, options->isUnmasked)->needs(engine);
  command->add_option("--wait", options->waitSeconds, "how long to wait for the engine, in seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600))
      ->needs(engine)
      ->capture_default_str();
  command->add_flag("--json", options->isJson, "for other programs");
  command->callback([options, &chosen] { chosen = [options] { return topics(*options); }; });
}

}  // namespace watchfloor
