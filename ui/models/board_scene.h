// A board on a wall: its tiles, laid out for the room there is, filled from a situation. The screen repeats
// over one list a kind of tile; each tile says where it stands.
//
//   BoardScene scene;
//   scene.setBoard(board);
//   scene.setWallClass(static_cast<int>(WallClass::Board));
//   scene.setRoom({1090, 500});
//   scene.show(situation, palette);
//
// All number tiles are worked out, those that have no room as well: an alarm is told, wherever it is. GUI
// thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QQmlListProperty>
#include <QSizeF>
#include <map>
#include <memory>
#include <vector>

#include "boards/board_layout.h"
#include "charts/channel_roster.h"
#include "charts/hour_chart.h"
#include "heat_map_model.h"
#include "note_tile.h"
#include "palette.h"
#include "rows_model.h"
#include "situation.h"
#include "tile_model.h"
#include "titles.h"
#include "topics_model.h"
#include "trends_model.h"

namespace watchfloor {

class BoardScene : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(watchfloor::TileModel* figures READ figures CONSTANT)
  Q_PROPERTY(watchfloor::TileModel* strips READ strips CONSTANT)
  Q_PROPERTY(QQmlListProperty<watchfloor::HourChart> charts READ charts NOTIFY contentsChanged)
  Q_PROPERTY(QQmlListProperty<watchfloor::HeatMapModel> heatMaps READ heatMaps NOTIFY contentsChanged)
  Q_PROPERTY(QQmlListProperty<watchfloor::RowsModel> lists READ lists NOTIFY contentsChanged)
  Q_PROPERTY(QQmlListProperty<watchfloor::TrendsModel> trends READ trends NOTIFY contentsChanged)
  Q_PROPERTY(QQmlListProperty<watchfloor::TopicsModel> topics READ topics NOTIFY contentsChanged)
  Q_PROPERTY(QQmlListProperty<watchfloor::NoteTile> notes READ notes NOTIFY contentsChanged)
  Q_PROPERTY(QRectF sourcesArea READ sourcesArea NOTIFY laidOut)  // arc minutes; empty: not on this board
  Q_PROPERTY(QString title READ title NOTIFY laidOut)
  Q_PROPERTY(
      QString partText READ partText NOTIFY laidOut)  // "6 of 11 tiles", "page 2 of 8"; empty: all are there
  Q_PROPERTY(int wallClass READ wallClass WRITE setWallClass NOTIFY laidOut)
  Q_PROPERTY(QSizeF room READ room WRITE setRoom NOTIFY roomChanged)  // for the tiles, arc minutes

 public:
  static constexpr int64_t kPageSeconds = 10;

  explicit BoardScene(QObject* parent = nullptr);
  ~BoardScene() override;

  void setBoard(Board board);
  int wallClass() const { return static_cast<int>(m_class); }
  void setWallClass(int wall);
  void setRoom(QSizeF room);
  QSizeF room() const { return m_room; }
  // What everybody looks at from now on: axes begin anew.
  void forgetRanges();
  void stepHeatMaps(int by);
  // What those show that somebody stepped on from what the board says, by tile; and that again. Tiles that
  // the board does not have are passed over.
  std::map<std::string, Subject> steppedHeatMaps() const;
  void setHeatMaps(const std::map<std::string, Subject>& stepped);
  // Of a poster: the page of a second of the day, moved on by hand as often as somebody asked.
  void setSecond(int64_t second);
  void stepPage(int by);

  void show(const Situation& situation, const Palette& palette);
  // The alarm of what tiles of that scope show is new; whether there are such on this page.
  bool tellNews(const QString& scope);

  const Board& board() const { return m_board; }
  const BoardLayout& layout() const { return m_layout; }
  // Null: the board has no such tile.
  const TileSpec* tileOf(const std::string& key) const;
  // What a tile shows now, in that column of a table.
  Subject subjectOf(const TileSpec& spec, int column) const;
  // All number tiles, as the board has them.
  const std::vector<Tile>& allFigures() const { return m_all; }
  // What the tiles look at when `chosen` is what was chosen.
  std::vector<Look> looks(const Choice& chosen, const std::vector<std::string>& channels) const;

  // The topics that the tiles show then; without brands: none.
  TopicQuestion topicsWanted(const Choice& chosen) const;

  TileModel* figures() { return &m_figures; }
  TileModel* strips() { return &m_strips; }
  const TileModel& figures() const { return m_figures; }
  QQmlListProperty<HourChart> charts() { return {this, &m_charts}; }
  QQmlListProperty<HeatMapModel> heatMaps() { return {this, &m_heatMaps}; }
  QQmlListProperty<RowsModel> lists() { return {this, &m_lists}; }
  QQmlListProperty<TrendsModel> trends() { return {this, &m_trends}; }
  QQmlListProperty<TopicsModel> topics() { return {this, &m_topics}; }
  QQmlListProperty<NoteTile> notes() { return {this, &m_notes}; }
  HourChart* chart(const QString& name) const;  // of those on the wall; null: none
  const QList<HeatMapModel*>& heatMapList() const { return m_heatMaps; }
  QRectF sourcesArea() const { return m_sourcesArea; }
  QString title() const { return titleText(m_board.title); }
  QString partText() const;

 Q_SIGNALS:
  void laidOut();          // where tiles stand, or the room for what they say
  void contentsChanged();  // other tiles than before, wherever they stand
  void roomChanged();

 private:
  // What one tile of the board is filled into; of a number tile, nothing.
  struct Content {
    std::unique_ptr<HourChart> chart;
    std::unique_ptr<HeatMapModel> heatMap;
    std::unique_ptr<RowsModel> rows;
    std::unique_ptr<TrendsModel> trends;
    std::unique_ptr<TopicsModel> topics;
    std::unique_ptr<NoteTile> note;
    ChannelRoster roster;
  };
  static Content contentOf(const TileSpec& spec);
  void layOutAgain();
  void place(const Placed& placed);
  const std::vector<Placed>& page() const;
  void showFigures(const Situation& situation);
  void showChart(size_t tile, const Situation& situation);

  Board m_board;
  WallClass m_class = WallClass::Board;
  QSizeF m_room{1090, 500};
  BoardLayout m_layout;
  std::vector<Content> m_contents;  // a tile each
  std::vector<Content> m_before;  // of the board before: the screen's items, and those within them, go first
  int64_t m_second = 0;
  int m_turned = 0;
  size_t m_page = 0;
  std::vector<Tile> m_all;

  TileModel m_figures, m_strips;
  QList<HourChart*> m_charts;
  QList<HeatMapModel*> m_heatMaps;
  QList<RowsModel*> m_lists;
  QList<TrendsModel*> m_trends;
  QList<TopicsModel*> m_topics;
  QList<NoteTile*> m_notes;
  QRectF m_sourcesArea;
};

}  // namespace watchfloor
