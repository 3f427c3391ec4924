#include "board_folders.h"

#include <QStandardPaths>
#include <filesystem>

namespace watchfloor {

std::vector<std::string> boardFolders() {
  namespace fs = std::filesystem;
  std::vector<std::string> folders;
  for (const QString& place : QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation))
    folders.push_back(place.toStdString() + "/watchfloor/boards");
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path installed = program.parent_path().parent_path() / "share/watchfloor/boards";
  folders.push_back(installed.string());
  if (fs::is_directory(installed, failed)) return folders;
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (!fs::is_directory(folder / "resources/boards", failed)) continue;
    folders.push_back((folder / "resources/boards").string());
    break;
  }
  return folders;
}

}  // namespace watchfloor
