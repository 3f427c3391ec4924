// Updates as bytes, made once for all subscribers that have the same base and the same selection. Not
// thread-safe: of the fan-out's thread.
#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <map>
#include <string>
#include <utility>

#include "model/frame.h"
#include "model/selection.h"
#include "watchfloor/v1/service.pb.h"

namespace watchfloor {

class UpdateEncoder {
 public:
  struct Update {
    FramePtr frame;  // the selected part that a subscriber has afterwards
    v1::WallUpdate::Kind kind = v1::WallUpdate::FULL;
    grpc::Slice bytes;  // without `sequence`, which is the stream's
  };

  explicit UpdateEncoder(std::string engineId) : m_engineId(std::move(engineId)) {}

  // What leads from `base` (what a subscriber has; null: nothing) to `frame`. `key` stands for `selection`:
  // equal keys, equal selections. Remembers what it made until it is asked for another frame.
  const Update& update(const FramePtr& frame, const std::string& key, const Selection& selection,
                       const FramePtr& base);

  // The message on the wire: the bytes, and the stream's own sequence.
  static grpc::ByteBuffer message(const Update& update, uint64_t sequence);

 private:
  const std::string m_engineId;
  FramePtr m_frame;
  std::map<std::string, FramePtr> m_selected;                    // by key, of m_frame
  std::map<std::pair<std::string, FramePtr>, Update> m_updates;  // by key and base, to m_frame
};

}  // namespace watchfloor
