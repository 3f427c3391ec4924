#include "client/kept_view.h"

#include <absl/strings/str_cat.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/util/delimited_message_util.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "watchfloor/v1/service.pb.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

namespace watchfloor {
namespace {

using google::protobuf::util::ParseDelimitedFromZeroCopyStream;
using google::protobuf::util::SerializeDelimitedToOstream;

// Before two messages, the selection and the frame; and after them, as a file may end anywhere.
std::string headOf(const std::string& target) { return absl::StrCat("watchfloor view 1 of ", target); }
constexpr const char* kEnd = "end";

}  // namespace

absl::Status writeKeptView(const std::string& path, const std::string& target, const WallView& view) {
  const std::string beside = path + ".new";
  {
    std::ofstream out(beside, std::ios::binary);
    out << headOf(target) << '\n';
    v1::WallUpdate update = wire::fullUpdate(*view.frame);
    update.set_sequence(1);
    const bool isWritten = SerializeDelimitedToOstream(wire::toProto(view.selection), &out) &&
                           SerializeDelimitedToOstream(update, &out);
    out << kEnd;
    out.flush();
    if (!isWritten || !out)
      return absl::UnavailableError(absl::StrCat("cannot write ", beside, ": ", std::strerror(errno)));
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  return error ? absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", error.message()))
               : absl::OkStatus();
}

absl::StatusOr<WallView> readKeptView(const std::string& path, const std::string& target) {
  std::ifstream in(path, std::ios::binary);
  std::string head;
  if (!in || !std::getline(in, head)) return absl::NotFoundError(absl::StrCat("there is no ", path));
  if (head != headOf(target)) return absl::NotFoundError(absl::StrCat(path, " is of another engine"));
  const std::string rest{std::istreambuf_iterator<char>(in), {}};
  const absl::Status damaged = absl::DataLossError(absl::StrCat(path, " is damaged"));
  if (!rest.ends_with(kEnd)) return damaged;
  google::protobuf::io::ArrayInputStream bytes(rest.data(),
                                               static_cast<int>(rest.size() - std::strlen(kEnd)));
  v1::SubscribeRequest request;
  v1::WallUpdate update;
  if (!ParseDelimitedFromZeroCopyStream(&request, &bytes, nullptr) ||
      !ParseDelimitedFromZeroCopyStream(&update, &bytes, nullptr))
    return damaged;
  absl::StatusOr<Selection> selection = wire::fromProto(request);
  absl::StatusOr<Frame> frame = wire::applyUpdate(update, nullptr);
  if (!selection.ok() || !frame.ok()) return damaged;
  WallView view;
  view.frame = std::make_shared<const Frame>(*std::move(frame));
  view.selection = *std::move(selection);
  view.isKept = true;
  return view;
}

}  // namespace watchfloor
