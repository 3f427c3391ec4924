// A tile with a row for each brand, channel or queue: a table of figures, a ranking (the first figure's
// highest first), or bars. What has no room is counted, never cut: rows in `moreText`. Rows are ranked anew
// every 30 s at most. Each is to be trusted as far as the sources that feed it. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QRectF>
#include <QStringList>

#include "boards/board.h"
#include "busiest.h"
#include "model/selection.h"
#include "placed_rows_model.h"
#include "row_stack.h"
#include "situation.h"
#include "text_room.h"
#include "tile.h"

namespace watchfloor {

class RowsModel : public PlacedRowsModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to a board")
  Q_PROPERTY(QString key READ key CONSTANT)
  Q_PROPERTY(QRectF area READ area NOTIFY laidOut)  // on the board, arc minutes
  Q_PROPERTY(double cap READ cap NOTIFY laidOut)    // of its texts
  // Of a row whose name takes one line: more air where there is room for it.
  Q_PROPERTY(double pitch READ pitch NOTIFY shown)
  Q_PROPERTY(double nameTall READ nameTall NOTIFY laidOut)  // from one line of a name to the next
  Q_PROPERTY(double nameRoom READ nameRoom NOTIFY laidOut)
  Q_PROPERTY(double barStart READ barStart NOTIFY shown)  // of the bars, from where the names begin
  Q_PROPERTY(QStringList headings READ headings NOTIFY laidOut)
  Q_PROPERTY(QList<double> edges READ edges NOTIFY laidOut)  // the right ends of the columns
  Q_PROPERTY(double barEnd READ barEnd NOTIFY laidOut)
  Q_PROPERTY(bool hasBars READ hasBars CONSTANT)
  // Bar and figure stand below the name: there is no room for it beside them.
  Q_PROPERTY(bool isStacked READ isStacked NOTIFY laidOut)
  Q_PROPERTY(bool isDistribution READ isDistribution CONSTANT)
  Q_PROPERTY(QString title READ title CONSTANT)
  Q_PROPERTY(QString basis READ basis NOTIFY shown)
  Q_PROPERTY(QString problem READ problem NOTIFY shown)
  Q_PROPERTY(QString moreText READ moreText NOTIFY shown)        // "+3 more"; empty: all are there
  Q_PROPERTY(QString nothingText READ nothingText NOTIFY shown)  // why there are no rows, if there are none
  Q_PROPERTY(int condition READ condition NOTIFY shown)          // TileState, of all that it shows
  Q_PROPERTY(int shape READ shape NOTIFY shown)

 public:
  enum Role {
    NameRole = Qt::UserRole,
    TextsRole,   // a text a column
    PartsRole,   // of a bar, 0 .. 1 of its length; of a distribution negative, neutral, positive
    PastRole,    // not known to be the present
    UnsureRole,  // a bit a column: too few stand behind its figure
    ChosenRole,
    SpokenRole,
    BrandRole,
    ChannelRole,
    LinesRole,  // of its name
    TopRole     // where it begins, below where the first one does, arc minutes
  };
  // Of the tile, arc minutes: what stands above the rows, without and with headings, and the air at its ends.
  static constexpr double kHead = 40, kHeadings = 26, kFoot = 8, kInset = 13, kPadding = 10;

  explicit RowsModel(TileSpec spec, QObject* parent = nullptr);

  // How large it is, and how large its texts are.
  void layOut(QRectF area, double cap);
  // `situation` is narrowed to the tile's brand, channel and window.
  void show(const Situation& situation);
  const TileSpec& spec() const { return m_spec; }

  QString key() const { return QString::fromStdString(m_spec.key); }
  QRectF area() const { return m_area; }
  double cap() const { return m_cap; }
  double pitch() const { return tightPitch() + m_air; }
  double nameTall() const { return m_cap * kLineTall / 16; }
  double nameRoom() const { return m_nameWidth; }
  double barStart() const { return m_barStart; }
  const QStringList& headings() const { return m_headings; }
  const QList<double>& edges() const { return m_edges; }
  double barEnd() const { return m_barEnd; }
  bool isStacked() const { return m_isStacked; }
  bool hasBars() const { return m_spec.kind == TileKind::Bars; }
  bool isDistribution() const { return m_spec.isDistribution; }
  QString title() const;
  QString basis() const { return m_basis; }
  QString problem() const { return m_problem; }
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
    QString name;
    QStringList texts;
    QList<double> parts;
    bool isPast = false, isChosen = false;
    int unsure = 0, lines = 1;
    double top = 0;
    QString spoken, brand, channel;
    bool operator==(const Row&) const = default;
  };
  std::vector<Subject> columns() const;
  std::vector<CellName> cells(const Situation& situation) const;
  void settle(const Situation& situation, const std::vector<CellName>& all);
  std::vector<CellName> chosenFew(const std::vector<CellName>& all, size_t most) const;
  double tightPitch() const { return (m_isStacked ? 2 : 1) * (m_cap + 13); }
  double room() const;  // for rows, from the first one down
  // Of rows with these names. `isAll`: there are no others.
  RowStack stackOf(const QStringList& names, bool isAll) const;
  bool isMarked(const Situation& situation, const CellName& cell) const;
  QStringList namesOf(const Situation& situation, const std::vector<CellName>& cells) const;
  Row rowOf(const Situation& situation, const CellName& cell, const QString& name, double most) const;

  TileSpec m_spec;
  QRectF m_area;
  double m_cap = 16, m_nameWidth = 100, m_barStart = 100, m_barEnd = 100;
  double m_air = 0;  // between rows, more than there must be
  bool m_isStacked = false;
  QStringList m_headings;
  QList<double> m_edges;
  Busiest m_busiest;
  std::vector<Row> m_rows;
  QString m_basis, m_problem, m_more, m_nothing;
  int m_condition = TileState::Connecting;
};

}  // namespace watchfloor
