#include "board_shelf.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "board_file.h"

namespace watchfloor {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::milliseconds kSettled{120};

bool isPath(const std::string& text) {
  return text.find('/') != std::string::npos || text.ends_with(".toml");
}

}  // namespace

BoardShelf::BoardShelf(std::vector<std::string> folders, QObject* parent)
    : QObject(parent), m_folders(std::move(folders)) {
  m_settled.setSingleShot(true);
  m_settled.setInterval(kSettled);
  const auto touched = [this] { m_settled.start(); };
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, touched);
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, touched);
  connect(&m_settled, &QTimer::timeout, this, &BoardShelf::reload);
}

std::vector<BoardShelf::Entry> BoardShelf::entries() const {
  std::map<std::string, std::string> found;
  for (const std::string& folder : m_folders) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (it->path().extension() == ".toml") found.emplace(it->path().stem().string(), it->path().string());
    }
  }
  std::vector<Entry> entries;
  for (auto& [name, path] : found) entries.push_back({name, path});
  return entries;
}

std::string BoardShelf::pathOf(const std::string& nameOrPath) const {
  if (isPath(nameOrPath)) return nameOrPath;
  const std::vector<Entry> all = entries();
  const auto found = std::ranges::find(all, nameOrPath, &Entry::name);
  return found == all.end() ? std::string() : found->path;
}

absl::Status BoardShelf::open(const std::string& nameOrPath) {
  const std::string path = pathOf(nameOrPath);
  if (path.empty()) {
    std::vector<std::string> names;
    for (const Entry& entry : entries()) names.push_back(entry.name);
    const std::string meant = nearest(nameOrPath, names);
    return absl::NotFoundError(absl::StrCat(
        "there is no board ", nameOrPath, meant.empty() ? "" : absl::StrCat("; did you mean ", meant, "?"),
        "\nthere are: ", absl::StrJoin(names, ", "), "\nin: ", absl::StrJoin(m_folders, ", ")));
  }
  absl::StatusOr<Board> board = readBoard(path);
  if (!board.ok()) return board.status();
  m_path = path, m_board = *std::move(board), m_problem.clear();
  watch();
  Q_EMIT changed();
  return absl::OkStatus();
}

// The folder, too: many editors put a new file in the place of the old one.
void BoardShelf::watch() {
  if (const QStringList old = m_watcher.files() + m_watcher.directories(); !old.isEmpty())
    m_watcher.removePaths(old);
  const fs::path folder = fs::absolute(m_path).parent_path();
  m_watcher.addPaths({QString::fromStdString(m_path), QString::fromStdString(folder.string())});
}

void BoardShelf::reload() {
  absl::StatusOr<Board> board = readBoard(m_path);
  const std::string problem = board.ok() ? std::string() : std::string(board.status().message());
  if (problem == m_problem && (!board.ok() || *board == m_board)) return watch();
  m_problem = problem;
  if (board.ok()) m_board = *std::move(board);
  watch();
  Q_EMIT changed();
}

}  // namespace watchfloor
