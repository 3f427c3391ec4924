// The subcommands of watchfloorctl. Each add…() defines one with its options, and tells `chosen` what to run
// when the command line names it.
#pragma once

#include <absl/status/status.h>

#include <CLI/CLI.hpp>
#include <functional>

namespace watchfloor {

// What the command line asks for; runs after it was parsed. Errors go to standard error, with exit code 1.
using Command = std::function<absl::Status()>;

void addConversations(CLI::App& app, Command& chosen);
void addDetect(CLI::App& app, Command& chosen);
void addDossier(CLI::App& app, Command& chosen);
void addForget(CLI::App& app, Command& chosen);
void addHistory(CLI::App& app, Command& chosen);
void addMeasure(CLI::App& app, Command& chosen);
void addPublish(CLI::App& app, Command& chosen);
void addReplay(CLI::App& app, Command& chosen);
void addSentiment(CLI::App& app, Command& chosen);
void addSnapshot(CLI::App& app, Command& chosen);
void addTail(CLI::App& app, Command& chosen);
void addTopics(CLI::App& app, Command& chosen);
void addTrain(CLI::App& app, Command& chosen);
void addTrends(CLI::App& app, Command& chosen);
void addTriage(CLI::App& app, Command& chosen);
void addVerify(CLI::App& app, Command& chosen);
void addWall(CLI::App& app, Command& chosen);

}  // namespace watchfloor
