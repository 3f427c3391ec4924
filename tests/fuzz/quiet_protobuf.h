// Protobuf tells the terminal of every text that is no UTF-8; a fuzzer makes many. Include it once in a
// program.
#pragma once

#include <google/protobuf/stubs/logging.h>

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  google::protobuf::SetLogHandler(nullptr);
  return 0;
}
