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
#include "wall_picture.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
JSON, CSV and XLSX say as of when they are, under which configuration, and up to which record, and pictures
(PNG, PDF) carry the same: `watchfloorctl verify FILE` works them out again. A picture is of a --board, of one
brand, channel and window, in a --theme; --metric and --by mean nothing to it.
--at: "-90m" before now, "2026-03-02T10:00Z"; an engine with a store shows the last days.

Examples:
  watchfloorctl snapshot
  watchfloorctl snapshot --engine wall:7411 --brand acme,all --window 15m,now
  watchfloorctl snapshot --window 60m --metric abandon_rate,service_level --csv > hour.csv
  watchfloorctl snapshot --json | jq '.cells[] | select(.window == "now")'
  watchfloorctl snapshot --at -30m --xlsx half_an_hour_ago.xlsx
  watchfloorctl snapshot --pdf now.pdf --board contact_centre --brand acme)";

CLI::Validator endsOn(const char* suffix) {
  return CLI::Validator(
      [suffix](const std::string& path) {
        return path.ends_with(suffix) ? std::string() : path + ": name it " + suffix;
      },
      "");
}

struct Options {
  std::string engine = kDefaultEngine;
  SelectionOptions selection;
  Form form = Form::kTable;
  std::string at, xlsx, png, pdf, board = "mission_control", theme = "dark";
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

// The wall's program draws it; that the engine is there was seen before.
absl::Status draw(const Options& options) {
  std::vector<std::string> arguments = {
      "--engine", options.engine, "--board",    options.board,
      "--theme",  options.theme,  "--snapshot", options.png.empty() ? options.pdf : options.png};
  const auto add = [&](const char* option, const std::vector<std::string>& values) {
    if (values.empty()) return absl::OkStatus();
    arguments.insert(arguments.end(), {option, values.front()});
    return values.size() == 1 ? absl::OkStatus()
                              : absl::InvalidArgumentError(absl::StrCat(
                                    "a picture is of one brand, channel and window: name one with ", option));
  };
  const std::vector<std::string>& windows = options.selection.windows();
  if (options.selection.isWindowAsked() && (windows[0] == "now" || windows[0] == "total"))
    return absl::InvalidArgumentError("a wall has no such window: name one of 1m 5m 15m 30m 60m 24h today");
  absl::Status status = add("--brand", options.selection.brands());
  if (status.ok()) status = add("--channel", options.selection.channels());
  if (status.ok() && options.selection.isWindowAsked()) status = add("--window", options.selection.windows());
  if (!status.ok()) return status;
  if (!options.at.empty()) {
    const absl::StatusOr<Time> at = pastMoment(options.at);
    if (!at.ok()) return at.status();
    arguments.insert(arguments.end(), {"--at", formatTime(*at)});
  }
  return drawWall(arguments);
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
  if (!options.png.empty() || !options.pdf.empty()) {
    const absl::Status isThere =
        takeSnapshot(options.engine, {.windows = {Window::kNow}}, std::chrono::seconds(options.waitSeconds))
            .status();
    return isThere.ok() ? draw(options) : isThere;
  }
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
  command->add_option("--png", options->png, "write a picture of the wall, in place of printing")
      ->type_name("FILE.png")
      ->check(endsOn(".png"))
      ->excludes("--json")
      ->excludes("--csv")
      ->excludes("--xlsx");
  command->add_option("--pdf", options->pdf, "write the wall and its figures to print, in place of printing")
      ->type_name("FILE.pdf")
      ->check(endsOn(".pdf"))
      ->excludes("--json")
      ->excludes("--csv")
      ->excludes("--xlsx")
      ->excludes("--png");
  command->add_option("--board", options->board, "of a picture: a board's name, or a file")
      ->type_name("NAME-or-FILE")
      ->capture_default_str();
  command->add_option("--theme", options->theme, "of a picture: dark, light, high-contrast")
      ->type_name("THEME")
      ->check(CLI::IsMember({"dark", "light", "high-contrast"}))
      ->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return snapshot(*options); }; });
}

}  // namespace watchfloor
