// watchfloorctl: Watchfloor's command line.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "commands.h"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

constexpr const char* kFooter = R"(
Each command has a --help of its own, with examples. Results go to standard output, all else to standard error.
Exit codes: 0 done, 1 failed, 2 wrong command line.)";

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Publishes events to a Watchfloor engine, shows what it says, and measures recordings.",
               "watchfloorctl");
  app.set_version_flag("--version", "watchfloorctl " WATCHFLOOR_VERSION);
  app.require_subcommand(1);
  app.footer(kFooter);
  watchfloor::Command chosen;
  watchfloor::addConversations(app, chosen);
  watchfloor::addDetect(app, chosen);
  watchfloor::addDossier(app, chosen);
  watchfloor::addForget(app, chosen);
  watchfloor::addHistory(app, chosen);
  watchfloor::addMeasure(app, chosen);
  watchfloor::addPublish(app, chosen);
  watchfloor::addReplay(app, chosen);
  watchfloor::addSentiment(app, chosen);
  watchfloor::addSnapshot(app, chosen);
  watchfloor::addTail(app, chosen);
  watchfloor::addTopics(app, chosen);
  watchfloor::addTrain(app, chosen);
  watchfloor::addTrends(app, chosen);
  watchfloor::addTriage(app, chosen);
  watchfloor::addVerify(app, chosen);
  watchfloor::addWall(app, chosen);
  if (argc > 1 && argv[1][0] != '-' &&
      app.get_subcommands([&](const CLI::App* command) { return command->check_name(argv[1]); }).empty()) {
    std::fprintf(stderr, "watchfloorctl: there is no command \"%s\"; see watchfloorctl --help\n", argv[1]);
    return kWrongUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  if (const absl::Status status = chosen(); !status.ok()) {
    const std::string message(status.message());
    std::fprintf(stderr, "watchfloorctl: %s\n", message.c_str());
    return kFailed;
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    std::perror("watchfloorctl: standard output");
    return kFailed;
  }
  return 0;
}
