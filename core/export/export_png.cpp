// The figures within a PNG file.
#include <absl/strings/str_cat.h>
#include <png.h>
#include <xxhash.h>

#include <cstring>
#include <map>
#include <memory>
#include <vector>

#include "export/checksum.h"
#include "export/export_picture.h"
#include "export/export_reading.h"

namespace watchfloor {
namespace {

constexpr png_uint_32 kMostPixels = 16'384;            // in a row, and rows
constexpr png_alloc_size_t kMostOfAText = 64UL << 20;  // bytes, unpacked
constexpr png_uint_32 kMostTexts = 4;

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

class PixelChecksum {
 public:
  PixelChecksum() : m_state(XXH3_createState()) { XXH3_128bits_reset(m_state.get()); }
  void begin(int width, int height) {
    m_width = width;
    const std::string size = absl::StrCat(width, "x", height, "\n");
    XXH3_128bits_update(m_state.get(), size.data(), size.size());
  }
  void add(const uint8_t* row) { XXH3_128bits_update(m_state.get(), row, static_cast<size_t>(m_width) * 3); }
  std::string text() const { return checksumText(XXH3_128bits_digest(m_state.get())); }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> m_state;
  int m_width = 0;
};

// Row by row, so that no picture is in memory. libpng leaves by longjmp when something is wrong, so nothing
// here has a destructor.
bool readAll(png_structp png, png_infop info, uint8_t* row, PixelChecksum* checksum) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_user_limits(png, kMostPixels, kMostPixels);
  png_set_chunk_malloc_max(png, kMostOfAText);
  png_set_chunk_cache_max(png, kMostTexts);
  png_read_info(png, info);
  if (png_get_interlace_type(png, info) != PNG_INTERLACE_NONE) png_error(png, "it is interlaced");
  png_set_expand(png);
  png_set_strip_16(png);
  png_set_strip_alpha(png);
  png_set_gray_to_rgb(png);
  png_read_update_info(png, info);
  const png_uint_32 height = png_get_image_height(png, info);
  checksum->begin(static_cast<int>(png_get_image_width(png, info)), static_cast<int>(height));
  for (png_uint_32 y = 0; y < height; ++y) {
    png_read_row(png, row, nullptr);
    checksum->add(row);
  }
  png_read_end(png, info);
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

struct Close {
  png_infop info = nullptr;
  void operator()(png_structp png) { png_destroy_read_struct(&png, &info, nullptr); }
};

}  // namespace

std::string pixelChecksum(const uint8_t* rgb, int width, int height, size_t stride) {
  PixelChecksum checksum;
  checksum.begin(width, height);
  for (int y = 0; y < height; ++y) checksum.add(rgb + static_cast<size_t>(y) * stride);
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
  std::vector<uint8_t> row(size_t{kMostPixels} * 4);
  PixelChecksum checksum;
  if (!readAll(png.get(), info, row.data(), &checksum)) {
    return absl::InvalidArgumentError(absl::StrCat("it is a damaged PNG: ", reading.error));
  }
  std::map<std::string, std::string> texts = textsOf(png.get(), info);
  if (!texts.contains(kFiguresKey))
    return absl::InvalidArgumentError("there are no figures with this picture");
  absl::StatusOr<ExportTable> table = readExportJson(texts[kFiguresKey]);
  if (table.ok()) table->picture = {texts[kPictureKey], checksum.text()};
  return table;
}

}  // namespace watchfloor
