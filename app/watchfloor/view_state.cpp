#include "view_state.h"

#include <absl/strings/str_cat.h>

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <sstream>

#include "toml/toml_file.h"

namespace watchfloor {
namespace {

std::map<std::string, Subject> readHeatMaps(TomlSection section) {
  std::map<std::string, Subject> heatMaps;
  for (const std::string& tile : section.keys()) {
    std::string metric;
    section.text(tile, metric);
    const std::optional<Subject> subject = subjectNamed(metric);
    if (subject) heatMaps.emplace(tile, *subject);  // one that is gone leaves its tile as the board has it
  }
  return heatMaps;
}

toml::table tableOf(const std::map<std::string, Subject>& heatMaps) {
  toml::table table;
  for (const auto& [tile, subject] : heatMaps) table.insert_or_assign(tile, nameOf(subject));
  return table;
}

}  // namespace

absl::StatusOr<ViewState> readViewState(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  ViewState view;
  root.text("board", view.board);
  root.text("brand", view.choice.brand);
  root.text("channel", view.choice.channel);
  root.word("window", kWindowNames, view.choice.window);
  if (ThemeName theme{}; root.has("theme")) {
    root.word("theme", kThemeWords, theme);
    view.theme = theme;
  }
  root.flag("window_of_board", view.isWindowOfBoard);
  root.flag("channel_of_board", view.isChannelOfBoard);
  if (bool isPinned = false; root.has("pinned")) {
    root.flag("pinned", isPinned);
    view.isPinned = isPinned;
  }
  root.flag("rests", view.isResting);
  if (auto heatMaps = root.section("heat_maps")) view.heatMaps = readHeatMaps(*heatMaps);
  if (view.board.empty()) root.wrong("board", "is missing");
  if (const absl::Status status = file->status(); !status.ok()) return status;
  return view;
}

absl::Status writeViewState(const std::string& path, const ViewState& view) {
  toml::table table{{"board", view.board},
                    {"brand", view.choice.brand},
                    {"channel", view.choice.channel},
                    {"channel_of_board", view.isChannelOfBoard},
                    {"window", name(view.choice.window)},
                    {"window_of_board", view.isWindowOfBoard},
                    {"rests", view.isResting}};
  if (view.theme) table.insert("theme", kThemeWords[static_cast<size_t>(*view.theme)]);
  if (view.isPinned) table.insert("pinned", *view.isPinned);
  if (!view.heatMaps.empty()) table.insert("heat_maps", tableOf(view.heatMaps));
  std::ostringstream text;
  text << table << '\n';
  QDir().mkpath(QFileInfo(QString::fromStdString(path)).path());
  QSaveFile file(QString::fromStdString(path));
  const std::string bytes = text.str();
  const auto size = static_cast<qint64>(bytes.size());
  if (file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size && file.commit())
    return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", file.errorString().toStdString()));
}

}  // namespace watchfloor
