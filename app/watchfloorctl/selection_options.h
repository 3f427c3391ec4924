// The options by which several commands choose what they print: --brand, --channel, --window, --metric, and
// in which form.
#pragma once

#include <absl/status/status.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "export/frame_writer.h"
#include "model/selection.h"

namespace watchfloor {

class SelectionOptions {
 public:
  // Defines --window; without it `windows` hold. The object must outlive the parsing.
  void addWindow(CLI::App& command, std::vector<std::string> windows);
  // Defines --brand, --channel and --metric.
  void addNames(CLI::App& command);
  // Defines --by.
  void addBreakdown(CLI::App& command);

  // REQUIRES: parsed
  Selection selection() const;
  // What was named, as it was named.
  const std::vector<std::string>& brands() const { return m_brands; }
  const std::vector<std::string>& channels() const { return m_channels; }
  const std::vector<std::string>& windows() const { return m_windows; }
  bool isWindowAsked() const { return m_window && m_window->count() > 0; }
  std::vector<Metric> metrics() const;

 private:
  const CLI::Option* m_window = nullptr;
  std::vector<std::string> m_windows, m_brands, m_channels, m_metrics, m_by{"brand", "channel"};
};

// What is wrong with a time on the command line; empty: nothing. As CLI11 checks.
std::string checkTime(const std::string& text);

// NotFound when a window is selected that the engine, as its frame shows, does not have.
absl::Status checkWindows(const Selection& selection, const Frame& frame);

enum class Form : uint8_t { kTable, kJson, kCsv };

// Defines --json and --csv, which exclude each other; a table without either.
void addForm(CLI::App& command, Form& form);
std::unique_ptr<FrameWriter> makeWriter(Form form, Selection selection);

}  // namespace watchfloor
