// Files of JSON Lines.
#include "source_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  watchfloor::fuzz::checkSource({}, {reinterpret_cast<const char*>(data), size});
  return 0;
}
