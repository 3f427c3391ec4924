// Where the engine is, and how a command waits for it.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>

#include "client/wall_client.h"

namespace watchfloor {

// Where watchfloord listens unless it is told otherwise.
inline constexpr const char* kDefaultEngine = "127.0.0.1:7411";

// Defines --engine.
void addEngine(CLI::App& command, std::string& target);

// Defines --unmasked.
CLI::Option* addUnmasked(CLI::App& command, bool& isUnmasked);
// It was asked for, and the engine does not allow it.
void tellMasked();

// The options of a client of that engine, with this machine's clock.
WallClient::Options clientOptions(const std::string& target);

// Makes Ctrl-C and SIGTERM end the command in good order.
void endOnSignals();
bool isEnding();

// Returns when `limit` has passed, wake() was called since the last time, or a signal came. The command's
// thread.
void sleepFor(std::chrono::milliseconds limit);
// Any thread, and handlers of signals.
void wake();

}  // namespace watchfloor
