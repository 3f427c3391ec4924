// Brand × channel, one figure a cell, coloured by cividis cut below L* 33 and above 62: readable by everyone,
// nothing in it looks like an alarm, and dark never means "nothing" on a dark wall (nothing is a cell without
// colour, and so is what too few stand behind). Each cell is to be trusted as far as the sources that feed
// it. One row of the model a cell, channel by channel. Rows are reset only when brands or channels come or
// go. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QColor>
#include <QStringList>
#include <vector>

#include "busiest.h"
#include "palette.h"
#include "situation.h"
#include "subject.h"
#include "text_room.h"
#include "tile.h"

namespace watchfloor {

class HeatMapModel : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(QString key READ objectName CONSTANT)  // of the tile
  Q_PROPERTY(QStringList rowNames READ rowNames NOTIFY namesChanged)
  Q_PROPERTY(QStringList columnNames READ columnNames NOTIFY namesChanged)
  Q_PROPERTY(QSizeF room MEMBER m_room NOTIFY roomChanged)  // for names and cells, arc minutes
  Q_PROPERTY(double rowNamesWidth READ rowNamesWidth NOTIFY namesChanged)
  Q_PROPERTY(int columnLines READ columnLines NOTIFY namesChanged)
  Q_PROPERTY(QString metricText READ metricText NOTIFY metricChanged)
  Q_PROPERTY(QString windowText READ windowText NOTIFY shown)
  Q_PROPERTY(QString lowText READ lowText NOTIFY shown)
  Q_PROPERTY(QString highText READ highText NOTIFY shown)
  Q_PROPERTY(
      QString partText READ partText NOTIFY shown)  // "8 of 13 brands, the busiest"; empty: all are there
  Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY shown)
  Q_PROPERTY(QString nothingText READ nothingText NOTIFY shown)  // why it is
  Q_PROPERTY(int condition READ condition NOTIFY shown)          // TileState, of all that it shows
  Q_PROPERTY(QString problem READ problem NOTIFY shown)
  Q_PROPERTY(QList<QColor> scale READ scale NOTIFY shown)
  Q_PROPERTY(QRectF area MEMBER m_area NOTIFY areaChanged)  // on the board, arc minutes

 public:
  enum Role {
    RowRole = Qt::UserRole,
    BrandRole,
    ChannelRole,
    ColumnRole,
    TextRole,
    FillRole,
    InkRole,
    ChosenRole,
    PastRole,    // not known to be the present
    UnsureRole,  // too few behind it
    SpokenRole
  };

  // More brands or channels than these, or than there is room for: the busiest are shown, and what is chosen.
  static constexpr qsizetype kMostBrands = 8, kMostChannels = 12;
  static constexpr int kScale = 5;  // colours beside the title
  static constexpr double kLeastExtent =
      0.2;  // of what has a sign: so far from zero is its full colour, at least

  // What it shows at first, and under a title of its own; empty: the figure's name.
  explicit HeatMapModel(const Subject& subject = kVolume, QString title = {}, QObject* parent = nullptr)
      : QAbstractListModel(parent), m_subject(subject), m_title(std::move(title)) {}

  void show(const Situation& situation, const Palette& palette = paletteOf(ThemeName::Dark));
  // The next figure comes with the next show().
  void setSubject(const Subject& subject);
  const Subject& subject() const { return m_subject; }
  // To the next (1) or the one before (-1) of some figures that are worth a look, round and round.
  void step(int by);
  // To any, under its own name.
  void stepTo(const Subject& subject);
  void setArea(QRectF area);
  CellName nameAt(int row) const;

  QStringList rowNames() const;     // channels
  QStringList columnNames() const;  // brands
  double rowNamesWidth() const { return m_grid.rowNames; }
  int columnLines() const { return m_grid.columnLines; }
  QString metricText() const;
  QString windowText() const { return m_window; }
  QString lowText() const { return m_low; }
  QString highText() const { return m_high; }
  QString partText() const { return m_part; }
  bool isEmpty() const;
  QString nothingText() const { return m_nothing; }
  int condition() const { return m_condition; }
  QString problem() const { return m_problem; }
  const QList<QColor>& scale() const { return m_scale; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;

 Q_SIGNALS:
  void namesChanged();
  void roomChanged();
  void metricChanged();
  void areaChanged();
  void shown();

 private:
  struct Cell {
    QString text, spoken;
    QColor fill = Qt::transparent, ink = Qt::white;
    bool isChosen = false, isPast = false, isUnsure = false;
    bool operator==(const Cell&) const = default;
  };
  void showCells(const Situation& situation, Window window);
  void showNames(const Situation& situation);
  void setNames(std::vector<std::string> brands, std::vector<std::string> channels,
                const std::vector<std::string>& watchedOnly, GridRoom grid);

  Subject m_subject;
  QString m_title;
  Palette m_palette;
  QRectF m_area;
  Busiest m_busiestBrands, m_busiestChannels;
  std::vector<std::string> m_brands, m_channels;
  std::vector<std::string> m_watchedOnly;  // of all brands
  QSizeF m_room{810, 300};
  GridRoom m_grid;
  std::vector<Cell> m_cells;
  QList<QColor> m_scale;
  QString m_window, m_low, m_high, m_part, m_nothing, m_problem;
  int m_condition = TileState::Connecting;
};

}  // namespace watchfloor
