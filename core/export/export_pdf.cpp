// The figures within a PDF file.
#include <absl/strings/str_cat.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <fstream>

#include "export/checksum.h"
#include "export/export_picture.h"
#include "export/export_reading.h"
#include "export/pdf_attachment.h"

namespace watchfloor {
namespace {

constexpr std::string_view kSeal = "%watchfloor ";
constexpr size_t kSealSize = kSeal.size() + 32 + 1;  // with 128 bits, and the end of the line
constexpr size_t kMostBytes = 64UL << 20;            // of figures
constexpr rlim_t kMostMemory = 512UL << 20;

// A file may unpack to any size: while this lives the process gets so much memory more, and then
// std::bad_alloc.
class MemoryLimit {
 public:
  explicit MemoryLimit(rlim_t more) {
    getrlimit(RLIMIT_AS, &m_before);
    std::ifstream statm("/proc/self/statm");
    rlim_t pages = 0;
    if (!(statm >> pages)) return;
    const rlim_t limit = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + more;
    const rlimit less{std::min(limit, m_before.rlim_cur), m_before.rlim_max};
    setrlimit(RLIMIT_AS, &less);
  }
  ~MemoryLimit() { setrlimit(RLIMIT_AS, &m_before); }
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;

 private:
  rlimit m_before{};
};

}  // namespace

std::string sealedPdf(std::string pdf) {
  if (!pdf.ends_with('\n')) pdf += '\n';
  const std::string checksum = checksumOf(pdf);
  absl::StrAppend(&pdf, std::string(kSeal), checksum, "\n");
  return pdf;
}

absl::StatusOr<ExportTable> readExportPdf(std::string_view bytes) {
  std::string figures;
  try {
    const MemoryLimit limit(kMostMemory);
    figures = pdfAttachment(bytes.data(), bytes.size(), kFiguresFile, kMostBytes);
  } catch (const std::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("it is a damaged PDF: ", error.what()));
  }
  if (figures.empty()) return absl::InvalidArgumentError("there are no figures with this PDF");
  absl::StatusOr<ExportTable> table = readExportJson(figures);
  if (!table.ok()) return table;
  const std::string_view end = bytes.substr(bytes.size() - std::min(bytes.size(), kSealSize));
  const bool isSealed = end.starts_with(kSeal) && end.ends_with('\n');
  const std::string_view before = isSealed ? bytes.substr(0, bytes.size() - kSealSize) : bytes;
  const std::string_view told = isSealed ? end.substr(kSeal.size(), 32) : std::string_view();
  table->picture = {std::string(told), checksumOf(before)};
  return table;
}

}  // namespace watchfloor
