// How a picture of a wall carries the figures that it shows, so that they can be worked out again: as
// exportJson() of them, a text of a PNG file or a file attached to a PDF. Beside it stands a checksum of what
// is drawn: of the pixels of a PNG; of a PDF, in a comment at its end, of every byte before.
//
//   image.setText(kFiguresKey, exportJson(frame, selection));
//   image.setText(kPictureKey, pixelChecksum(image.constBits(), width, height, bytesPerLine));
//
// Pure functions; any thread. But while a PDF is read the whole process gets half a gigabyte of memory more
// at most (RLIMIT_AS), as its parser knows no bound: no other thread should work then.
#pragma once

#include <absl/status/statusor.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "export/export_table.h"

namespace watchfloor {

// Of texts in a PNG.
inline constexpr const char* kFiguresKey = "watchfloor figures";
inline constexpr const char* kPictureKey = "watchfloor picture";
// Of the file in a PDF.
inline constexpr const char* kFiguresFile = "figures.json";

// XXH3, 128 bits, of rows of red, green and blue, a byte each, `stride` bytes apart.
std::string pixelChecksum(const uint8_t* rgb, int width, int height, size_t stride);

// With the checksum of all of it at its end.
std::string sealedPdf(std::string pdf);

// InvalidArgument when it is damaged, or has no figures with it.
absl::StatusOr<ExportTable> readExportPng(std::string_view bytes);
absl::StatusOr<ExportTable> readExportPdf(std::string_view bytes);

}  // namespace watchfloor
