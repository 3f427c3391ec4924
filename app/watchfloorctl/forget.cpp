// watchfloorctl forget: takes an author out of everything that an engine has kept.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <random>

#include "commands.h"
#include "engine_options.h"
#include "progress.h"
#include "stopped_store.h"
#include "store/author_erasure.h"
#include "store/store_paths.h"

namespace watchfloor {
namespace {

constexpr const char* kFooter = R"(
AUTHOR is the author_id of his messages, exactly; with - it is read from standard input, where neither the list of processes
nor a shell's history shows it (a newline at its end is not part of it).

In the records and conversations his id becomes a random pseudonym, the same everywhere, so that he goes on being counted as
the one author that he was; his texts become empty. Other ids that have his as a word of their own (dm-ann-acme), "@ann" and
his id in the texts of others, and what they quote of his texts are replaced, too; notes and reasons in the audit trail that
name or quote him become empty. Records that are damaged are emptied, as nobody can tell whose they are. Checkpoints are removed:
the engine begins with the records the next time, and what had been let go of them by then is not in its figures. That there was
an erasure, when, and of how many records and messages is kept, and `watchfloorctl verify` says it; of whom is not. Of an id of
less than five characters without a letter among them, such as 42, only ids that are all of it, and "@42", are taken for his.

The engine must be stopped. --dry-run says what would be done, and changes nothing but the version of an older file. After an interruption, or with a disk that
was full, run it again: it goes on. Of an id that wrote nothing that is kept nothing is changed, as that may be a slip; with
--mentions it is taken out where others name it. A source that sends the same events again brings him back; files that were exported, copies
and backups are not looked at.

Examples:
  watchfloorctl forget --store /var/lib/watchfloor/records.db --dry-run ann@example.org
  printf %s "$id" | watchfloorctl forget --store /var/lib/watchfloor/records.db -
  watchfloorctl forget --store /var/lib/watchfloor/records.db -- --odd-id)";

struct Options {
  std::string author, store;
  bool isDryRun = false, isOfMentions = false;
};

// "forgotten-" and 96 random bits.
std::string anyPseudonym() {
  std::random_device random;
  return absl::StrFormat("forgotten-%08x%08x%08x", random(), random(), random());
}

std::string idFromInput() {
  std::string id(std::istreambuf_iterator<char>(std::cin), {});
  if (id.ends_with('\n')) id.pop_back();
  return id;
}

// Before anything is begun: each file is written anew beside itself, and once more through its log.
absl::Status checkRoom(const std::string& store, const std::string& conversations) {
  uintmax_t largest = 0;
  std::error_code error;
  for (const std::string& path : {store, conversations}) {
    const uintmax_t size = std::filesystem::file_size(path, error);
    if (!error) largest = std::max(largest, size);
  }
  const std::filesystem::space_info space =
      std::filesystem::space(std::filesystem::absolute(store).parent_path(), error);
  if (error || space.available >= 2 * largest) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrFormat(
      "%s: the disk has %.1f MiB left, and %.1f are needed: make room; nothing was changed", store,
      static_cast<double>(space.available) / (1 << 20), 2 * static_cast<double>(largest) / (1 << 20)));
}

std::string counted(uint64_t n, const char* one, const char* many) {
  return absl::StrCat(n, " ", n == 1 ? one : many);
}

void tell(const ErasedAuthor& erased, bool isDryRun) {
  const auto say = [](const std::string& line) { std::puts(line.c_str()); };
  const ErasedRecords& records = erased.records;
  say(isDryRun          ? "would be rewritten:"
      : erased.isGoneOn ? "rewritten, going on after an interruption:"
                        : "rewritten:");
  say(absl::StrCat("  ", counted(records.records, "record", "records"), " with ",
                   counted(records.messages, "message", "messages"), " of the author's, and ",
                   counted(records.mentions, "other event", "other events"), " that named or quoted him"));
  if (erased.conversations) {
    say(absl::StrCat("  in conversations ", counted(erased.conversations->messages, "message", "messages"),
                     " of the author's, ",
                     counted(erased.conversations->mentions, "other message", "other messages"), ", and ",
                     counted(erased.conversations->acts, "act", "acts"), " of the audit trail"));
  }
  if (records.damaged > 0) {
    say(absl::StrCat(isDryRun ? "would be emptied: " : "emptied: ",
                     counted(records.damaged, "damaged record", "damaged records")));
  }
  say(absl::StrCat(isDryRun ? "would be removed: " : "removed: ",
                   counted(erased.checkpoints, "checkpoint", "checkpoints")));
  if (records.names > 0) {
    say(absl::StrCat("stays: the id is in the name of a source, brand or channel of ",
                     counted(records.names, "event", "events"), ", and figures go by these"));
  }
}

// What the next figures will lack: the records from before are gone, and so is what checkpoints knew of them.
void tellWhatIsGone(RecordStore& store, const ErasedAuthor& erased) {
  if (erased.checkpoints == 0 || store.forgotten() == 0) return;
  const auto first = store.tickAfter(0);
  if (!first.ok() || !*first) return;
  std::puts(absl::StrCat("without checkpoints the engine begins with the records from ",
                         formatTime((*first)->at), " on; what had been let go before is not in its figures")
                .c_str());
}

// With what to do, if it has begun.
absl::Status withWhatIsLeft(RecordStore& store, absl::Status status) {
  const absl::StatusOr<std::optional<Erasure>> unfinished = store.erasure().unfinished();
  if (!unfinished.ok() || !*unfinished) return status;
  return absl::Status(status.code(), absl::StrCat(std::string(status.message()),
                                                  "\nThe erasure is not finished: run it again."));
}

absl::Status erase(RecordStore& store, const Options& options, const std::string& conversations) {
  absl::StatusOr<AuthorErasure> erasure =
      AuthorErasure::begin(store, {.author = options.author,
                                   .pseudonym = anyPseudonym(),
                                   .conversations = conversations,
                                   .at = std::chrono::floor<Duration>(std::chrono::system_clock::now()),
                                   .mode = options.isDryRun ? ErasureMode::kTried : ErasureMode::kDone,
                                   .isOfMentions = options.isOfMentions});
  if (!erasure.ok()) return erasure.status();
  std::optional<Progress> progress;
  std::string shown;
  const absl::StatusOr<ErasedAuthor> erased =
      erasure->run([&](std::string_view step, uint64_t done, uint64_t total) {
        if (shown != step) progress.emplace(shown = step);
        progress->show(static_cast<int64_t>(done), static_cast<int64_t>(total));
        return !isEnding();
      });
  progress.reset();
  if (!erased.ok()) return withWhatIsLeft(store, erased.status());
  tell(*erased, options.isDryRun);
  tellWhatIsGone(store, *erased);
  return absl::OkStatus();
}

absl::Status forget(Options options) {
  if (options.author == "-") options.author = idFromInput();
  if (options.author.empty()) return absl::InvalidArgumentError("AUTHOR is empty");
  endOnSignals();
  // What SQLite writes aside stays on the same disk, and goes with the program.
  std::error_code error;
  options.store =
      std::filesystem::weakly_canonical(options.store, error).string();  // what lies beside it does so there
  if (error) return absl::UnavailableError(absl::StrCat(options.store, ": ", error.message()));
  const std::filesystem::path folder = std::filesystem::absolute(options.store).parent_path();
  if (::setenv("SQLITE_TMPDIR", folder.c_str(), 0) != 0) return absl::UnavailableError("no memory");
  absl::StatusOr<RecordStore> store = openStoppedStore(options.store);
  if (!store.ok()) return store.status();
  const std::string conversations = conversationsPath(options.store);
  if (!options.isDryRun) {
    if (absl::Status status = checkRoom(options.store, conversations); !status.ok()) return status;
  }
  absl::Status status = erase(*store, options, conversations);
  if (!absl::IsNotFound(status)) return status;
  return absl::NotFoundError(absl::StrCat(options.store, ": ", std::string(status.message())));
}

}  // namespace

void addForget(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand("forget", "Take an author out of everything that was kept");
  command->footer(kFooter);
  const auto options = std::make_shared<Options>();
  command->add_option("AUTHOR", options->author, "the id of the author; -: from standard input")->required();
  command->add_option("--store", options->store, "the records, of an engine that is stopped")
      ->type_name("FILE")
      ->required();
  command->add_flag("--dry-run", options->isDryRun, "change nothing, and say what would be done");
  command->add_flag("--mentions", options->isOfMentions,
                    "also an id that wrote nothing that is kept, but is named by others");
  command->callback([options, &chosen] { chosen = [options] { return forget(*options); }; });
}

}  // namespace watchfloor
