// The lines of a list of conversations, of messages or of acts, ready to be displayed: texts, never numbers
// to be formatted. The roles are the properties of ConversationLine.
//
//   ConversationLines lines;
//   lines.show(linesOf(answer, {.view = BrowserView::List, .now = now, .zone = zone}));
//
// GUI thread. What changed is told line by line; a list never resets. Cost of linesOf(): that of the texts.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QSizeF>
#include <QString>
#include <QTimeZone>
#include <vector>

#include "conversation_question.h"
#include "models/placed_rows_model.h"

namespace watchfloor {

struct ConversationLine {
  Q_GADGET
  QML_ANONYMOUS

 public:
  qint64 number = 0;     // of its conversation
  QString when;          // how long it waits, or when it was
  QString who;           // what it is about, or who wrote it
  QString facts;         // how it stands
  QString text;          // what was written, or why there is nothing to be read
  int shape = -1;        // GlyphShape of its sentiment, or what outweighs; below 0: none
  int tone = 0;          // of the sentiment: -1, 0, 1
  bool isBrand = false;  // the brand wrote it
  bool isQuiet = false;  // the text is not what somebody wrote: masked, deleted, taken back
  QString spoken;        // all of it

  Q_PROPERTY(qint64 number MEMBER number)
  Q_PROPERTY(QString when MEMBER when)
  Q_PROPERTY(QString who MEMBER who)
  Q_PROPERTY(QString facts MEMBER facts)
  Q_PROPERTY(QString text MEMBER text)
  Q_PROPERTY(int shape MEMBER shape)
  Q_PROPERTY(int tone MEMBER tone)
  Q_PROPERTY(bool isBrand MEMBER isBrand)
  Q_PROPERTY(bool isQuiet MEMBER isQuiet)
  Q_PROPERTY(QString spoken MEMBER spoken)

  bool operator==(const ConversationLine&) const = default;
};

// How lines are to be read.
struct ConversationReading {
  BrowserView::View view = BrowserView::List;
  ConversationOrder order = ConversationOrder::kNewest;
  Time now{};
  QTimeZone zone{QTimeZone::utc()};
  QSizeF room = {};  // for a text, arc minutes; empty: any
};

// Of a list its conversations, otherwise the messages.
std::vector<ConversationLine> linesOf(const ConversationAnswer& answer, const ConversationReading& reading);
std::vector<ConversationLine> linesOfActs(const std::vector<ConversationRecord>& acts,
                                          const ConversationReading& reading);
// How one conversation stands: state, owner, bucket, wait, counts.
QString standingText(const ConversationEntry& entry, Time now);

class ConversationLines : public PlacedRowsModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")

 public:
  using PlacedRowsModel::PlacedRowsModel;

  void show(std::vector<ConversationLine> lines) { exchange(&m_lines, std::move(lines)); }
  const std::vector<ConversationLine>& lines() const { return m_lines; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 private:
  std::vector<ConversationLine> m_lines;
};

}  // namespace watchfloor
