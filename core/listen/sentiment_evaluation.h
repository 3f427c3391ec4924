// How well labels agree with those that people gave. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "listen/sentiment_labels.h"

namespace watchfloor {

class SentimentEvaluation {
 public:
  // `said`: none, where the text was left unclassified.
  void add(Label is, std::optional<Label> said);

  int64_t size() const { return m_size; }
  // All of these are none where there is nothing to divide by. What was left unclassified is not among them,
  // but for the coverage.
  std::optional<double> accuracy() const;
  // The mean, over the labels that occur, of 2PR / (P + R), P the precision and R the recall of a label.
  std::optional<double> macroF1() const;
  // The part of all that was classified.
  std::optional<double> coverage() const;

  // The figures and the confusion matrix, as lines for people.
  std::string text() const;

 private:
  int64_t truly(size_t label) const;
  int64_t said(size_t label) const;
  int64_t classified() const;

  std::array<std::array<int64_t, kLabelCount>, kLabelCount> m_counts{};  // by what is, and what was said
  int64_t m_size = 0;
};

}  // namespace watchfloor
