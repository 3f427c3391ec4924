// One line on standard error that says how far a long work has come; nothing where that is no terminal.
//
//   Progress progress("reading calls.tsv");
//   while (…) progress.show(done, total);      // cheap: draws at most ten times a second
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace watchfloor {

class Progress {
 public:
  explicit Progress(std::string_view work);
  ~Progress();  // takes the line away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(int64_t done, int64_t total);

 private:
  std::string m_work;
  bool m_isTerminal;
  std::chrono::steady_clock::time_point m_next{};
};

}  // namespace watchfloor
