// The figures within a PNG file.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <png.h>
#include <xxhash.h>

#include <cstring>
#include <map>
#include <memory>
#include <vector>

#include "export/export_picture.h"
#include "export/export_reading.h"

namespace watchfloor {
namespace {

constexpr png_uint_32 kMostPixels = 16'384;             // in a row, and rows
constexpr png_alloc_size_t kMostOfAText = 256UL << 20;  // bytes, unpacked

// A file that is being read; libpng knows it by its address.
struct Reading {
  std::string_view rest;
  std::string error;
};

void readBytes(png_structp png, png_bytep to, size_t n) {
  auto* reading = static_cast<Reading*>(png_get_io_ptr(png));
  if (reading->rest.size() < n) png_error(png, "it ends too early");
  std::memcpy(to, reading->rest.data(), n);
  reading->rest.remove_prefix(n);
}

[[noreturn]] void onError(png_structp png, png_const_charp why) {
  static_cast<Reading*>(png_get_error_ptr(png))->error = why;
  png_longjmp(png, 1);
}

void onWarning(png_structp /*png*/, png_const_charp /*what*/) {}

// libpng leaves by longjmp when something is wrong, so nothing here has a destructor.
bool readAll(png_structp png, png_infop info) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_user_limits(png, kMostPixels, kMostPixels);
  png_set_chunk_malloc_max(png, kMostOfAText);
  png_read_png(
      png, info,
      PNG_TRANSFORM_STRIP_16 | PNG_TRANSFORM_STRIP_ALPHA | PNG_TRANSFORM_EXPAND | PNG_TRANSFORM_GRAY_TO_RGB,
      nullptr);
  return true;
}

std::string fromLatin1(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | (byte >> 6));
      utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return utf8;
}

// In UTF-8, whichever way they are written.
std::map<std::string, std::string> textsOf(png_structp png, png_infop info) {
  png_textp texts = nullptr;
  int n = 0;
  png_get_text(png, info, &texts, &n);
  std::map<std::string, std::string> found;
  for (int i = 0; i < n; ++i) {
    const png_text& text = texts[i];
    const bool isUtf8 = text.compression >= PNG_ITXT_COMPRESSION_NONE;
    const std::string value(text.text, isUtf8 ? text.itxt_length : text.text_length);
    found.emplace(text.key, isUtf8 ? value : fromLatin1(value));
  }
  return found;
}

class Checksum {
 public:
  Checksum(int width, int height) : m_state(XXH3_createState()) {
    XXH3_128bits_reset(m_state.get());
    add(absl::StrCat(width, "x", height, "\n"));
  }
  void add(std::string_view bytes) { XXH3_128bits_update(m_state.get(), bytes.data(), bytes.size()); }
  void add(const uint8_t* row, int width) {
    XXH3_128bits_update(m_state.get(), row, static_cast<size_t>(width) * 3);
  }
  std::string text() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(m_state.get());
    return absl::StrFormat("%016x%016x", hash.high64, hash.low64);
  }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> m_state;
};

std::string pixelChecksum(png_structp png, png_infop info) {
  const auto width = static_cast<int>(png_get_image_width(png, info));
  const auto height = static_cast<int>(png_get_image_height(png, info));
  png_bytepp rows = png_get_rows(png, info);
  Checksum checksum(width, height);
  for (int y = 0; y < height; ++y) checksum.add(rows[y], width);
  return checksum.text();
}

struct Close {
  png_infop info = nullptr;
  void operator()(png_structp png) { png_destroy_read_struct(&png, &info, nullptr); }
};

}  // namespace

std::string pixelChecksum(const uint8_t* rgb, int width, int height, size_t stride) {
  Checksum checksum(width, height);
  for (int y = 0; y < height; ++y) checksum.add(rgb + static_cast<size_t>(y) * stride, width);
  return checksum.text();
}

absl::StatusOr<ExportTable> readExportPng(std::string_view bytes) {
  Reading reading{.rest = bytes, .error = {}};
  std::unique_ptr<png_struct, Close> png(
      png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, onError, onWarning));
  png_infop info = png ? png_create_info_struct(png.get()) : nullptr;
  if (!info) return absl::ResourceExhaustedError("no memory to read a picture");
  png.get_deleter().info = info;
  png_set_read_fn(png.get(), &reading, readBytes);
  if (!readAll(png.get(), info)) {
    return absl::InvalidArgumentError(absl::StrCat("it is a damaged PNG: ", reading.error));
  }
  std::map<std::string, std::string> texts = textsOf(png.get(), info);
  if (!texts.contains(kFiguresKey))
    return absl::InvalidArgumentError("there are no figures with this picture");
  absl::StatusOr<ExportTable> table = readExportJson(texts[kFiguresKey]);
  if (table.ok()) table->picture = {texts[kPictureKey], pixelChecksum(png.get(), info)};
  return table;
}

}  // namespace watchfloor
