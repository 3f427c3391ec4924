// watchfloorctl triage: what rules decide about a recording, before they are used.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cstdio>

#include "commands.h"
#include "inbound_messages.h"
#include "model/shown_text.h"
#include "triage_report.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Says of each inbound message in which bucket it goes, and by which rule: count_only, marketing, or contact_centre. The
first rule of the file that matches decides. Nothing is sent anywhere. resources/triage/README.md explains the rules.
Each message is judged once, with its newest label and brand, in order of time; the text of a deleted one is not shown.
Lines that cannot be read are named on standard error, counted, and skipped.

Examples:
  watchfloorctl triage --rules rules.toml --check
  watchfloorctl triage --rules rules.toml --profile support_tweets --summary conversations.csv
  watchfloorctl triage --rules rules.toml --profile support_tweets --rule refunds conversations.csv | less
  watchfloorctl triage --rules rules.toml --bucket marketing --json events.jsonl | jq -r .text)";

struct Options {
  RecordingOptions recording;
  ListeningOptions listening;
  std::string rules;
  std::vector<std::string> onlyBuckets, onlyRules;
  bool isCheck = false, isSummary = false, isJson = false;
};

absl::Status checkNames(const std::vector<std::string>& names, const TriageRules& rules) {
  for (const std::string& name : names) {
    const bool isKnown = name == TriageRules::kDefaultName ||
                         std::any_of(rules.rules().begin(), rules.rules().end(),
                                     [&](const TriageRule& rule) { return rule.name == name; });
    if (!isKnown) return absl::NotFoundError(absl::StrCat("there is no rule \"", name, "\"; see --summary"));
  }
  return absl::OkStatus();
}

// Where no message tells its language, who wrote a rule that asks for it is to know.
void warnOfLanguages(const TriageRules& rules, const std::vector<InboundMessage>& messages) {
  const bool isTold = std::any_of(messages.begin(), messages.end(), [](const InboundMessage& inbound) {
    return !inbound.message().language.empty();
  });
  if (isTold) return;
  std::vector<std::string> names;
  for (const TriageRule& rule : rules.rules()) {
    if (!rule.languages.empty()) names.push_back(rule.name);
  }
  if (names.empty()) return;
  std::fprintf(stderr, "watchfloorctl: no message here tells its language: no match for %s\n",
               absl::StrJoin(names, ", ").c_str());
}

class Triage {
 public:
  Triage(const Options& options, const TriageRules& rules)
      : m_options(options), m_rules(rules), m_summary(rules) {}

  void judge(const InboundMessage& inbound) {
    const MessageEvent& message = inbound.message();
    const Decision decision = m_rules.decide({.brand = inbound.event.brand,
                                              .channel = inbound.event.channel,
                                              .author = message.authorId,
                                              .text = message.text,
                                              .language = message.language,
                                              .reach = message.reach,
                                              .sentiment = inbound.label(),
                                              .isPrivate = message.isPrivate},
                                             m_scratch);
    if (!isWanted(m_options.onlyBuckets, name(decision.bucket)) ||
        !isWanted(m_options.onlyRules, m_rules.nameOf(decision))) {
      return;
    }
    m_summary.add(inbound.event.brand, decision);
    if (m_options.isSummary) return;
    const std::string line = m_options.isJson ? decisionJson(inbound, m_rules, decision)
                                              : decisionLine(inbound, m_rules, decision);
    std::fputs(line.c_str(), stdout);
  }
  void finish() const {
    if (m_options.isSummary)
      std::fputs((m_options.isJson ? m_summary.json() : m_summary.text()).c_str(), stdout);
  }

 private:
  static bool isWanted(const std::vector<std::string>& names, std::string_view name) {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
  }

  const Options& m_options;
  const TriageRules& m_rules;
  TriageScratch m_scratch;
  TriageSummary m_summary;
};

absl::Status triage(const Options& options) {
  const absl::StatusOr<TriageRules> rules = TriageRules::load(options.rules);
  if (!rules.ok()) return rules.status();
  if (options.isCheck) {
    std::printf("%s: %zu rules, %zu terms, nothing wrong: %s\n", shownText(options.rules).c_str(),
                rules->rules().size(), rules->termCount(), rules->version().c_str());
    return absl::OkStatus();
  }
  if (absl::Status status = checkNames(options.onlyRules, *rules); !status.ok()) return status;
  if (options.recording.files.empty())
    return absl::InvalidArgumentError(
        "which recordings? name FILE…, or use --check to look at the rules alone");
  const absl::StatusOr<Profile> profile = profileOf(options.recording);
  if (!profile.ok()) return profile.status();
  const absl::StatusOr<std::vector<InboundMessage>> messages =
      readInbound(options.recording, *profile, options.listening);
  if (!messages.ok()) return messages.status();
  warnOfLanguages(*rules, *messages);
  Triage triage(options, *rules);
  for (const InboundMessage& message : *messages) triage.judge(message);
  triage.finish();
  return absl::OkStatus();
}

}  // namespace

void addTriage(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("triage", "Try triage rules on recordings, or check them");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  command->add_option("--rules", options->rules, "the rules (TOML)")->type_name("FILE")->required();
  options->recording.add(*command);
  command->get_option("files")->required(false);
  command->add_flag("--check", options->isCheck, "only look whether the rules are well written");
  CLI::Option* summary = command->add_flag("--summary", options->isSummary,
                                           "how many messages each bucket and rule takes, not which");
  command->add_option("--bucket", options->onlyBuckets, "only what goes there")
      ->excludes(summary)
      ->type_name("BUCKET")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->check(CLI::IsMember(std::vector<std::string>(kBucketNames.begin(), kBucketNames.end())));
  command->add_option("--rule", options->onlyRules, "only what this rule takes; \"default\": what none takes")
      ->excludes(summary)
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->delimiter(',');
  options->listening.add(*command);
  command->add_flag("--json", options->isJson, "an object a line; with --summary one object");
  command->callback([options, &chosen] { chosen = [options] { return triage(*options); }; });
}

}  // namespace watchfloor
