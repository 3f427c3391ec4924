// The root of what the screen shows. On a display tick it takes the newest view from its feed and, once a
// second or when something was chosen, turns it into texts and the tiles of its board: values change at most
// once a second, and overload shows as skipped frames. In between only what counts seconds moves, each on its
// own second. It reads no clock of its own.
//
//   WallModel wall({.newest = [&] { return client.newest(); },
//                   .select = [&](Selection s) { client.select(std::move(s)); },
//                   .play = [&](std::optional<Playback> p) { client.play(std::move(p)); },
//                   .trends = [&] { return trends.newest(); }, .topics = …, .now = timeOfDay, .steady =
//                   monotonic},
//                  Choice{}, BoardTargets{}, QTimeZone("Europe/Berlin"));
//   wall.showBoard(board);
//   QObject::connect(&timer, &QTimer::timeout, &wall, &WallModel::tick);
//
// GUI thread. Indices that are out of range choose nothing.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QGuiApplication>
#include <QObject>
#include <QStringList>
#include <QTimeZone>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "board_scene.h"
#include "condition.h"
#include "conversations/conversation_browser.h"
#include "engine_clock.h"
#include "explanation.h"
#include "news.h"
#include "notice.h"
#include "palette.h"
#include "panel_care.h"
#include "past_player.h"
#include "rejections.h"
#include "rotation.h"
#include "situation.h"
#include "source_model.h"

namespace watchfloor {

// Where a wall gets its frames and its time from.
struct WallFeed {
  std::function<WallView()> newest;
  std::function<void(Selection)> select;
  std::function<void(std::optional<Playback>)> play;  // the past; nothing: the present
  std::function<TrendView()> trends;
  std::function<TopicView(const TopicQuestion& wanted)> topics;   // from now on these are asked for
  std::function<Time()> now;                                      // time of day
  std::function<std::chrono::steady_clock::time_point()> steady;  // monotonic
};

class WallModel : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("comes from the program")
  Q_PROPERTY(watchfloor::BoardScene* scene READ scene CONSTANT)
  Q_PROPERTY(watchfloor::SourceModel* sources READ sources CONSTANT)
  Q_PROPERTY(watchfloor::Explanation* explanation READ explanation CONSTANT)
  Q_PROPERTY(watchfloor::PastPlayer* past READ past CONSTANT)
  Q_PROPERTY(watchfloor::ConversationBrowser* conversations READ conversations CONSTANT)
  Q_PROPERTY(watchfloor::Palette palette READ palette NOTIFY themeChanged)
  Q_PROPERTY(QStringList themes READ themes CONSTANT)
  Q_PROPERTY(bool isRightToLeft READ isRightToLeft CONSTANT)  // so runs the language
  // The boards that there are, and which of them is open.
  Q_PROPERTY(QStringList boards READ boards NOTIFY boardsChanged)
  Q_PROPERTY(int boardIndex READ boardIndex NOTIFY boardsChanged)
  // Why this one: "pinned", "taken over: alarm", "rotation rests"; empty: it was chosen, or it is its turn.
  Q_PROPERTY(QString rotationText READ rotationText NOTIFY shown)
  Q_PROPERTY(QString rotationBrief READ rotationBrief NOTIFY shown)  // for a narrow wall
  // Somebody is at it: no board goes away under their hands, whatever comes.
  Q_PROPERTY(bool isAttended MEMBER m_isAttended NOTIFY attendedChanged)

  // The texts to choose from, and what they stand for: the roll-up first.
  Q_PROPERTY(QStringList brands READ brands NOTIFY choicesChanged)
  Q_PROPERTY(QStringList channels READ channels NOTIFY choicesChanged)
  Q_PROPERTY(QStringList brandNames READ brandNames NOTIFY choicesChanged)
  Q_PROPERTY(QStringList channelNames READ channelNames NOTIFY choicesChanged)
  Q_PROPERTY(QStringList windows READ windows CONSTANT)
  Q_PROPERTY(int brandIndex READ brandIndex NOTIFY choicesChanged)
  Q_PROPERTY(int channelIndex READ channelIndex NOTIFY choicesChanged)
  Q_PROPERTY(int windowIndex READ windowIndex NOTIFY choicesChanged)

  Q_PROPERTY(QString brandText READ brandText NOTIFY choicesChanged)
  Q_PROPERTY(QString channelText READ channelText NOTIFY choicesChanged)
  Q_PROPERTY(QString windowText READ windowText NOTIFY choicesChanged)
  // For a narrow wall.
  Q_PROPERTY(QString brandBrief READ brandBrief NOTIFY choicesChanged)
  Q_PROPERTY(QString channelBrief READ channelBrief NOTIFY choicesChanged)
  Q_PROPERTY(QString freshnessBrief READ freshnessBrief NOTIFY shown)
  Q_PROPERTY(QString clockBrief READ clockBrief NOTIFY shown)
  Q_PROPERTY(QStringList noticeTexts READ noticeTexts NOTIFY shown)  // the same in fewer and fewer words

  Q_PROPERTY(QString freshnessText READ freshnessText NOTIFY shown)
  Q_PROPERTY(QString watermarkText READ watermarkText NOTIFY shown)    // empty: no source is active
  Q_PROPERTY(QString definitionText READ definitionText NOTIFY shown)  // equal ids, equal meaning
  Q_PROPERTY(int condition READ condition NOTIFY shown)
  Q_PROPERTY(int shape READ shape NOTIFY shown)
  Q_PROPERTY(bool isReplay READ isReplay NOTIFY shown)
  Q_PROPERTY(QString clockText READ clockText NOTIFY shown)
  Q_PROPERTY(QString problem READ problem NOTIFY shown)
  Q_PROPERTY(QString countersText READ countersText NOTIFY shown)
  Q_PROPERTY(QString noticeText READ noticeText NOTIFY shown)
  Q_PROPERTY(QString noticeCount READ noticeCount NOTIFY shown)
  Q_PROPERTY(int noticeLevel READ noticeLevel NOTIFY shown)
  Q_PROPERTY(int noticeShape READ noticeShape NOTIFY shown)
  Q_PROPERTY(int news READ news NOTIFY shown)  // grows with each notice that was not there before

  Q_PROPERTY(QString identity READ identity NOTIFY identityChanged)  // empty: nobody asked
  Q_PROPERTY(QPointF drift READ drift NOTIFY shown)                  // arc minutes
  Q_PROPERTY(bool isMirrored READ isMirrored NOTIFY shown)           // header and band
  Q_PROPERTY(bool isNight READ isNight NOTIFY shown)

 public:
  WallModel(WallFeed feed, Choice choice, BoardTargets targets, QTimeZone zone, PanelCare care = {},
            QObject* parent = nullptr);

  // Takes what is newest; cheap when there is nothing to do. Call it some ten times a second.
  void tick();
  const Situation& situation() const { return m_situation; }
  // Whether what the board asks for beside frames is there.
  bool isAnswered() const;
  // What somebody chose; a board may have a window, a channel or a brand of its own as long as it is shown.
  const Choice& chosen() const { return m_chosen; }

  // Another board, or the same one as it stands in its file now.
  void showBoard(Board board);
  // What is wrong with the file of the board that is shown; empty: nothing. Said until it is well.
  void setBoardProblem(QString problem);
  void setBoards(QStringList names);
  void setTheme(ThemeName theme);
  ThemeName theme() const { return m_theme; }
  const Palette& palette() const { return paletteOf(m_theme); }
  const QStringList& boards() const { return m_boardNames; }
  int boardIndex() const;
  static bool isRightToLeft() { return QGuiApplication::isRightToLeft(); }
  QStringList themes() const;
  // Gives back memory, some milliseconds long.
  Q_INVOKABLE void tidy();
  Q_INVOKABLE void chooseTheme(int index);
  Q_INVOKABLE void stepTheme(int by);
  // Of the boards: who hears boardAsked opens it.
  Q_INVOKABLE void chooseBoard(const QString& name);
  Q_INVOKABLE void stepBoard(int by);
  Q_INVOKABLE void stepPage(int by);
  // Alarms of these are told and heard, too, whichever is shown.
  void watch(std::vector<Board> boards);
  // What the wall does when nobody touches it.
  void setRotation(Rotation::Plan plan);
  const Rotation& rotation() const { return m_rotation; }
  Q_INVOKABLE void togglePin() { setPinned(!m_rotation.isPinned()); }
  Q_INVOKABLE void toggleRotation() { setResting(!m_rotation.isResting()); }
  void setPinned(bool isPinned);
  void setResting(bool isResting);
  // Shows the wall's name, large, for so long.
  void identify(const QString& name, std::chrono::seconds time);
  const QString& identity() const { return m_identity; }
  // Everything stands still, and says so; for kMostPause at most, or until something else is chosen: a wall
  // must not be forgotten. The past is held, or goes on.
  static constexpr Duration kMostPause = minutes(5);
  Q_INVOKABLE void togglePause();
  QString rotationText() const;
  QString rotationBrief() const;
  const std::vector<Notice>& notices() const { return m_notices; }

  // By name, as in brandNames and channelNames: positions move when others come.
  Q_INVOKABLE void chooseBrand(const QString& name);
  Q_INVOKABLE void chooseChannel(const QString& name);
  Q_INVOKABLE void chooseWindow(int index);
  Q_INVOKABLE void chooseAll();
  Q_INVOKABLE void chooseCell(const QString& brand, const QString& channel);  // again: everything
  // To the next (1) or the one before (-1), round and round.
  Q_INVOKABLE void stepBrand(int by);
  Q_INVOKABLE void stepChannel(int by);
  Q_INVOKABLE void stepWindow(int by);
  Q_INVOKABLE void stepHeatMap(int by);
  // As BoardScene has them.
  void setHeatMaps(const std::map<std::string, Subject>& stepped);

  BoardScene* scene() { return &m_scene; }
  const BoardScene& scene() const { return m_scene; }
  SourceModel* sources() { return &m_sources; }
  Explanation* explanation() { return &m_explanation; }
  PastPlayer* past() { return &m_past; }
  ConversationBrowser* conversations() { return &m_conversations; }
  // What is behind a trend: its conversation, if that is kept; what was written of its topic, or its brand.
  Q_INVOKABLE void openTrend(const QString& brand, double conversation, const QString& topic);
  // Those behind a figure, as in Explanation::Asked; no tile: behind the one that is explained, otherwise
  // those that wait of what was chosen.
  Q_INVOKABLE void openConversations(const QString& tile, const QString& brand, const QString& channel,
                                     int column, const QString& topic, int slot = -1);

  const QStringList& brands() const { return m_brands.texts; }
  const QStringList& channels() const { return m_channels.texts; }
  const QStringList& brandNames() const { return m_brands.names; }
  const QStringList& channelNames() const { return m_channels.names; }
  QStringList windows() const;
  int brandIndex() const;
  int channelIndex() const;
  int windowIndex() const;
  QString brandText() const { return m_brands.texts.value(brandIndex()); }
  QString channelText() const { return m_channels.texts.value(channelIndex()); }
  QString windowText() const { return windows().value(windowIndex()); }
  QString brandBrief() const;
  QString channelBrief() const;
  QString freshnessBrief() const;
  QString clockBrief() const { return clockText().left(5); }
  QStringList noticeTexts() const;
  QString freshnessText() const;
  QString watermarkText() const;
  QString definitionText() const;
  int condition() const { return connectionState(m_situation); }
  int shape() const { return shapeOf(condition()); }
  bool isReplay() const { return m_situation.isReplay(); }
  QString clockText() const;
  QString problem() const;
  QString countersText() const;
  QString noticeText() const;
  QString noticeCount() const;
  int noticeLevel() const;
  int noticeShape() const;
  int news() const { return m_news; }
  QPointF drift() const { return driftAt(m_situation.now); }
  bool isMirrored() const { return isMirroredAt(m_care, m_situation.now, m_situation.zone); }
  bool isNight() const { return isNightAt(m_care, m_situation.now, m_situation.zone); }

 Q_SIGNALS:
  void themeChanged();
  void boardsChanged();
  void boardAsked(const QString& name);
  void choicesChanged();
  void identityChanged();
  void attendedChanged();
  void shown();

 private:
  // What can be chosen: the roll-up, then the names, and how they are shown.
  struct Names {
    std::vector<std::string> known;
    QStringList names, texts;
    bool take(const QString& all, std::vector<std::string> known);  // whether they changed
  };

  QString keptAt() const;
  void choose(Choice choice);
  void subscribe();
  bool takeNames();
  void setPresent(std::chrono::steady_clock::time_point steady);
  void show();
  void keepToOneBrand();
  void showNotices();
  void showExplanation();
  void explainTopic(const TileSpec& spec, const QString& topic);
  const TopicFigure* topicOf(const Situation& at, const QString& topic) const;  // null: none
  TileSpec figureOf(const TileSpec& spec, const Explanation::Asked& asked) const;
  void openBehind(const Explanation::Asked& figure);
  void freeze(WallView& newest) const;
  void takeTrends(std::chrono::steady_clock::time_point steady);
  void takeTopics(std::chrono::steady_clock::time_point steady);
  void rotate(std::chrono::steady_clock::time_point steady);
  Choice choiceOn(const Board& board) const;
  std::vector<Choice> watchedChoices() const;
  std::vector<Tile> watchedFigures() const;
  std::vector<Notice> allNotices(const std::vector<Tile>& figures) const;
  void tellTiles(const std::vector<Tile>& figures, const std::vector<size_t>& fresh);
  const Notice* notice() const;

  WallFeed m_feed;
  PanelCare m_care;
  Situation m_situation;
  Choice m_chosen;
  Names m_brands, m_channels;
  Selection m_selected;
  ThemeName m_theme = ThemeName::Dark;
  QStringList m_boardNames;
  QString m_boardProblem;
  QString m_identity;
  std::chrono::steady_clock::time_point m_identityEnd;
  bool m_isAttended = false;
  bool m_isDirty = true;                 // something was chosen since the last show()
  std::optional<int64_t> m_shownSecond;  // of the time of day
  FramePtr m_heard;                      // the newest that m_clock was told of
  EngineClock m_clock;
  std::vector<Notice> m_notices;
  News m_heardOf;
  Rejections m_rejections;
  std::vector<Notice> m_refusedNow;  // of sources; only where the rotation listens to them
  // Somebody chose something else: what is abnormal of that calls nobody, it may have stood for long.
  static constexpr std::chrono::seconds kQuiet{5};
  std::chrono::steady_clock::time_point m_quietUntil;
  int m_news = 0;
  // The state of each figure, by its scope, when it last had a value in the present: what is wrong when it is
  // first seen has stood for nobody knows how long, and is no news of its tile.
  std::map<QString, int> m_seen;
  // New alarms that no tile has told yet: another board may be on its way. When they were heard.
  static constexpr Duration kToTell = seconds(3);
  std::map<QString, Time> m_untold;
  // The notices take turns, from this one (its key: another board has others) and this second on.
  QString m_firstNotice;
  int64_t m_firstSecond = 0;

  BoardScene m_scene;
  std::vector<Board> m_watched;
  SourceModel m_sources;
  Explanation m_explanation;
  PastPlayer m_past;
  ConversationBrowser m_conversations;
  Rotation m_rotation;
};

}  // namespace watchfloor
