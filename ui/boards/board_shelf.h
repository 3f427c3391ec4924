// The boards that there are, by name: in a user's folder first, then in those that came with the program.
// Watches the one that is open: when its file changes it is read anew, and if it is wrong then, the one
// before stays.
//
//   BoardShelf shelf(boardFolders());
//   connect(&shelf, &BoardShelf::changed, …);
//   absl::Status status = shelf.open("response");    // or the path of a file
//
// GUI thread.
#pragma once

#include <absl/status/status.h>

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <optional>
#include <vector>

#include "board.h"

namespace watchfloor {

class BoardShelf : public QObject {
  Q_OBJECT

 public:
  struct Entry {
    std::string name, path;
  };

  // A board in an earlier folder hides those of its name in later ones.
  explicit BoardShelf(std::vector<std::string> folders, QObject* parent = nullptr);

  // By name, the folders' order aside.
  std::vector<Entry> entries() const;
  // A name, or a path (with a / or the ending .toml). NotFound tells what there is, InvalidArgument what is
  // wrong and where; then the board that was open stays open.
  absl::Status open(const std::string& nameOrPath);
  const Board& board() const { return m_board; }
  // What is wrong with the file of the open board since it was read; empty: nothing.
  const std::string& problem() const { return m_problem; }

 Q_SIGNALS:
  void changed();  // board() or problem()

 private:
  std::string pathOf(const std::string& nameOrPath) const;
  void watch();
  void reload();

  std::vector<std::string> m_folders;
  std::string m_path, m_problem;
  Board m_board;
  QFileSystemWatcher m_watcher;
  QTimer m_settled;  // an editor writes in several steps
};

}  // namespace watchfloor
