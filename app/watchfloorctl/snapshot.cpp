// watchfloorctl snapshot: the wall as it is now, or was.
#include <absl/strings/str_cat.h>

#include <chrono>
#include <cstdio>

#include "client/past.h"
#include "client/snapshot.h"
#include "commands.h"
#include "engine_options.h"
#include "export/export_table.h"
#include "history_times.h"
#include "selection_options.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
JSON, CSV and XLSX say as of when they are, under which configuration, and up to which record: `watchfloorctl verify FILE`
works them out again. --at: "-90m" before now, "2026-03-02T10:00Z"; an engine with a store shows the last days.

Examples:
  watchfloorctl snapshot
  watchfloorctl snapshot --engine wall:7411 --brand acme,all --window 15m,now
  watchfloorctl snapshot --window 60m --metric abandon_rate,service_level --csv > hour.csv
  watchfloorctl snapshot --json | jq '.cells[] | select(.window == "now")'
  watchfloorctl snapshot --at -30m --xlsx half_an_hour_ago.xlsx)";

struct Options {
  std::string engine = kDefaultEngine;
  SelectionOptions selection;
  Form form = Form::kTable;
  std::string at, xlsx;
  int64_t waitSeconds = 10;
};

absl::StatusOr<Frame> frameOf(const Options& options, const Selection& selection) {
  const std::chrono::seconds patience(options.waitSeconds);
  if (options.at.empty()) return takeSnapshot(options.engine, selection, patience);
  const absl::StatusOr<Time> at = pastMoment(options.at);
  if (!at.ok()) return at.status();
  const absl::StatusOr<FramePtr> frame = pastFrame(options.engine, selection, {.at = *at}, patience);
  if (!frame.ok()) return frame.status();
  return **frame;
}

std::string textOf(const Frame& frame, const Options& options, const Selection& selection) {
  if (options.form == Form::kCsv) return exportCsv(exportOf(frame, selection));
  if (options.form == Form::kJson) return exportJson(frame, selection);
  const std::unique_ptr<FrameWriter> writer = makeWriter(options.form, selection);
  writer->add(frame);
  return writer->text();
}

absl::Status snapshot(const Options& options) {
  const Selection selection = options.selection.selection();
  const absl::StatusOr<Frame> frame = frameOf(options, selection);
  if (!frame.ok()) return frame.status();
  if (absl::Status status = checkWindows(selection, *frame); !status.ok()) return status;
  if (frame->setBack > Duration::zero()) {
    std::fprintf(stderr,
                 "watchfloorctl: the engine's clock was set back: these figures stand still for %lld s\n",
                 static_cast<long long>(std::chrono::ceil<std::chrono::seconds>(frame->setBack).count()));
  }
  if (!options.xlsx.empty()) return writeExportXlsx(exportOf(*frame, selection), options.xlsx);
  std::fputs(textOf(*frame, options, selection).c_str(), stdout);
  return absl::OkStatus();
}

}  // namespace

void addSnapshot(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("snapshot", "Print what the wall says now, or said");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  addEngine(*command, options->engine);
  options->selection.addWindow(*command, {"15m", "now"});
  options->selection.addNames(*command);
  options->selection.addBreakdown(*command);
  command->add_option("--wait", options->waitSeconds, "how long to wait for the engine, in seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  command->add_option("--at", options->at, "a moment of the past, in place of now")->type_name("TIME");
  addForm(*command, options->form);
  command->add_option("--xlsx", options->xlsx, "write a workbook, in place of printing")
      ->type_name("FILE")
      ->excludes("--json")
      ->excludes("--csv");
  command->callback([options, &chosen] { chosen = [options] { return snapshot(*options); }; });
}

}  // namespace watchfloor
