// A stream that ends before it began, with why.
#pragma once

#include <absl/status/status.h>

#include "server/status.h"

namespace watchfloor {

// `Reactor`: grpc::ServerWriteReactor<…>, grpc::ServerBidiReactor<…>. It deletes itself.
//
//   return new Refusal<grpc::ServerWriteReactor<grpc::ByteBuffer>>(status);
template <class Reactor>
class Refusal final : public Reactor {
 public:
  explicit Refusal(const absl::Status& status) { this->Finish(toGrpc(status)); }

 private:
  void OnDone() override { delete this; }
};

}  // namespace watchfloor
