#include "listen/sentiment_evaluation.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

namespace watchfloor {
namespace {

std::optional<double> ratio(double above, int64_t below) {
  if (below == 0) return std::nullopt;
  return above / static_cast<double>(below);
}

std::string shown(std::optional<double> value) { return value ? absl::StrFormat("%.4f", *value) : "-"; }

}  // namespace

void SentimentEvaluation::add(Label is, std::optional<Label> said) {
  ++m_size;
  if (said) ++m_counts[static_cast<size_t>(is)][static_cast<size_t>(*said)];
}

int64_t SentimentEvaluation::truly(size_t label) const {
  int64_t n = 0;
  for (const int64_t count : m_counts[label]) n += count;
  return n;
}

int64_t SentimentEvaluation::said(size_t label) const {
  int64_t n = 0;
  for (const auto& row : m_counts) n += row[label];
  return n;
}

int64_t SentimentEvaluation::classified() const {
  int64_t n = 0;
  for (size_t i = 0; i < kLabelCount; ++i) n += truly(i);
  return n;
}

std::optional<double> SentimentEvaluation::accuracy() const {
  int64_t right = 0;
  for (size_t i = 0; i < kLabelCount; ++i) right += m_counts[i][i];
  return ratio(static_cast<double>(right), classified());
}

std::optional<double> SentimentEvaluation::macroF1() const {
  double sum = 0;
  int64_t labels = 0;
  for (size_t i = 0; i < kLabelCount; ++i) {
    const int64_t both = truly(i) + said(i);
    if (both == 0) continue;
    ++labels;
    sum += 2 * static_cast<double>(m_counts[i][i]) / static_cast<double>(both);
  }
  return ratio(sum, labels);
}

std::optional<double> SentimentEvaluation::coverage() const {
  return ratio(static_cast<double>(classified()), m_size);
}

std::string SentimentEvaluation::text() const {
  std::string text = absl::StrCat("texts     ", m_size, "\naccuracy  ", shown(accuracy()), "\nmacro-F1  ",
                                  shown(macroF1()), "\ncoverage  ", shown(coverage()),
                                  "\n\nis \\ said   negative   neutral  positive    recall\n");
  for (size_t i = 0; i < kLabelCount; ++i) {
    absl::StrAppendFormat(&text, "%-9s", std::string(kLabelNames[i]));
    for (const int64_t count : m_counts[i]) absl::StrAppendFormat(&text, "%10d", count);
    absl::StrAppendFormat(&text, "%10s\n", shown(ratio(static_cast<double>(m_counts[i][i]), truly(i))));
  }
  text += "precision";
  for (size_t i = 0; i < kLabelCount; ++i) {
    absl::StrAppendFormat(&text, "%10s", shown(ratio(static_cast<double>(m_counts[i][i]), said(i))));
  }
  return text + "\n";
}

}  // namespace watchfloor
