// The option by which several commands choose who reads the messages that bring no label: --sentiment.
#pragma once

#include <absl/status/statusor.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "listen/listener.h"

namespace watchfloor {

struct ListeningOptions {
  std::string scorer{SentimentConfig::kNone};

  // Defines --sentiment.
  void add(CLI::App& command);
  // As Listener::make() has it.
  absl::StatusOr<std::unique_ptr<const Listener>> listener() const;
};

}  // namespace watchfloor
