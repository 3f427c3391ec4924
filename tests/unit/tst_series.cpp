// Series of any span in lock-step with a recompute from all events: random live streams (late, out of order,
// with labels that are corrected), every step at every tick, also when nobody looked before, and from a saved
// state.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "engine/engine.h"
#include "event_builders.h"

using namespace watchfloor;
using Phase = ContactEvent::Phase;

namespace {

// A Sunday on which clocks in Europe go from 2 to 3: steps run on.
const Time kStart = at("2026-03-28T23:07:00Z");

const std::vector<SeriesSpan> kSpans = {
    SeriesSpan(), SeriesSpan::of(hours(24)), SeriesSpan::of(hours(3)), {hours(12), minutes(30)}};

// What happened, told again by adding it up.
class Recompute {
 public:
  void call(Time enqueued, Duration wait) { m_calls.push_back({enqueued, wait}); }
  void message(const std::string& id, Time when) { m_messages[id] = {when, true}; }
  void correct(const std::string& id) { m_messages[id].isNegative = false; }
  void tick(Time when) {
    m_waiting[when] = std::ranges::count_if(
        m_calls, [&](const Call& c) { return c.enqueued <= when && c.enqueued + c.wait > when; });
  }

  int64_t offered(Time from, Time to) const {
    return std::ranges::count_if(m_calls,
                                 [&](const Call& c) { return from <= c.enqueued && c.enqueued < to; });
  }
  int64_t messages(Time from, Time to, bool isNegative) const {
    return std::ranges::count_if(m_messages, [&](const auto& m) {
      return from <= m.second.when && m.second.when < to && m.second.isNegative == isNegative;
    });
  }
  // Sorted.
  std::vector<Duration> waits(Time from, Time to, Time present) const {
    std::vector<Duration> waits;
    for (const Call& c : m_calls) {
      const Time answered = c.enqueued + c.wait;
      if (from <= answered && answered < to && answered <= present) waits.push_back(c.wait);
    }
    std::ranges::sort(waits);
    return waits;
  }
  // At the last tick within.
  std::optional<int64_t> waiting(Time from, Time to) const {
    const auto after = m_waiting.lower_bound(to);
    if (after == m_waiting.begin() || std::prev(after)->first < from) return {};
    return std::prev(after)->second;
  }

 private:
  struct Call {
    Time enqueued;
    Duration wait;
  };
  std::vector<Call> m_calls;
  struct Message {
    Time when;
    bool isNegative;
  };
  std::map<std::string, Message> m_messages;
  std::map<Time, int64_t> m_waiting;
};

Sentiment labelled(Label label) {
  Sentiment sentiment;
  sentiment.label = label;
  return sentiment;
}

int64_t countAt(const SeriesPoint& point, Metric metric) { return std::get<Count>(point.figure(metric)).n; }

// What differs in one step; empty: nothing.
QString differences(const SeriesPoint& point, const Recompute& all, SeriesSpan span, Time present) {
  const Time from = point.start, to = from + span.step;
  const auto wrong = [&](const char* what) {
    return QString("%1 in the step of %2 min at %3")
        .arg(what, QString::number(span.step.count()), QString::fromStdString(formatTime(from)));
  };
  if (countAt(point, Metric::kOffered) != all.offered(from, to)) return wrong("offered");
  if (countAt(point, Metric::kSentimentNegative) != all.messages(from, to, true)) return wrong("negative");
  if (countAt(point, Metric::kSentimentPositive) != all.messages(from, to, false)) return wrong("positive");
  if (countAt(point, Metric::kWaiting) != all.waiting(from, to).value_or(0)) return wrong("waiting");
  const std::vector<Duration> waits = all.waits(from, to, present);
  const Spread spread = std::get<Spread>(point.figure(Metric::kAverageSpeedOfAnswer));
  if (spread.n != static_cast<int64_t>(waits.size())) return wrong("number of waits");
  if (waits.empty()) return {};
  for (const int percent : {25, 50, 90}) {
    const auto rank = static_cast<size_t>(std::ceil(percent * static_cast<double>(waits.size()) / 100));
    const double exact = toSeconds(waits[std::max<size_t>(rank, 1) - 1]);
    if (std::abs(toSeconds(*spread.quantile(percent)) - exact) > exact * 0.011) return wrong("quantile");
  }
  return {};
}

// Also that no step is missing in which anything is; more are there, with who is unanswered.
QString differences(const Series& series, const Recompute& all, Time present) {
  const auto steps = static_cast<size_t>(series.span.steps());
  if (series.points.size() > steps) return "too many points";
  size_t found = 0;
  const auto newest = Time(std::chrono::floor<Duration>(present.time_since_epoch()) / series.span.step *
                           Duration(series.span.step));
  for (size_t i = 0; i < steps; ++i) {
    const Time from = newest - static_cast<int64_t>(i) * series.span.step, to = from + series.span.step;
    const bool isThere = all.offered(from, to) > 0 ||
                         all.messages(from, to, true) + all.messages(from, to, false) > 0 ||
                         !all.waits(from, to, present).empty() || all.waiting(from, to).value_or(0) > 0;
    const auto point = std::ranges::find(series.points, from, &SeriesPoint::start);
    if (point == series.points.end()) {
      if (isThere) return "a step is missing";
      continue;
    }
    ++found;
    if (const QString text = differences(*point, all, series.span, present); !text.isEmpty()) return text;
  }
  return found == series.points.size() ? QString() : "points outside the span";
}

Wants wanted(const std::vector<SeriesSpan>& spans) {
  Selection selection;
  for (const SeriesSpan& span : spans) selection.series.push_back({"all", "all", span});
  return {.selections = {selection}};
}

// A day and a half of a quiet desk.
class Stream {
 public:
  explicit Stream(unsigned seed) : m_random(seed) {}

  int upTo(int n) { return std::uniform_int_distribution(0, n)(m_random); }
  const Recompute& all() const { return m_all; }

  // What came until this tick; some of it happened hours ago.
  std::vector<Event> until(Time tick) {
    std::vector<Event> events;
    for (int i = upTo(3); i > 0; --i) {
      const std::string id = std::to_string(++m_number);
      const Time when =
          tick - (upTo(9) == 0 ? minutes(upTo(20 * 60)) : minutes(upTo(3))) - seconds(upTo(59)) - Duration(1);
      if (upTo(2) == 0) {
        Event message = messageEvent(id, when, "u" + id);
        std::get<MessageEvent>(message.body).sentiment = labelled(Label::kNegative);
        events.push_back(std::move(message));
        m_all.message(id, when);
        m_messages.push_back(id);
        continue;
      }
      const Duration wait = seconds(1 + upTo(900));
      events.push_back(contactEvent("e" + id, when, id, Phase::kEnqueued));
      m_answers.insert({when + wait, id});
      m_all.call(when, wait);
    }
    if (upTo(9) == 0 && !m_messages.empty()) {
      const std::string id = m_messages[static_cast<size_t>(upTo(static_cast<int>(m_messages.size()) - 1))];
      Event correction = messageEvent("c" + std::to_string(++m_number), tick - Duration(1), "");
      correction.body =
          CorrectionEvent{.messageId = "m" + id, .sentiment = labelled(Label::kPositive), .brand = {}};
      events.push_back(std::move(correction));
      m_all.correct(id);
    }
    for (; !m_answers.empty() && m_answers.begin()->first <= tick; m_answers.erase(m_answers.begin())) {
      const auto& [when, id] = *m_answers.begin();
      events.push_back(contactEvent("a" + id, when, id, Phase::kAnswered));
    }
    m_all.tick(tick);
    return events;
  }

 private:
  std::mt19937 m_random;
  int m_number = 0;
  std::vector<std::string> m_messages;
  std::multimap<Time, std::string> m_answers;
  Recompute m_all;
};

}  // namespace

class TestSeries : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void spansHaveTheFinestSteps() {
    QVERIFY(SeriesSpan::of(hours(1)) == SeriesSpan());
    QVERIFY(SeriesSpan::of(minutes(20)) == (SeriesSpan{minutes(20), minutes(1)}));
    QVERIFY(SeriesSpan::of(minutes(61)) == (SeriesSpan{minutes(65), minutes(5)}));
    QCOMPARE(SeriesSpan::of(hours(24)).steps(), 288);
    for (int m = 1; m <= 24 * 60; ++m) QVERIFY(SeriesSpan::of(minutes(m)).isValid());
    for (const SeriesSpan& wrong :
         {SeriesSpan{minutes(120), minutes(1)}, SeriesSpan{minutes(0), minutes(1)},
          SeriesSpan{minutes(60), minutes(0)}, SeriesSpan{hours(25), minutes(5)},
          SeriesSpan{minutes(62), minutes(5)}, SeriesSpan{minutes(126), minutes(6)}})
      QVERIFY(!wrong.isValid());
  }

  void everyStepIsThatOfARecompute() {
    for (unsigned seed = 1; seed <= 4; ++seed) {
      Stream stream(seed);
      Engine engine({}, ClockKind::kWall);
      engine.want(wanted(kSpans));
      for (Time tick = kStart; tick < kStart + hours(36); tick += seconds(60 + stream.upTo(200))) {
        engine.apply(batchOf(stream.until(tick)));
        const FramePtr frame = engine.advance(tick);
        QCOMPARE(frame->series.size(), kSpans.size());
        for (const Series& series : frame->series) {
          const QString text = differences(series, stream.all(), tick);
          QVERIFY2(text.isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(text)));
        }
      }
    }
  }

  // Who comes late sees what the others see, and so does who reads a saved state.
  void whoComesLaterSeesTheSame() {
    Stream stream(7);
    Engine engine({}, ClockKind::kWall);
    engine.want(wanted({}));
    Time tick = kStart;
    for (; tick < kStart + hours(30); tick += seconds(90 + stream.upTo(200))) {
      engine.apply(batchOf(stream.until(tick)));
      QVERIFY(engine.advance(tick)->series.empty());
    }
    const SavedState saved = engine.save();
    std::vector<std::string> sections;
    for (const auto& section : saved.sections) {
      std::string& bytes = sections.emplace_back();
      for (const Bytes& chunk : section) bytes.append(chunk.data.get(), chunk.size);
    }
    Engine restarted({}, ClockKind::kWall);
    QVERIFY(restarted
                .load({.version = saved.version,
                       .sections = sections.size(),
                       .read = [&](size_t i) { return absl::StatusOr<std::string>(sections[i]); }})
                .ok());
    stream.until(tick);
    for (Engine* each : {&engine, &restarted}) {
      each->want(wanted(kSpans));
      const FramePtr frame = each->advance(tick);
      QVERIFY(!frame->series.front().points.empty());
    }
    QVERIFY(engine.advance(tick)->series == restarted.advance(tick)->series);
  }
};

QTEST_APPLESS_MAIN(TestSeries)
#include "tst_series.moc"
