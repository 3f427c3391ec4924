#include "conversation_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace watchfloor {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void add(double& column, int n) { column = std::isnan(column) ? n : column + n; }

}  // namespace

ConversationColumns columnsOf(const std::vector<ConversationMessage>& messages) {
  ConversationColumns columns;
  if (messages.empty()) return columns;
  constexpr int kLast = ConversationColumns::kColumns - 1;
  for (QList<double>* list : {&columns.customers, &columns.brand, &columns.sentiment})
    list->fill(kNone, ConversationColumns::kColumns);
  columns.from = messages.front().time, columns.to = messages.back().time;
  const double length = std::max<double>(1, static_cast<double>((columns.to - columns.from).count()));
  for (const ConversationMessage& message : messages) {
    const double part = static_cast<double>((message.time - columns.from).count()) / length;
    const int column = std::clamp(static_cast<int>(part * ConversationColumns::kColumns), 0, kLast);
    const bool isBrand = message.direction == MessageDirection::kOutbound;
    add(isBrand ? columns.brand[column] : columns.customers[column], isBrand ? -1 : 1);
    if (!isBrand && message.sentiment)
      add(columns.sentiment[column], static_cast<int>(message.sentiment->label) - 1);
  }
  return columns;
}

}  // namespace watchfloor
