#include "wall_picture.h"

#include <absl/strings/str_cat.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace watchfloor {
namespace {

std::string wallProgram() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path beside = self.parent_path() / "watchfloor";
  return !error && std::filesystem::exists(beside, error) ? beside.string() : "watchfloor";
}

}  // namespace

absl::Status drawWall(const std::vector<std::string>& arguments) {
  const std::string program = wallProgram();
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  if (const int error = posix_spawnp(&child, program.c_str(), nullptr, nullptr, argv.data(), environ);
      error != 0) {
    return absl::NotFoundError(absl::StrCat("cannot start watchfloor, which draws pictures (",
                                            std::string(std::strerror(error)), "): install it"));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return absl::UnknownError("watchfloor was lost");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return absl::OkStatus();
  return absl::UnknownError("watchfloor drew no picture");
}

}  // namespace watchfloor
