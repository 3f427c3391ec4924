#include "chart_texts.h"

namespace watchfloor {
namespace {

enum Role { kText = Qt::UserRole, kPosition, kNumber, kEnd, kLine, kColor };

}  // namespace

QStringList ChartTexts::texts() const {
  QStringList texts;
  for (const ChartText& text : m_texts) texts << text.text;
  return texts;
}

int ChartTexts::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_texts.size());
}

QVariant ChartTexts::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ChartText& text = m_texts[static_cast<size_t>(index.row())];
  switch (role) {
    case kText:
      return text.text;
    case kPosition:
      return text.position;
    case kNumber:
      return static_cast<double>(text.number);
    case kEnd:
      return text.end;
    case kLine:
      return text.line;
    case kColor:
      return text.color;
    default:
      return {};
  }
}

QHash<int, QByteArray> ChartTexts::roleNames() const {
  return {{kText, "text"}, {kPosition, "position"}, {kNumber, "number"},
          {kEnd, "end"},   {kLine, "line"},         {kColor, "paletteIndex"}};
}

}  // namespace watchfloor
