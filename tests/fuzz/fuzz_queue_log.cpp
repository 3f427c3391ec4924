// Asterisk's queue_log, through the profile that comes with the program.
#include "source_text.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Profile kProfile =
      *findProfile("asterisk_queue_log", WATCHFLOOR_SOURCE_DIR "/resources/profiles");
  fuzz::checkSource(kProfile, {reinterpret_cast<const char*>(data), size});
  return 0;
}
