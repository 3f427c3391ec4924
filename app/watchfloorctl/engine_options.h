// Where the engine is, and how a command waits for it.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "client/wall_client.h"

namespace watchfloor {

// Where watchfloord listens unless it is told otherwise.
inline constexpr const char* kDefaultEngine = "127.0.0.1:7411";

// Defines --engine.
void addEngine(CLI::App& command, std::string& target);

// The options of a client of that engine, with this machine's clock.
WallClient::Options clientOptions(const std::string& target);

// Makes Ctrl-C and SIGTERM end the command in good order.
void endOnSignals();
bool isEnding();

// Looks at `isDone` every few milliseconds until it is true, `limit` has passed, or a signal came.
bool waitUntil(std::chrono::milliseconds limit, const std::function<bool()>& isDone);

}  // namespace watchfloor
