#include "view_state.h"

#include <absl/strings/str_cat.h>

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <sstream>

#include "toml/toml_file.h"

namespace watchfloor {

absl::StatusOr<ViewState> readViewState(const std::string& path) {
  absl::StatusOr<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  TomlSection root = file->root();
  ViewState view;
  root.text("board", view.board);
  root.text("brand", view.choice.brand);
  root.text("channel", view.choice.channel);
  root.word("window", kWindowNames, view.choice.window);
  root.word("theme", kThemeWords, view.theme);
  root.flag("pinned", view.isPinned);
  if (view.board.empty()) root.wrong("board", "is missing");
  if (const absl::Status status = file->status(); !status.ok()) return status;
  return view;
}

absl::Status writeViewState(const std::string& path, const ViewState& view) {
  std::ostringstream text;
  text << toml::table{{"board", view.board},
                      {"brand", view.choice.brand},
                      {"channel", view.choice.channel},
                      {"window", name(view.choice.window)},
                      {"theme", kThemeWords[static_cast<size_t>(view.theme)]},
                      {"pinned", view.isPinned}}
       << '\n';
  QDir().mkpath(QFileInfo(QString::fromStdString(path)).path());
  QSaveFile file(QString::fromStdString(path));
  const std::string bytes = text.str();
  const auto size = static_cast<qint64>(bytes.size());
  if (file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size && file.commit())
    return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", file.errorString().toStdString()));
}

}  // namespace watchfloor
