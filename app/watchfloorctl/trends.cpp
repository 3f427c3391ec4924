// watchfloorctl trends: what is talked about more, or less, than is usual.
#include "client/trends.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <cstdio>

#include "commands.h"
#include "engine_options.h"
#include "export/figure_json.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Every five minutes the engine looks whether a brand's mentions rise or collapse as they seldom do at this hour of the day;
it learns for six hours, or from the history that it keeps. So it looks at the topics that are most frequent, and each minute
at conversations: of these it tells those that rise or collapse. "Once in" says how seldom as much is seen by chance. What
is not known is left out.
Under the event clock minutes are those of the recording, which is then to be published in the order of time.

Examples:
  watchfloorctl trends
  watchfloorctl trends --all --json | jq 'select(.state == "quiet") | .brand')";

constexpr std::array<std::string_view, 4> kStates = {"learning", "quiet", "rising", "collapsing"};

struct Options {
  std::string engine = kDefaultEngine;
  int64_t waitSeconds = 10;
  bool isAll = false, isJson = false, isUnmasked = false;
};

std::string_view stateOf(const Trend& trend) { return kStates[static_cast<size_t>(trend.state)]; }

// "310 in 3 h where 95 are usual, once in 120 days; 1.4 a minute, +0.020 each minute; 120 authors, net
// sentiment -20 %"
std::string why(const Trend& trend) {
  std::string text;
  if (trend.state == Trend::State::kLearning) {
    text = "what is usual is not known yet";
  } else {
    const bool isAfterPeak = trend.conversation && trend.state == Trend::State::kCollapsing;
    absl::StrAppendFormat(&text, "%.0f in %.1f h where %.0f %s", trend.observed,
                          toSeconds(trend.scale) / 3'600, trend.expected,
                          isAfterPeak ? "were at its peak" : "are usual");
    if (trend.onceInDays > 0) absl::StrAppendFormat(&text, ", once in %.3g days", trend.onceInDays);
  }
  absl::StrAppendFormat(&text, "; %.2f a minute, %+.3f each minute", trend.velocity, trend.acceleration);
  if (trend.authors > 0) absl::StrAppendFormat(&text, "; %d authors", trend.authors);
  if (const std::optional<double> net = trend.netSentiment.value())
    absl::StrAppendFormat(&text, ", net sentiment %+.0f %%", *net * 100);
  if (trend.reach > 0) absl::StrAppend(&text, ", reach ", trend.reach);
  return text;
}

// "acme", "acme · #delay", "acme · conversation 4711".
std::string nameOf(const Trend& trend) {
  if (trend.topic) return absl::StrCat(trend.brand, " · ", trend.topic->text);
  if (!trend.conversation) return trend.brand;
  const int64_t number = trend.conversation->number;
  return absl::StrCat(trend.brand, " · conversation", number > 0 ? absl::StrCat(" ", number) : "");
}

std::string personOf(int64_t number, const std::string& id) {
  if (!id.empty()) return shownText(id);
  return number > 0 ? absl::StrCat("author ", number) : "somebody";
}

// "begun by author 12 at 2026-…, most by author 14 (7 of 310), reach 120000"
std::string conversationText(const TrendConversation& of) {
  std::string text = absl::StrFormat(
      "; begun by %s at %s, most by %s (%d of %d)", personOf(of.beganBy, of.beganById), formatTime(of.began),
      personOf(of.sharesMost, of.sharesMostId), of.sharesMostMessages, of.messages);
  if (of.reach > 0) absl::StrAppend(&text, ", reach ", of.reach);
  return text;
}

std::string lineOf(const Trend& trend) {
  const std::string since = trend.since ? "since " + formatTime(*trend.since) : "";
  return absl::StrFormat("%-20s  %-10s  %-26s  %s%s%s\n", shownText(nameOf(trend)), stateOf(trend), since,
                         trend.isWatchedOnly ? "competitor; " : "", why(trend),
                         trend.conversation ? conversationText(*trend.conversation) : "");
}

void append(std::string& out, const TrendConversation& of) {
  json::Object object(out);
  object.add("number", of.number);
  object.add("began", formatTime(of.began));
  if (of.beganBy > 0) object.add("began_by", of.beganBy);
  if (!of.beganById.empty()) object.add("began_by_id", of.beganById);
  object.add("messages", of.messages);
  if (of.sharesMost > 0) object.add("shares_most", of.sharesMost);
  if (!of.sharesMostId.empty()) object.add("shares_most_id", of.sharesMostId);
  object.add("shares_most_messages", of.sharesMostMessages);
  if (of.reach > 0) object.add("reach", of.reach);
  if (!of.messageId.empty()) object.add("message_id", of.messageId);
  object.close();
}

std::string jsonOf(const Trend& trend) {
  std::string out;
  json::Object object(out);
  object.add("brand", trend.brand);
  if (trend.isWatchedOnly) object.key("watched_only") += "true";
  if (trend.topic) {
    object.add("topic", trend.topic->text);
    object.add("kind", name(trend.topic->kind));
  }
  if (trend.conversation) append(object.key("conversation"), *trend.conversation);
  object.add("state", stateOf(trend));
  if (trend.since) object.add("since", formatTime(*trend.since));
  object.add("as_of", formatTime(trend.asOf));
  if (trend.onceInDays > 0) object.addReal("once_in_days", trend.onceInDays);
  object.key("rise") += trend.isRise ? "true" : "false";
  object.addReal("scale_s", toSeconds(trend.scale));
  object.addReal("observed", trend.observed);
  object.addReal("expected", trend.expected);
  object.addReal("velocity_per_min", trend.velocity);
  object.addReal("acceleration_per_min2", trend.acceleration);
  object.add("authors", trend.authors);
  object.addReal("net_sentiment", trend.netSentiment.value());
  if (trend.reach > 0) object.add("reach", trend.reach);
  object.close();
  return out + "\n";
}

absl::Status trends(const Options& options) {
  const auto found =
      askForTrends(options.engine, false, std::chrono::seconds(options.waitSeconds), options.isUnmasked);
  if (!found.ok()) return found.status();
  bool isAny = false, isKnown = false, isMasked = false;  // that is told, and of which what is usual is known
  for (const Trend& trend : found->trends) {
    isMasked |= trend.conversation && trend.conversation->messageId.empty();
    isKnown |= trend.state != Trend::State::kLearning;
    if (!trend.since && !options.isAll) continue;
    isAny = true;
    std::fputs((options.isJson ? jsonOf(trend) : lineOf(trend)).c_str(), stdout);
  }
  if (found->late > 0)
    std::fprintf(
        stderr,
        "watchfloorctl: %lld messages came when their five minutes were over, and are in no trend: publish "
        "a recording in the order of time, as 'watchfloorctl replay --as-recorded' does\n",
        static_cast<long long>(found->late));
  if (isMasked && options.isUnmasked) tellMasked();
  if (!isAny && !options.isJson)
    std::puts(isKnown ? "nothing rises or collapses as it seldom does"
                      : "too little was heard so far to tell what is usual");
  return absl::OkStatus();
}

}  // namespace

void addTrends(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("trends", "Print what is talked about more, or less, than is usual");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  addEngine(*command, options->engine);
  command->add_flag("--all", options->isAll, "every brand, not only what is unusual");
  addUnmasked(*command, options->isUnmasked);
  command->add_flag("--json", options->isJson, "an object a line");
  command->add_option("--wait", options->waitSeconds, "how long to wait for the engine, in seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return trends(*options); }; });
}

}  // namespace watchfloor
