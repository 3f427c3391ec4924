#include "sources/row_text.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

void appendUtf8(uint32_t point, std::string& out) {
  const auto byte = [&](uint32_t b) { out += static_cast<char>(b); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6);
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | point >> 18);
    byte(0x80 | (point >> 12 & 0x3F));
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// What "&name;" stands for; empty when it is unknown.
std::string entity(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kNamed[] = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\u00a0"}};
  for (const auto& [known, stands] : kNamed) {
    if (name == known) return std::string(stands);
  }
  uint32_t point = 0;
  std::string out;
  if (name.size() < 2 || name[0] != '#') return out;
  const std::string digits(name.substr(1));
  const bool isHex = digits[0] == 'x' || digits[0] == 'X';
  if (!(isHex ? absl::SimpleHexAtoi(digits.substr(1), &point) : absl::SimpleAtoi(digits, &point))) return out;
  if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return out;
  appendUtf8(point, out);
  return out;
}

std::string decodeHtml(std::string text) {
  constexpr size_t kLongest = 10;
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const std::string_view head = std::string_view(text).substr(i, kLongest + 1);
    const size_t end = head.front() == '&' ? head.find(';') : std::string_view::npos;
    const std::string stands = end != std::string_view::npos ? entity(head.substr(1, end - 1)) : "";
    if (stands.empty()) {
      out += text[i++];
    } else {
      out += stands;
      i += end + 1;
    }
  }
  return out;
}

std::string firstHandle(std::string text) {
  const auto isPart = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  const auto isDigit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
  for (size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    const auto end = std::find_if_not(begin, text.end(), isPart);
    if (!std::all_of(begin, end, isDigit)) return std::string(begin, end);
  }
  return "";
}

std::string asInteger(std::string text) {
  const size_t dot = text.find('.');
  const bool isWhole = dot != std::string::npos && text.find_first_not_of('0', dot + 1) == std::string::npos;
  return isWhole ? text.substr(0, dot) : text;
}

std::string upper(std::string text) { return absl::AsciiStrToUpper(text); }
std::string lower(std::string text) { return absl::AsciiStrToLower(text); }
std::string trim(std::string text) { return std::string(absl::StripAsciiWhitespace(text)); }

constexpr std::pair<std::string_view, std::string (*)(std::string)> kFilters[] = {
    {"upper", upper},     {"lower", lower},        {"trim", trim},
    {"html", decodeHtml}, {"handle", firstHandle}, {"integer", asInteger}};

}  // namespace

absl::StatusOr<RowText> RowText::parse(const std::vector<std::string>& texts, const WordMaps& maps) {
  RowText result;
  for (const std::string& text : texts) {
    absl::StatusOr<Pieces> pieces = parseOne(text, maps);
    if (!pieces.ok()) return pieces.status();
    result.m_texts.push_back(*std::move(pieces));
  }
  return result;
}

absl::StatusOr<RowText::Pieces> RowText::parseOne(std::string_view text, const WordMaps& maps) {
  Pieces pieces;
  const auto literal = [&]() -> std::string& {
    if (pieces.empty() || pieces.back().isColumn) pieces.emplace_back();
    return pieces.back().text;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      literal() += text[i++];
    } else if (c == '}') {
      return absl::InvalidArgumentError("a } without its {; a brace that is text is written }}");
    } else if (c != '{') {
      literal() += c;
    } else {
      const size_t end = text.find('}', i);
      if (end == std::string_view::npos) {
        return absl::InvalidArgumentError("a { without its }; a brace that is text is written {{");
      }
      const std::vector<std::string> parts =
          absl::StrSplit(std::string(text.substr(i + 1, end - i - 1)), '|');
      Piece piece{.text = parts[0], .isColumn = true, .column = 0, .filters = {}};
      for (size_t p = 1; p < parts.size(); ++p) {
        const auto known = std::find_if(std::begin(kFilters), std::end(kFilters),
                                        [&](const auto& filter) { return filter.first == parts[p]; });
        if (const auto map = maps.find(parts[p]); map != maps.end()) {
          piece.filters.emplace_back([words = map->second](std::string value) {
            const auto found = words.find(value);
            return found == words.end() ? value : found->second;
          });
        } else if (known != std::end(kFilters)) {
          piece.filters.emplace_back(known->second);
        } else {
          return absl::InvalidArgumentError(
              absl::StrCat("no filter or [map.", parts[p], "] of the name \"", parts[p], "\""));
        }
      }
      pieces.push_back(std::move(piece));
      i = end;
    }
  }
  return pieces;
}

absl::Status RowText::bind(const std::vector<std::string>& columns) {
  for (Pieces& pieces : m_texts) {
    for (Piece& piece : pieces) {
      if (!piece.isColumn) continue;
      const auto found = std::find(columns.begin(), columns.end(), piece.text);
      if (found == columns.end()) {
        return absl::InvalidArgumentError(
            absl::StrCat("there is no column \"", piece.text, "\", only ", absl::StrJoin(columns, ", ")));
      }
      piece.column = static_cast<size_t>(found - columns.begin());
    }
  }
  return absl::OkStatus();
}

std::string RowText::of(const Row& row) const {
  std::string result;
  for (const Pieces& pieces : m_texts) {
    bool hasAll = true;
    result.clear();
    for (const Piece& piece : pieces) {
      std::string value = piece.isColumn ? row[piece.column] : piece.text;
      for (const Filter& filter : piece.filters) value = filter(std::move(value));
      hasAll = hasAll && !value.empty();
      result += value;
    }
    if (hasAll) break;
  }
  return result;
}

}  // namespace watchfloor
