// Files of rows, through the profiles that come with the program: the first byte says through which.
#include "source_text.h"

using namespace watchfloor;

namespace {

std::vector<Profile> profiles() {
  const std::string directory = WATCHFLOOR_SOURCE_DIR "/resources/profiles";
  std::vector<Profile> found;
  for (const char* name : {"airline_tweets", "bank_calls", "support_tweets"}) {
    found.push_back(*findProfile(name, directory));
  }
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<Profile> kProfiles = profiles();
  if (size == 0) return 0;
  fuzz::checkSource(kProfiles[data[0] % kProfiles.size()],
                    {reinterpret_cast<const char*>(data + 1), size - 1});
  return 0;
}
