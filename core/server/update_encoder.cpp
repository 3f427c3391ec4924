#include "server/update_encoder.h"

#include <google/protobuf/arena.h>

#include <array>

#include "wire/frame_wire.h"

namespace watchfloor {

const UpdateEncoder::Update& UpdateEncoder::update(const FramePtr& frame, const std::string& key,
                                                   const Selection& selection, const FramePtr& base) {
  if (frame != m_frame) {
    m_frame = frame;
    m_selected.clear();
    m_updates.clear();
  }
  const auto [entry, isNew] = m_updates.try_emplace({key, base});
  if (!isNew) return entry->second;
  FramePtr& after = m_selected[key];
  if (!after) after = std::make_shared<const Frame>(selected(*frame, selection));
  google::protobuf::Arena arena;
  auto* const proto = google::protobuf::Arena::CreateMessage<v1::WallUpdate>(&arena);
  if (base) {
    wire::deltaUpdate(*base, *after, proto);
  } else {
    wire::fullUpdate(*after, proto);
  }
  proto->set_engine_id(m_engineId);
  entry->second = {after, proto->kind(), grpc::Slice(proto->SerializeAsString())};
  return entry->second;
}

grpc::ByteBuffer UpdateEncoder::message(const Update& update, uint64_t sequence) {
  v1::WallUpdate own;  // protobuf merges messages that are written one after the other
  own.set_sequence(sequence);
  const std::array<grpc::Slice, 2> parts = {update.bytes, grpc::Slice(own.SerializeAsString())};
  return {parts.data(), parts.size()};
}

}  // namespace watchfloor
