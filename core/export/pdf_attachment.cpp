#include "export/pdf_attachment.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <stdexcept>
#include <utility>

namespace watchfloor {
namespace {

// Takes what a stream holds, up to a bound.
class Taken final : public Pipeline {
 public:
  explicit Taken(std::size_t most) : Pipeline("attachment", nullptr), m_most(most) {}
  void write(const unsigned char* data, std::size_t size) override {
    if (m_text.size() + size > m_most) throw std::length_error("its figures are too large");
    m_text.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}
  std::string take() { return std::move(m_text); }

 private:
  std::size_t m_most;
  std::string m_text;
};

}  // namespace

std::string pdfAttachment(const char* pdf, std::size_t size, const char* name, std::size_t most) {
  QPDF document;
  document.setSuppressWarnings(true);
  document.processMemoryFile("export", pdf, size);
  for (const auto& entry : QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles()) {
    if (entry.second->getFilename() != name) continue;
    Taken taken(most);
    if (!entry.second->getEmbeddedFileStream().pipeStreamData(&taken, 0, qpdf_dl_all)) {
      throw std::runtime_error("its figures cannot be unpacked");
    }
    return taken.take();
  }
  return {};
}

}  // namespace watchfloor
