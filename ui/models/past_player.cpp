#include "past_player.h"

#include <QDateTime>
#include <algorithm>
#include <array>

#include "format.h"

namespace watchfloor {
namespace {

constexpr std::array kSpeeds = {0.25, 1.0, 4.0, 15.0, 60.0};
constexpr int kMostMarks = 9;
constexpr Duration kTold = minutes(1);  // why something was refused

// A range, and how far apart its marks stand.
struct Range {
  Duration length, step;
};
constexpr std::array kRanges = {Range{hours(1), minutes(10)}, Range{hours(6), hours(1)},
                                Range{hours(24), hours(4)}, Range{hours(24 * 7), hours(24)},
                                Range{hours(24 * 30), hours(24 * 5)}};

size_t indexOf(Duration length) {
  return static_cast<size_t>(std::ranges::find(kRanges, length, &Range::length) - kRanges.begin());
}

// The marks of a range stand at round times by the clocks of a zone, whatever these do in between.
std::vector<Time> roundTimes(Time from, Time to, Duration step, const QTimeZone& zone) {
  std::vector<Time> times;
  const qint64 days = std::max<qint64>(1, step / hours(24));
  QDate day = QDateTime::fromMSecsSinceEpoch(micros(from) / 1000, zone).date();
  for (;; day = day.addDays(days)) {
    for (int second = 0; second < 86'400; second += static_cast<int>(step / seconds(1))) {
      const QDateTime local(day, QTime::fromMSecsSinceStartOfDay(second * 1000), zone);
      const Time time = fromMicros(local.toMSecsSinceEpoch() * 1000);
      if (time > to) return times;
      if (time >= from) times.push_back(time);
    }
  }
}

}  // namespace

PastPlayer::PastPlayer(Play play, QObject* parent) : QObject(parent), m_play(std::move(play)) {}

void PastPlayer::toggle() {
  if (isOpen()) return close();
  if (m_at.hasPresent()) goTo(m_at.present - kBegin);
}

void PastPlayer::close() {
  if (!isOpen()) return;
  m_wanted.reset();
  m_play({});
  Q_EMIT shown();
}

void PastPlayer::seek(double position) {
  if (!isOpen()) return;
  Playback wish = *m_wanted;
  wish.from = at(position);
  want(wish);
}

Time PastPlayer::at(double position) const {
  const double offset = static_cast<double>(m_range.count()) * std::clamp(position, 0.0, 1.0);
  return std::chrono::floor<seconds>(begin() + Duration(static_cast<int64_t>(offset)));
}

void PastPlayer::step(double by) {
  if (!isOpen()) return;
  Playback wish = *m_wanted;
  // Over a time of which nothing is recorded, too: there the frame stands that was before it.
  wish.from = (wish.isStill ? wish.from : moment()) + Duration(static_cast<int64_t>(by * 1e6));
  want(wish);
}

void PastPlayer::togglePlay() {
  if (!isOpen()) return;
  want({.from = moment(), .speed = m_wanted->speed, .isStill = isPlaying() && !m_at.view.isHeld});
}

void PastPlayer::changeSpeed(int by) {
  if (!isOpen()) return;
  const auto at = std::ranges::find(kSpeeds, m_wanted->speed) - kSpeeds.begin();
  const auto to = std::clamp<std::ptrdiff_t>(at + by, 0, std::ssize(kSpeeds) - 1);
  want({.from = moment(), .speed = kSpeeds[static_cast<size_t>(to)]});
}

void PastPlayer::cycleSpeed() {
  changeSpeed(m_wanted && m_wanted->speed == kSpeeds.back() ? -static_cast<int>(kSpeeds.size()) : 1);
}

void PastPlayer::stepRange(int by) {
  const auto n = static_cast<int>(kRanges.size());
  m_range = kRanges[static_cast<size_t>((static_cast<int>(indexOf(m_range)) + by % n + n) % n)].length;
  m_touched = m_at.now;
  setMarks();
  Q_EMIT shown();
}

// A moment that the range does not reach lengthens it.
void PastPlayer::want(Playback wish) {
  wish.from = std::min(wish.from, m_at.now);
  for (const Range& range : kRanges) {
    if (wish.from < begin() && range.length > m_range) m_range = range.length;
  }
  m_touched = m_at.now;
  m_wanted = wish;
  m_at.view.playback = wish, m_at.view.isFound = false;  // as it is from now on
  m_play(wish);
  setMarks();
  Q_EMIT shown();
}

void PastPlayer::show(const Situation& situation) {
  const Time before = m_at.now;
  m_at = situation;
  if (!isOpen() && !m_at.view.refusal.empty() && m_at.now - m_touched >= kTold) m_play({});
  if (isOpen()) {
    if (!m_at.view.refusal.empty()) m_wanted.reset();
    if (m_at.now - m_touched >= kMostReplay) close();
    if (std::chrono::floor<minutes>(before) != std::chrono::floor<minutes>(m_at.now)) setMarks();
  }
  Q_EMIT shown();
}

Time PastPlayer::moment() const {
  const WallView& view = m_at.view;
  if (!m_wanted) return m_at.present;
  if (view.isFound && m_at.isPast()) return view.frame->asOf;
  return view.playback ? view.playback->from : m_wanted->from;
}

double PastPlayer::position() const {
  const double passed = std::chrono::duration<double>(moment() - begin()).count();
  return std::clamp(passed / std::chrono::duration<double>(m_range).count(), 0.0, 1.0);
}

QString PastPlayer::textOf(Time moment) const { return formatSecond(moment, m_at.zone); }

QString PastPlayer::stateText() const {
  if (!isOpen()) return {};
  if (!m_at.view.isFound) return tr("looking for it");
  if (m_wanted->isStill) return tr("held");
  return m_at.view.isHeld ? tr("the records end here") : tr("playing");
}

QString PastPlayer::speedText() const {
  return m_wanted ? tr("%1 ×").arg(QLocale().toString(m_wanted->speed, 'g', 3)) : QString();
}

QString PastPlayer::rangeText() const { return formatSpan(m_range); }

void PastPlayer::setMarks() {
  m_marks.clear();
  m_markTexts.clear();
  const Range& range = kRanges[indexOf(m_range)];
  for (const Time time : roundTimes(begin(), m_at.now, range.step, m_at.zone)) {
    if (m_marks.size() == kMostMarks) break;
    m_marks << std::chrono::duration<double>(time - begin()) / std::chrono::duration<double>(m_range);
    m_markTexts << (range.step < hours(24) ? formatClock(time, m_at.zone) : formatDay(time, m_at.zone));
  }
  Q_EMIT marksChanged();
}

}  // namespace watchfloor
