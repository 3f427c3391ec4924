// A wall off screen, fed by hand: its clocks stand still until they are moved, and it is drawn at once.
//
//   Stage stage({.width = 3840, .height = 2160});
//   stage.show(busyFrame().build());
//   QCOMPARE(stage.text("service_level", "value"), "83.1");
//   stage.pass(seconds(4));   // without a word from the engine: stale
#pragma once

#include <QtQml/qqmlextensionplugin.h>
#include <QGuiApplication>
#include <QImage>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "boards.h"
#include "export/exporter.h"
#include "frame_builder.h"
#include "models/viewing.h"
#include "models/wall_model.h"

Q_IMPORT_QML_PLUGIN(WatchfloorPlugin)

namespace watchfloor {

class Stage {
 public:
  struct Room {
    int width = 1920, height = 1080;
    double diagonal = 75, distance = 5;
    Viewing::Class viewing = Viewing::Class::Automatic;
    Choice choice{};
    BoardTargets targets{};
    PanelCare care{};
    bool isStill = true;
    bool isDrawn = true;  // else it is only laid out, which is quicker
    std::string board = "mission_control";
    ThemeName theme = ThemeName::Dark;
    bool isAttended = true;  // nothing turns while somebody is there
  };

  explicit Stage(Room room)
      : m_viewing(room.diagonal, room.distance, room.viewing),
        m_wall({[this] { return m_view; }, [this](Selection s) { m_selections.push_back(std::move(s)); },
                [this](std::optional<Playback> p) { m_playbacks.push_back(p); },
                [this] {
                  if (m_areTrendsHeard) m_trends.lastHeard = m_steady;
                  return m_trends;
                },
                [this](const TopicQuestion& wanted) {
                  m_wantedTopics = wanted;
                  if (m_areTopicsHeard) m_topics.lastHeard = m_steady;
                  if (m_areTopicsHeard && m_view.frame) m_topics.answer.asOf = m_view.frame->asOf;
                  return m_topics;
                },
                [this] { return m_now; }, [this] { return m_steady; }},
               room.choice, room.targets, QTimeZone("Europe/Berlin"), room.care) {
    m_view.lastHeard = m_steady;
    if (room.board == "trending") m_trends = {.trends = busyTrends(), .isKnown = true};
    m_wall.setTheme(room.theme);
    m_wall.showBoard(shippedBoard(room.board));
    m_viewing.setPixels(room.width, room.height);
    m_engine.addImportPath(QStringLiteral(":/qt/qml"));
    QObject::connect(&m_engine, &QQmlEngine::warnings, [](const QList<QQmlError>& errors) {
      QStringList all;
      for (const QQmlError& error : errors) all << error.toString();
      qFatal("%s", qPrintable(all.join(QLatin1Char('\n'))));
    });
    m_engine.setInitialProperties({{QStringLiteral("wall"), QVariant::fromValue(&m_wall)},
                                   {QStringLiteral("viewing"), QVariant::fromValue(&m_viewing)},
                                   {QStringLiteral("exporter"), QVariant::fromValue(&m_exporter)},
                                   {QStringLiteral("isStill"), room.isStill},
                                   {QStringLiteral("isAttended"), room.isAttended},
                                   {QStringLiteral("width"), room.width},
                                   {QStringLiteral("height"), room.height}});
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Watchfloor/Main.qml")));
    if (m_engine.rootObjects().isEmpty()) qFatal("Main.qml does not load");
    window()->resize(room.width, room.height);
    room.isDrawn ? window()->show() : window()->contentItem()->setSize(QSizeF(room.width, room.height));
    m_wall.tick();
    settle();
  }

  // What the engine says now.
  void show(FramePtr frame) {
    m_view.frame = std::move(frame);
    m_view.engineId = "engine";
    m_view.isConnected = true;
    m_view.selection = m_selections.back();
    m_view.lastHeard = m_steady;
    ++m_view.version;
    m_wall.tick();
    m_now += std::chrono::seconds(1);  // a second later, at the earliest, values change
    m_wall.tick();
    settle();
  }
  // What the engine says now; the wall looks at its next tick.
  void hear(FramePtr frame) {
    m_view.frame = std::move(frame);
    m_view.lastHeard = m_steady;
    ++m_view.version;
  }
  // So much later; the wall takes what is there, and nothing else is waited for. Null: without a word.
  void step(Duration time, FramePtr frame) {
    m_now += time, m_steady += time;
    if (frame) {
      m_view.frame = std::move(frame);
      m_view.engineId = "engine", m_view.isConnected = true;
      m_view.selection = m_selections.back();
      m_view.lastHeard = m_steady;
      ++m_view.version;
    }
    m_wall.tick();
  }
  void setNow(Time now) { m_now = now; }
  // Time without a word from the engine.
  void pass(Duration time) {
    m_now += time, m_steady += time;
    m_wall.tick();
    settle();
  }
  // Time in which the engine says that it lives.
  void live(Duration time) {
    m_now += time, m_steady += time, m_view.lastHeard = m_steady;
    m_wall.tick();
    settle();
  }

  WallModel& wall() { return m_wall; }
  Viewing& viewing() { return m_viewing; }
  Exporter& exporter() { return m_exporter; }
  QString exports() const { return m_exports.path(); }
  const Viewing& viewing() const { return m_viewing; }
  const std::vector<Selection>& selections() const { return m_selections; }
  const std::vector<std::optional<Playback>>& playbacks() const { return m_playbacks; }
  TrendView& trends() { return m_trends; }
  void silenceTrends() { m_areTrendsHeard = false; }
  void hearTrends() { m_areTrendsHeard = true; }
  TopicView& topics() { return m_topics; }
  const TopicQuestion& wantedTopics() const { return m_wantedTopics; }
  void silenceTopics() { m_areTopicsHeard = false; }
  // What the client would say of it.
  WallView& view() { return m_view; }
  QQuickWindow* window() const { return qobject_cast<QQuickWindow*>(m_engine.rootObjects().first()); }

  QQuickItem* item(const QString& name) const { return find(window()->contentItem(), name); }
  QQuickItem* tile(const QString& key) const { return item(QStringLiteral("tile.") + key); }
  // What a part of a tile says.
  QString text(const QString& key, const QString& part) const {
    const QQuickItem* found = tile(key) ? find(tile(key), part) : nullptr;
    return found && found->isVisible() ? found->property("text").toString() : QString();
  }
  QImage grab() const { return window()->grabWindow(); }
  void save(const QString& name) const { grab().save(name + QStringLiteral(".png")); }

  // Until everything stands where it will: what one layout does may make another one do something.
  void settle() const {
    constexpr int kLeast = 4, kMost = 16;
    size_t before = 0;
    for (int i = 0; i < kMost; ++i) {
      QCoreApplication::processEvents();
      const size_t now = polish(window()->contentItem());
      if (i + 1 >= kLeast && now == before) return;
      before = now;
    }
  }

  static QQuickItem* find(QQuickItem* root, const QString& name) {
    if (root->objectName() == name) return root;
    for (QQuickItem* child : root->childItems()) {
      if (QQuickItem* found = find(child, name)) return found;
    }
    return nullptr;
  }

 private:
  // What rows and flows do before they are drawn. Returns another number for another geometry.
  static size_t polish(QQuickItem* root) {
    root->ensurePolished();
    size_t shape = qHashMulti(0, root->x(), root->y(), root->width(), root->height());
    for (QQuickItem* child : root->childItems()) shape = qHashMulti(shape, polish(child));
    return shape;
  }

  Time m_now = kAsOf;
  std::chrono::steady_clock::time_point m_steady{std::chrono::hours(1)};
  WallView m_view;
  TrendView m_trends;  // none are known, but on the board of trends
  bool m_areTrendsHeard = true;
  TopicView m_topics = busyTopics();
  TopicQuestion m_wantedTopics;
  bool m_areTopicsHeard = true;
  std::vector<Selection> m_selections;
  std::vector<std::optional<Playback>> m_playbacks;
  Viewing m_viewing;
  WallModel m_wall;
  QTemporaryDir m_exports;
  Exporter m_exporter{m_wall, m_exports.path()};
  QQmlApplicationEngine m_engine;
};

}  // namespace watchfloor
