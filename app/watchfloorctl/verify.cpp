// watchfloorctl verify: works the figures of an export out again, from the records.
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstdio>

#include "client/past.h"
#include "commands.h"
#include "engine_options.h"
#include "export/export_table.h"
#include "host/past_engine.h"
#include "stopped_store.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
Reads what `watchfloorctl snapshot` or a wall wrote as CSV, JSON, XLSX, PNG or PDF, works its figures out again
from the events that were recorded, and says
  equal     every figure is what the records give
  differs   which are not, and by how much; or the file is not what was written
  cannot    the records do not tell, and why
and how many authors were erased from its records since (watchfloorctl forget): their counts stay as they were,
but for distinct authors where they are estimated. Exit code 0 is equal alone. The running engine is asked; with
--store the file of one that is stopped is read. Of a picture its figures are worked out again, and what it draws is
held against a checksum.

Examples:
  watchfloorctl verify hour.csv
  watchfloorctl verify --store /var/lib/watchfloor/records.db hour.xlsx)";

constexpr size_t kShown = 20;  // differences

struct Options {
  std::string engine = kDefaultEngine, store, file;
  int64_t waitSeconds = 600;
};

absl::StatusOr<FramePtr> frameFromStore(const std::string& path, const PastMoment& moment,
                                        const Selection& selection) {
  endOnSignals();
  absl::StatusOr<RecordStore> store = openStoppedStore(path);
  if (!store.ok()) return store.status();
  PastEngine past({.access = [&](const auto& work) { return work(*store); },
                   .config = {},
                   .clock = store->clock(),
                   .isEnding = [](std::optional<Time>) { return isEnding(); }});
  absl::StatusOr<FramePtr> frame = past.goTo(moment, selection, PastBase::kRecords);
  if (!frame.ok()) return frame.status();
  auto shown = std::make_shared<Frame>(**frame);
  shown->replayed = past.replayed(1);
  return shown;
}

absl::Status cannot(const std::string& why) {
  std::puts(absl::StrCat("cannot: ", why).c_str());
  return absl::FailedPreconditionError("the figures cannot be worked out again");
}

// Whatever the records say, the file is not what was written.
bool isOfFile(const ExportDifference& difference) {
  return difference.what == "checksum" || difference.what == "figures" || difference.what == "picture" ||
         difference.what.starts_with("about ");
}

absl::Status tellDifferences(const std::vector<ExportDifference>& found) {
  std::puts(absl::StrCat("differs: in ", found.size(), found.size() == 1 ? " place" : " places").c_str());
  for (size_t i = 0; i < std::min(found.size(), kShown); ++i) {
    const auto& [what, told, workedOut, by] = found[i];
    const bool isInFile = isOfFile(found[i]);
    const auto shown = [](const std::string& text) { return text.empty() ? "nothing" : text; };
    std::string line = absl::StrCat("  ", what, ": ", shown(told), " in the file, ", shown(workedOut),
                                    isInFile ? " by what is in it" : " by the records");
    if (by) absl::StrAppend(&line, " (", *by > 0 ? "+" : "", *by, ")");
    std::puts(line.c_str());
  }
  if (found.size() > kShown) std::puts(absl::StrCat("  and ", found.size() - kShown, " more").c_str());
  return absl::DataLossError("the figures of the file are not those of the records");
}

// Whose estimate goes by ids, which an erasure changes: that it differs proves nothing.
bool isEstimatedByIds(const ExportTable& told, const ExportDifference& difference) {
  const std::string metric = absl::StrCat(" ", std::string(name(Metric::kDistinctAuthors)));
  return difference.what.find(metric) != std::string::npos &&
         std::any_of(told.rows.begin(), told.rows.end(), [&](const ExportRow& row) {
           return row.isEstimated && row.metric == name(Metric::kDistinctAuthors);
         });
}

std::string erasedSince(uint64_t erasures) {
  return absl::StrCat(erasures, erasures == 1 ? " author was" : " authors were",
                      " erased from these records since then");
}

// What the file tells against what the records give, of which `frame` was made.
absl::Status tellVerdict(const ExportTable& told, const ExportTable& workedOut, const Frame& frame) {
  const uint64_t erasures = frame.replayed->erasures;
  const std::vector<ExportDifference> found = differences(told, workedOut);
  if (found.empty()) {
    std::puts(absl::StrCat("equal: ", told.rows.size(), " figures as of ", formatTime(told.asOf),
                           ", up to record position ", told.position, ", configuration ", told.definitionId)
                  .c_str());
    if (erasures > 0) std::puts((erasedSince(erasures) + ": what they count for is as it was").c_str());
    return absl::OkStatus();
  }
  if (std::any_of(found.begin(), found.end(), isOfFile)) return tellDifferences(found);
  if (const uint64_t n = frame.replayed->damaged; n > 0) {
    return cannot(absl::StrCat(n, n == 1 ? " damaged record was" : " damaged records were", " left out"));
  }
  if (!frame.replayed->isWhole) {
    return cannot(absl::StrCat("what was recorded before ",
                               frame.began ? formatTime(*frame.began) : std::string("that moment"),
                               " has been let go, as store.keep or store.max_gib say"));
  }
  if (erasures == 0) return tellDifferences(found);
  if (std::all_of(found.begin(), found.end(),
                  [&](const ExportDifference& difference) { return isEstimatedByIds(told, difference); })) {
    return cannot(erasedSince(erasures) + ", and distinct authors are estimated from their ids");
  }
  absl::Status differs = tellDifferences(found);
  std::puts(erasedSince(erasures).c_str());
  return differs;
}

absl::Status verify(const Options& options) {
  const absl::StatusOr<ExportTable> told = readExport(options.file);
  if (!told.ok()) return told.status();
  const PastMoment moment{.at = told->asOf, .position = told->position};
  const Selection selection = told->selection();
  Selection cells = selection;
  cells.metrics.clear();  // so that cells come in which they are zero, too
  const absl::StatusOr<FramePtr> frame =
      options.store.empty()
          ? pastFrame(options.engine, cells, moment, std::chrono::seconds(options.waitSeconds))
          : frameFromStore(options.store, moment, cells);
  if (!frame.ok()) return cannot(std::string(frame.status().message()));
  if ((*frame)->definitions != told->definitions) {
    return cannot(absl::StrCat("it was written under the definitions of version ", told->definitions,
                               ", and this program knows those of version ", (*frame)->definitions));
  }
  return tellVerdict(*told, exportOf(**frame, selection), **frame);
}

}  // namespace

void addVerify(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("verify", "Work the figures of an exported snapshot out again, and compare");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "the export: CSV, JSON, XLSX, PNG or PDF")
      ->required()
      ->check(CLI::ExistingFile);
  addEngine(*command, options->engine);
  command->add_option("--store", options->store, "the records, of an engine that is stopped")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->excludes("--engine");
  command->add_option("--wait", options->waitSeconds, "how long to wait for the engine, in seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return verify(*options); }; });
}

}  // namespace watchfloor
