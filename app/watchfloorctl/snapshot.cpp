// watchfloorctl snapshot: the wall as it is now.
#include <absl/strings/str_cat.h>

#include <cstdio>

#include "client/snapshot.h"
#include "commands.h"
#include "engine_options.h"
#include "selection_options.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Examples:
  watchfloorctl snapshot
  watchfloorctl snapshot --engine wall:7411 --brand acme,all --window 15m,now
  watchfloorctl snapshot --window 60m --metric abandon_rate,service_level --csv > hour.csv
  watchfloorctl snapshot --json | jq '.cells[] | select(.window == "now")')";

struct Options {
  std::string engine = kDefaultEngine;
  SelectionOptions selection;
  Form form = Form::kTable;
  int64_t waitSeconds = 10;
};

absl::Status snapshot(const Options& options) {
  const Selection selection = options.selection.selection();
  const absl::StatusOr<Frame> frame =
      takeSnapshot(options.engine, selection, std::chrono::seconds(options.waitSeconds));
  if (!frame.ok()) return frame.status();
  if (absl::Status status = checkWindows(selection, *frame); !status.ok()) return status;
  if (frame->setBack > Duration::zero()) {
    std::fprintf(stderr,
                 "watchfloorctl: the engine's clock was set back: these figures stand still for %lld s\n",
                 static_cast<long long>(std::chrono::ceil<std::chrono::seconds>(frame->setBack).count()));
  }
  const std::unique_ptr<FrameWriter> writer = makeWriter(options.form, selection);
  writer->add(*frame);
  std::fputs(writer->text().c_str(), stdout);
  return absl::OkStatus();
}

}  // namespace

void addSnapshot(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("snapshot", "Print what the wall says now");
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
  addForm(*command, options->form);
  command->callback([options, &chosen] { chosen = [options] { return snapshot(*options); }; });
}

}  // namespace watchfloor
