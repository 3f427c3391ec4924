// The files that lie beside that of the records: "records.db" has its history in "records-history.db", and
// its conversations in "records-conversations.db". Pure.
#pragma once

#include <filesystem>
#include <string>

namespace watchfloor {

inline std::string besideStore(const std::string& store, const char* what) {
  const std::filesystem::path path(store);
  return path.parent_path() / (path.stem().string() + what + path.extension().string());
}

inline std::string historyPath(const std::string& store) { return besideStore(store, "-history"); }
inline std::string conversationsPath(const std::string& store) {
  return besideStore(store, "-conversations");
}

}  // namespace watchfloor
