// An engine that is loaded from the saved state of another one goes on exactly as that one: every frame, and
// the next state that is saved, byte by byte, on any number of threads.
#include <QProcess>
#include <QtTest>

#include "busy_quarter.h"
#include "case_input.h"
#include "engine/engine.h"
#include "metrics/minute_changes.h"
#include "store/checkpoint_file.h"

using namespace watchfloor;

namespace {

std::string sectionOf(const SavedState& state, size_t section) {
  std::string bytes;
  for (const Bytes& chunk : state.sections[section]) bytes += chunk.view();
  return bytes;
}

SavedStateSource sourceOf(const SavedState& state) {
  return {.version = state.version,
          .sections = state.sections.size(),
          .read = [&](size_t section) -> absl::StatusOr<std::string> { return sectionOf(state, section); }};
}

// Two engines that get the same records, the second on so many threads; now and then it is replaced by one
// that is loaded from the first one's state.
class Twins {
 public:
  Twins(EngineConfig config, ClockKind clock, int threads)
      : m_config(std::move(config)),
        m_clock(clock),
        m_threads(threads),
        m_first(m_config, clock, 1),
        m_second(m_config, clock, threads) {}

  void apply(const Batch& batch) {
    const BatchResult one = m_first.apply(batch), other = m_second.apply(batch);
    isSame(one.accepted == other.accepted && one.duplicates == other.duplicates &&
               one.lateDropped == other.lateDropped && one.futureRejected == other.futureRejected &&
               one.rejected == other.rejected,
           "a batch");
  }
  void configure(const EngineConfig& config) {
    m_first.configure(config);
    m_second.configure(config);
  }
  void want(const std::vector<Selection>& selections) {
    m_wants = {.selections = selections, .number = 1};
    m_first.want(m_wants);
    m_second.want(m_wants);
  }
  void advance(Time tick) {
    const FramePtr one = m_first.advance(tick), other = m_second.advance(tick);
    isSame(*one == *other, "a frame");
    m_cells = one->cells.size();
  }
  void reload() {
    const SavedState state = m_first.save();
    compare(state, m_second.save());
    Engine loaded(m_config, m_clock, m_threads);
    const absl::Status status = loaded.load(sourceOf(state));
    isSame(status.ok(), status.ToString().c_str());
    m_second = std::move(loaded);
    m_second.want(m_wants);
    compare(state, m_second.save());
  }
  const QString& fault() const { return m_fault; }
  size_t cells() const { return m_cells; }

 private:
  void compare(const SavedState& one, const SavedState& other) {
    for (size_t i = 0; i < one.sections.size(); ++i) {
      isSame(sectionOf(one, i) == sectionOf(other, i), qPrintable(QString("section %1 of a state").arg(i)));
    }
  }
  void isSame(bool is, const char* what) {
    ++m_compared;
    if (!is && m_fault.isEmpty()) m_fault = QString("%1 differs, at comparison %2").arg(what).arg(m_compared);
  }

  EngineConfig m_config;
  ClockKind m_clock;
  int m_threads;
  Engine m_first, m_second;
  Wants m_wants{.selections = {Selection{}}};
  QString m_fault;
  int m_compared = 0;
  size_t m_cells = 0;
};

EngineConfig smallConfig() {
  EngineConfig config;
  config.targets = {{"*", "*", seconds(20), seconds(5)}};
  return config;
}

}  // namespace

class TestSavedState : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goesOnAsIfItHadNeverStopped_data() {
    QTest::addColumn<int>("clock");
    QTest::addColumn<int>("threads");
    QTest::addColumn<bool>("isTight");
    for (const int threads : {1, 2, 3}) {
      QTest::addRow("wall, %d threads", threads) << 0 << threads << false;
      QTest::addRow("wall, %d threads, tight limits", threads) << 0 << threads << true;
      QTest::addRow("event, %d threads", threads) << 1 << threads << false;
    }
  }
  void goesOnAsIfItHadNeverStopped() {
    QFETCH(int, clock);
    QFETCH(int, threads);
    QFETCH(bool, isTight);
    EngineConfig config = smallConfig();
    if (isTight) {
      config.limits = {.eventIds = 3'000,
                       .contacts = 640,
                       .messages = 700,
                       .eventsPerContact = 6,
                       .messagesPerConversation = 40,
                       .agents = 64,
                       .eventsPerAgent = 6,
                       .authorsPerCell = 20,
                       .cells = 20,
                       .sources = 3,
                       .idleContact = minutes(4),
                       .idleConversation = minutes(4)};
    }
    Twins twins(config, static_cast<ClockKind>(clock), threads);
    Selection everything;
    everything.series = {{"all", "all"}, {"brand1", "all"}};
    twins.want({everything});
    std::mt19937 random(static_cast<unsigned>(threads));
    twins.advance(kNoon);
    Time tick = kNoon;
    const std::vector<Event> events = busyQuarter(static_cast<uint32_t>(threads));
    constexpr size_t kAtOnce = 24;
    for (size_t i = 0; i + kAtOnce <= events.size(); i += kAtOnce) {
      const auto first = events.begin() + static_cast<std::ptrdiff_t>(i);
      twins.apply(batchOf({first, first + kAtOnce}));
      tick += std::chrono::milliseconds(random() % 4'500);
      if (i == events.size() / 2) {
        config.targets = {{"brand1", "*", seconds(40), seconds(2)}};
        config.reopenAfter = minutes(2);
        twins.configure(config);
      }
      twins.advance(tick);
      if (random() % 25 == 0) twins.reload();
      QVERIFY2(twins.fault().isEmpty(), qPrintable(twins.fault()));
    }
    for (const Duration away : {Duration(seconds(50)), Duration(minutes(20)), Duration(hours(3)),
                                Duration(hours(25)), Duration(hours(9 * 24))}) {
      twins.reload();
      twins.advance(tick += away);
      twins.advance(tick += seconds(1));
      QVERIFY2(twins.fault().isEmpty(), qPrintable(twins.fault()));
      if (away < hours(1)) QVERIFY(twins.cells() > 100);
    }
  }

  // Sequences as of tst_lockstep: out of order, late, ahead of time, with changes of configuration, across
  // midnight and the switch to summer time. Here there are ticks between all events.
  void randomSequences() {
    const QStringList asked = qEnvironmentVariable("WATCHFLOOR_SEEDS", "1-24").split('-');
    QProcess reference;
    reference.start("python3", {WATCHFLOOR_SOURCE_DIR "/tests/reference/lockstep.py", asked.first(),
                                asked.last(), "200"});
    QVERIFY(reference.waitForStarted());
    int seeds = 0;
    while (reference.waitForReadyRead(60'000) || reference.canReadLine()) {
      while (reference.canReadLine()) {
        const QJsonObject document = QJsonDocument::fromJson(reference.readLine()).object();
        const int seed = document["seed"].toInt();
        const bool isEventClock = document["clock"].toString() == "event";
        Twins twins(configOf(document["config"].toObject()),
                    isEventClock ? ClockKind::kEvent : ClockKind::kWall, 1 + seed % 3);
        std::mt19937 random(static_cast<unsigned>(seed));
        std::optional<Time> tick;
        for (const QJsonValue& value : document["steps"].toArray()) {
          const QJsonObject step = value.toObject();
          if (step.contains("event")) {
            const Batch batch = batchOf(step["event"].toObject());
            const Time at = batch.events.front().time;
            twins.apply(batch);
            tick = std::max(tick.value_or(at), at);
            if (!isEventClock && random() % 4 != 0) continue;
          } else if (step.contains("config")) {
            twins.configure(configOf(step["config"].toObject()));
            continue;
          } else {
            const Time told = *parseTime(step["tick"].toString().toStdString());
            tick = std::max(tick.value_or(told), told);
          }
          twins.advance(*tick);
          if (random() % 8 == 0) twins.reload();
        }
        QVERIFY2(twins.fault().isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(twins.fault())));
        ++seeds;
      }
    }
    reference.waitForFinished();
    QCOMPARE(seeds, asked.last().toInt() - asked.first().toInt() + 1);
  }

  // An engine whose frames nobody looks at for a while knows in the end what one knows that was looked at.
  void whatNobodyLooksAtIsNotMissed_data() {
    QTest::addColumn<int>("clock");
    for (int clock : {0, 1}) {
      for (unsigned seed = 1; seed <= 6; ++seed) QTest::addRow("%d, seed %u", clock, seed) << clock;
    }
  }
  void whatNobodyLooksAtIsNotMissed() {
    QFETCH(int, clock);
    const auto seed = static_cast<uint32_t>(QByteArray(QTest::currentDataTag()).split(' ').last().toInt());
    std::mt19937 random(seed);
    const std::vector<Event> events = busyQuarter(seed);
    // Mostly short ticks, with pauses of minutes and hours.
    std::vector<Time> ticks{kNoon};
    const size_t atOnce = 6 + random() % 60;
    for (size_t i = 0; i < events.size(); i += atOnce) {
      const Duration pause = random() % 60 == 0 ? Duration(minutes(1 + random() % 100)) : seconds(0);
      ticks.push_back(ticks.back() + std::chrono::milliseconds(random() % (8 * atOnce * 150)) + pause);
    }
    const Selection everything;
    Engine looked(smallConfig(), static_cast<ClockKind>(clock)),
        other(smallConfig(), static_cast<ClockKind>(clock));
    looked.want({.selections = {everything}, .number = 1});
    other.want({});
    other.nobodyLooksBefore(ticks.back(), [&](Time moment) -> std::optional<Time> {
      const auto after = std::upper_bound(ticks.begin(), ticks.end(), moment);
      return after == ticks.begin() ? std::nullopt : std::optional(*(after - 1));
    });
    EngineConfig regrouped = smallConfig();
    regrouped.watchedOnly = {"brand1"};
    for (size_t t = 0; t < ticks.size(); ++t) {
      for (Engine* engine : {&looked, &other}) {
        if (t == ticks.size() * 3 / 4) engine->configure(regrouped);
        const auto first = events.begin() + static_cast<std::ptrdiff_t>(std::min(events.size(), t * atOnce));
        const auto last =
            events.begin() + static_cast<std::ptrdiff_t>(std::min(events.size(), (t + 1) * atOnce));
        engine->apply(batchOf({first, last}));
        engine->advance(ticks[t]);
      }
    }
    const SavedState one = looked.save(), two = other.save();
    for (size_t i = 0; i < one.sections.size(); ++i)
      QVERIFY2(sectionOf(one, i) == sectionOf(two, i), qPrintable(QString("section %1").arg(i)));
    other.want({.selections = {everything}, .number = 1});
    size_t deltas = 0;
    for (Time tick = ticks.back(); tick < ticks.back() + hours(30); tick += minutes(1 + random() % 30)) {
      const FramePtr frame = looked.advance(tick);
      QVERIFY(*frame == *other.advance(tick));
      deltas += static_cast<size_t>(std::ranges::count_if(frame->cells, &FrameCell::hasDelta));
    }
    QVERIFY(deltas > 100);
  }

  // What came before the first tick waits for it in a hash map, of which no two have the same order.
  void beforeTheFirstTickThereIsAnOrder() {
    const std::vector<Event> events = busyQuarter(1);
    std::vector<Engine> engines;
    for (int i = 0; i < 16; ++i) {
      Engine& engine = engines.emplace_back(smallConfig(), ClockKind::kWall);
      engine.apply(batchOf(events));
      engine.advance(kNoon + minutes(15));
    }
    const SavedState first = engines.front().save();
    for (Engine& engine : engines) {
      const SavedState other = engine.save();
      for (size_t i = 0; i < first.sections.size(); ++i)
        QVERIFY2(sectionOf(first, i) == sectionOf(other, i), qPrintable(QString("section %1").arg(i)));
    }
  }

  // Whether the engine ran through a whole minute.
  void aPauseIsRemembered() {
    const Time morning = fromMicros(1'700'000'400'000'000);  // a minute begins
    Engine first({}, ClockKind::kWall);
    first.keepMinutes();
    for (int s = 0; s < 80; s += s == 65 ? 12 : 5)
      first.advance(morning + seconds(s));  // a pause in the second
    const SavedState state = first.save();
    Engine second({}, ClockKind::kWall);
    QVERIFY(second.load(sourceOf(state)).ok());
    second.keepMinutes();
    first.takeMinutes();
    for (int s = 80; s < 190; s += 5) {
      first.advance(morning + seconds(s));
      second.advance(morning + seconds(s));
    }
    for (Engine* engine : {&first, &second}) {
      const MinuteChanges changes = engine->takeMinutes();
      QCOMPARE(changes.ended.size(), 1u);
      QCOMPARE(changes.ended.front().minute, minuteOf(morning) + 2);
    }
  }
  void limitsAreThoseOfTheProgram() {
    EngineConfig config = smallConfig();
    config.limits.cells = 1;
    Engine engine(config, ClockKind::kWall);
    engine.advance(kNoon);
    config.limits.cells = 100;
    Engine loaded(config, ClockKind::kWall);
    const SavedState state = engine.save();
    QVERIFY(loaded.load(sourceOf(state)).ok());
    const std::vector<Event> events = busyQuarter(1);
    const Batch batch = batchOf({events.begin(), events.begin() + 100});
    QVERIFY(engine.apply(batch).rejected > 0);
    QCOMPARE(loaded.apply(batch).rejected, 0);
  }

  // Written by the format before brands could be watched only.
  void anOlderFormatIsRead() {
    auto reader = Files::machine().open(WATCHFLOOR_SOURCE_DIR "/tests/fixtures/state_2.checkpoint");
    QVERIFY(reader.ok());
    const absl::StatusOr<CheckpointFile> file = CheckpointFile::open(*std::move(reader));
    QVERIFY(file.ok());
    EngineConfig config = smallConfig();
    config.watchedOnly = {"owlwave"};
    Engine engine(config, ClockKind::kEvent);
    const absl::Status status = engine.load(file->state());
    QVERIFY2(status.ok(), status.ToString().c_str());
    const Time tick = *engine.now();
    const auto mentions = [](const FramePtr& frame) {
      return std::get<Count>(frame->find("all", "all", Window::kTotal)->figure(Metric::kMentions)).n;
    };
    FramePtr frame = engine.advance(tick);
    QVERIFY(frame->watchedOnly.empty());
    QCOMPARE(frame->zone, "Europe/Berlin");
    QCOMPARE(mentions(frame), 1);  // Owlwave's, which names Acme, too
    QCOMPARE(std::get<Count>(frame->find("all", "all", Window::kTotal)->figure(Metric::kDistinctAuthors)).n,
             1);
    engine.configure(config);
    frame = engine.advance(tick);
    QCOMPARE(mentions(frame), 1);  // Acme's
    QCOMPARE(std::get<Count>(frame->find("all", "all", Window::kTotal)->figure(Metric::kDistinctAuthors)).n,
             0);
  }

  void whatIsWrongIsRefused() {
    Engine engine(smallConfig(), ClockKind::kWall);
    engine.advance(kNoon);
    const std::vector<Event> events = busyQuarter(1);
    engine.apply(batchOf(events));
    engine.advance(kNoon + minutes(15));
    const SavedState state = engine.save();
    const auto loaded = [&](const SavedStateSource& source, ClockKind clock = ClockKind::kWall) {
      return Engine(smallConfig(), clock).load(source);
    };
    QVERIFY(loaded(sourceOf(state)).ok());
    QVERIFY(!loaded(sourceOf(state), ClockKind::kEvent).ok());
    SavedStateSource newer = sourceOf(state);
    ++newer.version;
    QVERIFY(absl::IsFailedPrecondition(loaded(newer)));
    QVERIFY(std::string(loaded(newer).message()).find("newer version") != std::string::npos);
    for (size_t i = 0; i < state.sections.size(); ++i) {
      SavedStateSource damaged = sourceOf(state);
      damaged.read = [&](size_t section) -> absl::StatusOr<std::string> {
        if (section == i) return absl::DataLossError("its checksum is wrong");
        return sectionOf(state, section);
      };
      QVERIFY(absl::IsDataLoss(loaded(damaged)));
      SavedStateSource cut = sourceOf(state);
      cut.read = [&](size_t section) -> absl::StatusOr<std::string> {
        std::string bytes = sectionOf(state, section);
        if (section == i) bytes.resize(bytes.size() - 1);
        return bytes;
      };
      QVERIFY(absl::IsDataLoss(loaded(cut)));
    }
  }
};

QTEST_GUILESS_MAIN(TestSavedState)
#include "tst_saved_state.moc"
