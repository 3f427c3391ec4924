// A tile with a row for each brand that is talked about more, or less, than is usual, and for each topic and
// conversation that rises, the most unusual first, and why that is said; then brands as usual. What has no
// room is counted, never cut. Trends are of now: of the past there are none. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QRectF>

#include "boards/board.h"
#include "condition.h"
#include "placed_rows_model.h"
#include "situation.h"
#include "text_room.h"
#include "tile.h"

namespace watchfloor {

// How far the trends of a situation can be trusted: as the frame, if they are heard, too, and as new.
Condition trendCondition(const Situation& at);

// What it is of: "Acme", "Acme · #delay", "conversation 4711 · Acme", each name in at most so many
// characters.
// `isSpoken`: without the mark of a competitor. `frame` says whether all brands are all that there are; it
// may be null.
QString trendName(const Trend& trend, int length, const Frame* frame, bool isSpoken = false);
// "rises: 310 in 3 h, 95 usual", "collapses: …".
QString trendText(const Trend& trend);
// "Acme rises", "Acme collapses"; `name` as above.
QString changeText(const Trend& trend, const QString& name);
inline bool isUnusual(const Trend& trend) { return trend.since.has_value(); }

class TrendsModel : public PlacedRowsModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to a board")
  Q_PROPERTY(QString key READ key CONSTANT)
  Q_PROPERTY(QRectF area READ area NOTIFY laidOut)          // on the board, arc minutes
  Q_PROPERTY(double cap READ cap NOTIFY laidOut)            // of names and factors
  Q_PROPERTY(double nameTall READ nameTall NOTIFY laidOut)  // from one line of a name to the next
  Q_PROPERTY(double nameRoom READ nameRoom NOTIFY laidOut)  // for a name
  Q_PROPERTY(QString title READ title CONSTANT)
  Q_PROPERTY(QString basis READ basis NOTIFY shown)  // "to 14:35", or what is wrong
  Q_PROPERTY(QString moreText READ moreText NOTIFY shown)
  Q_PROPERTY(QString nothingText READ nothingText NOTIFY shown)  // why there are no rows, if there are none
  Q_PROPERTY(int condition READ condition NOTIFY shown)          // TileState
  Q_PROPERTY(int shape READ shape NOTIFY shown)

 public:
  enum Role {
    NameRole = Qt::UserRole,
    ShapeRole,    // up, down, level; dots: it learns
    FactorRole,   // "3.3 ×" of what is usual
    ReasonRole,   // in as many words as there is room for
    UnusualRole,  // it rises or collapses
    SpokenRole,
    BrandRole,
    KindRole,          // GlyphShape of what it is of; below 0: a brand
    ConversationRole,  // its number; 0: it is none, or not kept
    TopicRole,         // by which its topic is found; empty: it is of none
    LinesRole,         // of its name
    TopRole            // where it begins, below where the first one does, arc minutes
  };
  static constexpr double kHead = 40, kFoot = 8, kInset = 13, kPadding = 10, kSign = 24;

  explicit TrendsModel(const TileSpec& spec, QObject* parent = nullptr);

  void layOut(QRectF area, double cap);
  void show(const Situation& situation);

  QString key() const { return m_key; }
  QRectF area() const { return m_area; }
  double cap() const { return m_cap; }
  double nameTall() const { return m_cap * kLineTall / 16; }
  double nameRoom() const { return m_nameRoom; }
  QString title() const { return m_title; }
  QString basis() const { return m_basis; }
  QString moreText() const { return m_more; }
  QString nothingText() const { return m_rows.empty() ? m_nothing : QString(); }
  int condition() const { return m_condition; }
  int shape() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 Q_SIGNALS:
  void laidOut();
  void shown();

 private:
  struct Row {
    QString name, factor, reason, spoken, brand, topic;
    int shape = 0, kind = -1, lines = 1;
    double top = 0;
    double conversation = 0;
    bool isUnusual = false;
    bool operator==(const Row&) const = default;
  };
  bool isTooLong(const QString& name) const;
  double tallOf(const Row& row) const { return m_cap + 44 + (row.lines - 1) * nameTall(); }
  std::vector<Row> rowsOf(const std::vector<Trend>& trends, const Situation& at) const;
  Row rowOf(const Trend& trend, const Situation& at) const;

  QString m_key, m_title;
  QRectF m_area;
  double m_cap = 20, m_nameRoom = 100;
  bool m_isNarrow = false;  // no room for a name of everyday length beside a factor, which stands below
  std::vector<Row> m_rows;
  QString m_basis, m_more, m_nothing;
  int m_condition = TileState::Connecting;
};

}  // namespace watchfloor
