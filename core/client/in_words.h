// What a call failed with, in words for the operator. Pure.
#pragma once

#include <absl/status/status.h>
#include <grpcpp/support/status.h>

#include <string>

namespace watchfloor {

// `kept`: what an older engine does not keep ("history").
absl::Status inWords(const grpc::Status& status, const std::string& target, const char* kept);

}  // namespace watchfloor
