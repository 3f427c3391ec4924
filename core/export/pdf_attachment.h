// A file attached to a PDF. A header and source of C++17, as qpdf's headers do not compile as C++20
// everywhere.
#pragma once

#include <cstddef>
#include <string>

namespace watchfloor {

// Its content; empty when there is none of that name. Throws std::exception when the PDF is damaged, or the
// file is larger than `most`. Memory: whatever the PDF asks for.
std::string pdfAttachment(const char* pdf, std::size_t size, const char* name, std::size_t most);

}  // namespace watchfloor
