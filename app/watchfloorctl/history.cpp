// watchfloorctl history: figures of the past, by steps of a calendar.
#include "client/history.h"

#include <absl/strings/str_cat.h>

#include <chrono>
#include <cstdio>

#include "commands.h"
#include "engine_options.h"
#include "export/history_text.h"
#include "history_times.h"
#include "model/moment_text.h"
#include "selection_options.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
--from and --to: "now", "today", "yesterday", "-7d" (midnight, seven days ago), "-90m", "2026-03-02", "2026-03-02T10:00";
clocks are those of --zone unless the time says otherwise ("2026-03-02T10:00Z"). --to is not part of the range.
"?" marks what is not whole, and lines below the table say why.

Examples:
  watchfloorctl history                                    today, by hours
  watchfloorctl history --from yesterday --to today --by channel --step total
  watchfloorctl history --metric abandon_rate,service_level --by brand --from -7d --step day --zone Europe/Berlin
  watchfloorctl history --brand acme --from 2026-01-01 --to 2026-04-01 --step month --csv > quarter.csv
  watchfloorctl history --metric backlog --from -90m --step minute --json | jq '.periods[].groups[0].metrics.backlog.mean')";

// What a control room asks first.
const std::vector<Metric> kUsual = {
    Metric::kOffered,      Metric::kAnswered,     Metric::kMessagesInbound,     Metric::kAbandonRate,
    Metric::kServiceLevel, Metric::kNetSentiment, Metric::kAverageSpeedOfAnswer};

struct Options {
  std::string engine = kDefaultEngine;
  SelectionOptions selection;
  std::vector<std::string> by = {"none"};
  std::string from = "today", to = "now", zone = "UTC", step;
  Form form = Form::kTable;
  int64_t waitSeconds = 60;
};

bool isBy(const Options& options, const char* what) {
  return std::find(options.by.begin(), options.by.end(), what) != options.by.end();
}

absl::StatusOr<HistoryQuery> queryOf(const Options& options, const Calendar& calendar, Time now) {
  const absl::StatusOr<Time> from = momentOf(options.from, calendar, now),
                             to = momentOf(options.to, calendar, now);
  if (!from.ok()) return absl::InvalidArgumentError(absl::StrCat("--from: ", from.status().message()));
  if (!to.ok()) return absl::InvalidArgumentError(absl::StrCat("--to: ", to.status().message()));
  HistoryQuery query;
  query.brands = options.selection.brands();
  query.channels = options.selection.channels();
  query.byBrand = isBy(options, "brand");
  query.byChannel = isBy(options, "channel");
  query.metrics = options.selection.metrics();
  if (query.metrics.empty() && options.form == Form::kTable) query.metrics = kUsual;
  query.from = std::chrono::floor<minutes>(*from);
  query.to = std::chrono::ceil<minutes>(*to);
  if (query.from >= query.to) {
    return absl::InvalidArgumentError(absl::StrCat("--from ", options.from, " is not before --to ",
                                                   options.to, ": ", calendar.format(query.from), ", ",
                                                   calendar.format(query.to)));
  }
  query.step = options.step.empty() ? usualStep(query.to - query.from) : *historyStepNamed(options.step);
  query.zone = options.zone;
  return query;
}

absl::Status history(const Options& options) {
  const absl::StatusOr<Calendar> calendar = Calendar::in(options.zone);
  if (!calendar.ok())
    return absl::InvalidArgumentError(absl::StrCat("--zone: ", calendar.status().message()));
  const Time now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  const absl::StatusOr<HistoryQuery> query = queryOf(options, *calendar, now);
  if (!query.ok()) return query.status();
  endOnSignals();
  const absl::StatusOr<History> found =
      queryHistory(options.engine, *query, std::chrono::seconds(options.waitSeconds), isEnding);
  if (!found.ok()) return found.status();
  std::string text;
  switch (options.form) {
    case Form::kJson:
      text = historyJson(found->head, found->periods, query->step, *calendar);
      break;
    case Form::kCsv:
      text = historyCsv(found->periods, *calendar);
      break;
    case Form::kTable:
      text = historyTable(found->head, found->periods, query->step, *calendar);
      break;
  }
  std::fputs(text.c_str(), stdout);
  return absl::OkStatus();
}

}  // namespace

void addHistory(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("history", "Print figures of the past, by hours, days, weeks or months");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  addEngine(*command, options->engine);
  options->selection.addNames(*command);
  command
      ->add_option("--by", options->by,
                   "brand, channel, or both with a comma: a line each; none: all together")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"brand", "channel", "none"}))
      ->type_name("WHAT")
      ->capture_default_str();
  command->add_option("--from", options->from, "where to begin")->type_name("TIME")->capture_default_str();
  command->add_option("--to", options->to, "where to end")->type_name("TIME")->capture_default_str();
  command
      ->add_option("--step", options->step,
                   "minute 5m 15m 30m hour day week month, or total; else as fits the range")
      ->type_name("STEP")
      ->check(CLI::IsMember(std::vector<std::string>(kHistoryStepNames.begin(), kHistoryStepNames.end())));
  command->add_option("--zone", options->zone, "whose clocks days and hours follow (IANA)")
      ->type_name("ZONE")
      ->capture_default_str();
  command->add_option("--wait", options->waitSeconds, "how long to wait for the answer, in seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  addForm(*command, options->form);
  command->callback([options, &chosen] { chosen = [options] { return history(*options); }; });
}

}  // namespace watchfloor
