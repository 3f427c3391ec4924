// A tile with a row for each of the topics that are talked about most: how many messages have it, how that
// changed against the window before, and in which sentiment. In columns, where there is room for them; else
// each topic takes two lines, the topic and its messages above the rest. Topics are of now: of the past there
// are none. Rows are ranked anew every 30 s at most. GUI thread.
//
//   TopicsModel topics(spec);
//   topics.layOut({0, 0, 840, 370}, 16);
//   topics.show(narrowed(situation, spec));
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QRectF>
#include <QStringList>
#include <vector>

#include "boards/board.h"
#include "busiest.h"
#include "condition.h"
#include "placed_rows_model.h"
#include "situation.h"
#include "text_room.h"
#include "tile.h"

namespace watchfloor {

// How far the topics of a situation can be trusted: as the frame, if they are heard, too, and as new.
// `situation` is narrowed to the tile's brand and window.
Condition topicCondition(const Situation& situation);

class TopicsModel : public PlacedRowsModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to a board")
  Q_PROPERTY(QString key READ key CONSTANT)
  Q_PROPERTY(QRectF area READ area NOTIFY laidOut)          // on the board, arc minutes
  Q_PROPERTY(double cap READ cap NOTIFY laidOut)            // of topics and messages
  Q_PROPERTY(double smallCap READ smallCap NOTIFY laidOut)  // of the rest
  Q_PROPERTY(double pitch READ pitch NOTIFY shown)          // of a row whose topic takes one line
  Q_PROPERTY(double nameTall READ nameTall NOTIFY laidOut)  // from one line of a topic to the next
  Q_PROPERTY(double nameRoom READ nameRoom NOTIFY shown)
  Q_PROPERTY(bool isStacked READ isStacked NOTIFY laidOut)  // two lines each, no columns
  Q_PROPERTY(QStringList headings READ headings NOTIFY laidOut)
  Q_PROPERTY(QList<double> edges READ edges NOTIFY laidOut)  // right ends: of messages, change and sentiment
  Q_PROPERTY(double barStart READ barStart NOTIFY laidOut)
  Q_PROPERTY(double barEnd READ barEnd NOTIFY laidOut)
  Q_PROPERTY(QString title READ title CONSTANT)
  Q_PROPERTY(QString basis READ basis NOTIFY shown)              // "15 min · top 8", or what is wrong
  Q_PROPERTY(QString nothingText READ nothingText NOTIFY shown)  // why there are no rows, if there are none
  Q_PROPERTY(int condition READ condition NOTIFY shown)          // TileState
  Q_PROPERTY(int shape READ shape NOTIFY shown)

 public:
  enum Role {
    NameRole = Qt::UserRole,
    MessagesRole,    // "1,284"; "≈ 1,284": bounds of it are known
    ChangeRole,      // "312"; "—": not known
    ChangeSignRole,  // GlyphShape: up, down, level; below 0: not known
    SentimentRole,   // "−22"
    PartsRole,       // negative, neutral, positive, of one together
    UnsureRole,      // few have a sentiment
    TopicRole,       // as the explanation is asked for it
    SpokenRole,
    LinesRole,  // of the topic
    TopRole     // where it begins, below where the first one does, arc minutes
  };
  static constexpr double kHead = 40, kHeadings = 26, kFoot = 8, kInset = 13, kPadding = 10, kSign = 24;
  static constexpr size_t kMost = 50;   // that are asked for
  static constexpr int64_t kLeast = 2;  // messages that have it; of one alone nobody talks

  explicit TopicsModel(TileSpec spec, QObject* parent = nullptr);

  void layOut(QRectF area, double cap);
  // `situation` is narrowed to the tile's brand and window.
  void show(const Situation& situation);

  QString key() const { return QString::fromStdString(m_spec.key); }
  QRectF area() const { return m_area; }
  double cap() const { return m_cap; }
  double smallCap() const { return m_isStacked ? 16 : m_cap; }
  double pitch() const { return tightPitch() + m_air; }
  double nameTall() const { return m_cap * kLineTall / 16; }
  double nameRoom() const {
    return m_nameWidth + (m_isStacked ? (messagesWidth() - m_widest) * m_cap / 16 : 0);
  }
  bool isStacked() const { return m_isStacked; }
  QStringList headings() const;
  const QList<double>& edges() const { return m_edges; }
  double barStart() const { return m_barStart; }
  double barEnd() const { return m_barEnd; }
  QString title() const;
  QString basis() const { return m_basis; }
  QString nothingText() const { return m_rows.empty() ? m_nothing : QString(); }
  int condition() const { return m_condition; }
  int shape() const { return shapeOf(m_condition); }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 Q_SIGNALS:
  void laidOut();
  void shown();

 private:
  struct Row {
    QString name, messages, change, sentiment, topic, spoken;
    QList<double> parts;
    int changeSign = -1, lines = 1;
    double top = 0;
    bool isUnsure = false;
    bool operator==(const Row&) const = default;
  };
  bool layOutColumns(double scale);
  void layOutStacked(double scale);
  double tightPitch() const { return m_isStacked ? m_cap + 44 : m_cap + 13; }
  double room() const;  // for rows, from the first one down
  static double messagesWidth();
  std::vector<const TopicFigure*> ranked(const TopicList& list, Time now);
  // As many as have room; `figures` becomes as many.
  std::vector<Row> rowsOf(std::vector<const TopicFigure*>* figures);
  QString basisOf(const Situation& situation, const TopicList& list,
                  const std::vector<const TopicFigure*>& shown) const;

  TileSpec m_spec;
  QRectF m_area;
  double m_cap = 16, m_nameWidth = 100, m_barStart = 100, m_barEnd = 100;
  double m_air = 0;     // between rows, more than there must be
  double m_widest = 0;  // of the numbers of messages that were shown
  bool m_isStacked = false;
  QList<double> m_edges{100, 100, 100};
  Busiest m_busiest;
  std::vector<Row> m_rows;
  QString m_basis, m_nothing;
  int m_condition = TileState::Connecting;
};

}  // namespace watchfloor
