// What somebody sees who looks at the past: which moment is shown, or looked for, on a range that ends now;
// how fast it is played; and the way back. It asks by `play` and tells what came of it. Whoever leaves it
// alone for kMostReplay is brought back to the present: a wall must not be forgotten.
//
//   PastPlayer past([&](std::optional<Playback> p) { client.play(std::move(p)); });
//   past.toggle();                  // a minute ago, standing
//   past.step(-3600);
//   past.show(situation);            // with every view; positions are 0 .. 1 of the range
//
// GUI thread; reads no clock of its own.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QStringList>
#include <functional>
#include <optional>

#include "situation.h"

namespace watchfloor {

class PastPlayer : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(bool isOpen READ isOpen NOTIFY shown)
  Q_PROPERTY(bool isPlaying READ isPlaying NOTIFY shown)  // else it stands
  Q_PROPERTY(double position READ position NOTIFY shown)
  Q_PROPERTY(QString momentText READ momentText NOTIFY shown)
  Q_PROPERTY(
      QString stateText READ stateText NOTIFY shown)  // "held", "looking for it", "the records end here"
  Q_PROPERTY(QString speedText READ speedText NOTIFY shown)
  Q_PROPERTY(QString rangeText READ rangeText NOTIFY shown)
  Q_PROPERTY(QList<double> marks READ marks NOTIFY marksChanged)
  Q_PROPERTY(QStringList markTexts READ markTexts NOTIFY marksChanged)

 public:
  using Play = std::function<void(std::optional<Playback>)>;
  static constexpr Duration kMostReplay = minutes(30);
  static constexpr Duration kBegin = minutes(1);  // so long ago is shown first

  explicit PastPlayer(Play play, QObject* parent = nullptr);

  bool isOpen() const { return m_wanted.has_value(); }
  // A moment ago, standing; open: the present.
  Q_INVOKABLE void toggle();
  // That moment, standing.
  void goTo(Time moment) { want({.from = moment, .isStill = true}); }
  Q_INVOKABLE void close();
  Q_INVOKABLE void seek(double position);
  Q_INVOKABLE void step(double seconds);
  Q_INVOKABLE void togglePlay();
  Q_INVOKABLE void changeSpeed(int by);  // to the next, or the one before; plays
  Q_INVOKABLE void cycleSpeed();         // to the next; after the fastest comes the slowest
  Q_INVOKABLE void stepRange(int by);    // to a longer one, or a shorter; round and round

  void show(const Situation& situation);

  bool isPlaying() const { return m_wanted && !m_wanted->isStill; }
  double position() const;
  QString momentText() const { return isOpen() ? textOf(moment()) : QString(); }
  // Of a position on the bar.
  Q_INVOKABLE QString textAt(double position) const { return textOf(at(position)); }
  QString stateText() const;
  QString speedText() const;
  QString rangeText() const;
  const QList<double>& marks() const { return m_marks; }
  const QStringList& markTexts() const { return m_markTexts; }

 Q_SIGNALS:
  void shown();
  void marksChanged();

 private:
  void want(Playback wish);
  Time at(double position) const;
  QString textOf(Time moment) const;
  Time moment() const;  // that is shown, or looked for
  Time begin() const { return m_at.now - m_range; }
  void setMarks();

  Play m_play;
  Situation m_at;
  std::optional<Playback> m_wanted;
  Time m_touched{};
  Duration m_range = hours(24);
  QList<double> m_marks;
  QStringList m_markTexts;
};

}  // namespace watchfloor
