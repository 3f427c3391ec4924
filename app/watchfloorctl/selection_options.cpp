#include "selection_options.h"

#include <algorithm>

#include "export/frame_csv.h"
#include "export/frame_json.h"
#include "export/frame_table.h"
#include "model/event.h"

namespace watchfloor {
namespace {

// May be given several times, each time with one value or several between commas.
CLI::Option* addList(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                     const std::string& what) {
  return command.add_option(name, values, what)->delimiter(',')->allow_extra_args(false);
}

// Names as CLI11 checks them.
template <typename Names>
CLI::Validator oneOf(const Names& names, const std::string& what) {
  return CLI::Validator(
      [&names, what](const std::string& text) {
        std::string known;
        for (const auto& name : names) {
          if (text == name) return std::string();
          known += (known.empty() ? "" : ", ") + std::string(name);
        }
        return "no such " + what + ": " + text + " (there are: " + known + ")";
      },
      "");
}

const std::vector<std::string>& metricNames() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const MetricInfo& info : metricInfos()) names.emplace_back(info.name);
    return names;
  }();
  return kNames;
}

constexpr std::array<std::string_view, 3> kBreakdowns = {"brand", "channel", "none"};

bool contains(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

void SelectionOptions::addWindow(CLI::App& command, std::vector<std::string> windows) {
  m_windows = std::move(windows);
  m_window = addList(command, "--window", m_windows,
                     "1m 5m 15m 30m 60m 24h today total, or now; several with commas")
                 ->check(oneOf(kWindowNames, "window"))
                 ->type_name("W")
                 ->capture_default_str();
}

void SelectionOptions::addNames(CLI::App& command) {
  addList(command, "--brand", m_brands, "only these brands; \"all\" is their sum")->type_name("NAME");
  addList(command, "--channel", m_channels, "only these channels; \"all\" is their sum")->type_name("NAME");
  addList(command, "--metric", m_metrics, "only these metrics, by their names in JSON")
      ->check(oneOf(metricNames(), "metric"))
      ->type_name("NAME");
}

void SelectionOptions::addBreakdown(CLI::App& command) {
  addList(command, "--by", m_by,
          "brand,channel: every cell and sum; brand: brands, all channels together; channel: the reverse; "
          "none: one sum")
      ->check(oneOf(kBreakdowns, "breakdown"))
      ->type_name("WHAT")
      ->capture_default_str();
}

Selection SelectionOptions::selection() const {
  Selection selection;
  selection.brands = m_brands;
  selection.channels = m_channels;
  if (!contains(m_by, "brand")) selection.brands = {std::string(kAll)};
  if (!contains(m_by, "channel")) selection.channels = {std::string(kAll)};
  for (const std::string& window : m_windows) selection.windows.push_back(*windowNamed(window));
  selection.metrics = metrics();
  return selection;
}

std::vector<Metric> SelectionOptions::metrics() const {
  std::vector<Metric> metrics;
  for (const std::string& metric : m_metrics) metrics.push_back(*metricNamed(metric));
  return metrics;
}

std::string checkTime(const std::string& text) {
  const absl::StatusOr<Time> time = parseTime(text);
  return time.ok() ? "" : std::string(time.status().message()) + "; expected such as 2026-03-02T10:00:00Z";
}

absl::Status checkWindows(const Selection& selection, const Frame& frame) {
  const bool isTotal = std::find(selection.windows.begin(), selection.windows.end(), Window::kTotal) !=
                       selection.windows.end();
  if (frame.isEventClock || !isTotal) return absl::OkStatus();
  return absl::NotFoundError(
      "a live engine has no window \"total\", only one under the event clock has; ask for \"today\" or "
      "\"24h\"");
}

void addForm(CLI::App& command, Form& form) {
  CLI::Option* json = command.add_flag_callback(
      "--json", [&form] { form = Form::kJson; }, "print JSON");
  command
      .add_flag_callback(
          "--csv", [&form] { form = Form::kCsv; }, "print CSV, a figure a row")
      ->excludes(json);
}

std::unique_ptr<FrameWriter> makeWriter(Form form, Selection selection) {
  switch (form) {
    case Form::kJson:
      return std::make_unique<FrameJson>(std::move(selection));
    case Form::kCsv:
      return std::make_unique<FrameCsv>(std::move(selection));
    case Form::kTable:
      break;
  }
  return std::make_unique<FrameTable>(std::move(selection));
}

}  // namespace watchfloor
