#include "client/in_words.h"

#include <absl/strings/str_cat.h>

namespace watchfloor {

absl::Status inWords(const grpc::Status& status, const std::string& target, const char* kept) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNIMPLEMENTED:
      return absl::FailedPreconditionError(
          absl::StrCat("the engine at ", target, " is of an older version, which keeps no ", kept));
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return absl::UnavailableError(absl::StrCat(
          "no answer from ", target, " in time; is watchfloord running there, and not too busy?"));
    case grpc::StatusCode::UNAVAILABLE:
      return absl::UnavailableError(absl::StrCat("no answer from ", target, ": ", status.error_message(),
                                                 "; is watchfloord running there?"));
    default:
      return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
  }
}

}  // namespace watchfloor
