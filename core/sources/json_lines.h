// JSON Lines: each line one watchfloor.v1.Event in proto3 JSON. Empty lines are skipped.
#pragma once

#include "sources/decoder.h"

namespace watchfloor {

class JsonLines : public Decoder {
 public:
  explicit JsonLines(std::string file) : m_file(std::move(file)) {}
  absl::Status take(const Line& line, Decoded& out) override;

 private:
  std::string m_file;
};

}  // namespace watchfloor
