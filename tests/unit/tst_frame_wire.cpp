// Frames over the wire: a full update and the deltas after it give the frame that was meant, for any frames
// and any selection; what makes no sense is refused.
#include "wire/frame_wire.h"

#include <google/protobuf/stubs/logging.h>

#include <QtTest>
#include <random>

#include "model/selection.h"
#include "wire/selection_wire.h"

using namespace watchfloor;

namespace {

const std::vector<std::string> kNames = {"acme", "all", "bravo", "chat", "voice"};

// Frames and selections of all kinds. Small domains, so that two of them have much in common.
class Random {
 public:
  explicit Random(unsigned seed) : m_engine(seed) {}

  int upTo(int n) { return std::uniform_int_distribution(0, n)(m_engine); }
  bool oneIn(int n) { return upTo(n - 1) == 0; }
  const std::string& name() { return kNames[static_cast<size_t>(upTo(static_cast<int>(kNames.size()) - 1))]; }
  template <class T>
  std::optional<T> maybe(T value) {
    return oneIn(3) ? std::nullopt : std::optional(value);
  }

  std::vector<std::string> names() {
    std::vector<std::string> some;
    for (const std::string& name : kNames) {
      if (oneIn(2)) some.push_back(name);
    }
    return some;
  }

  Figure figure(Metric metric) {
    switch (info(metric).shape) {
      case Shape::kCount:
        return Count{upTo(2), oneIn(5)};
      case Shape::kRatio:
        return Ratio{upTo(2), upTo(3), upTo(1)};
      case Shape::kSpread: {
        Spread spread{.n = upTo(2), .sum = seconds(upTo(9)), .max = seconds(upTo(5)), .quantiles = {}};
        for (auto& quantile : spread.quantiles) quantile = maybe(Duration(upTo(3)));
        spread.isOver = oneIn(4);
        return spread;
      }
      case Shape::kAge:
        break;
    }
    return Age{maybe(fromMicros(upTo(3)))};
  }

  std::vector<Measured> figures() {
    std::vector<Measured> all;
    for (int i = upTo(9); i < kMetrics; i += 1 + upTo(12)) {
      const auto metric = static_cast<Metric>(i);
      all.push_back({metric, figure(metric), maybe(upTo(3) / 2.0)});
    }
    return all;
  }

  SourceHealth source(const std::string& name) {
    SourceHealth source;
    source.name = name;
    source.newestEvent = maybe(fromMicros(upTo(3)));
    source.isSilent = oneIn(2);
    source.accepted = upTo(2);
    source.rejected = upTo(1);
    if (oneIn(2)) source.feeds.push_back({this->name(), this->name(), static_cast<uint32_t>(upTo(127))});
    return source;
  }

  Frame frame() {
    Frame frame;
    frame.asOf = Time(hours(10) + minutes(upTo(90)));
    frame.watermark = maybe(fromMicros(upTo(3)));
    frame.floor = maybe(fromMicros(upTo(3)));
    frame.began = maybe(fromMicros(upTo(3)));
    frame.todayStart = maybe(fromMicros(upTo(3)));
    frame.setBack = Duration(upTo(3));
    frame.position = static_cast<uint64_t>(upTo(99));
    frame.definitionId = name();
    frame.definitions = static_cast<uint32_t>(upTo(3));
    frame.zone = name();
    if (oneIn(3)) {
      frame.replayed = {.speed = 1.0 + upTo(3),
                        .damaged = static_cast<uint64_t>(upTo(2)),
                        .isWhole = oneIn(2),
                        .erasures = static_cast<uint64_t>(upTo(2))};
    }
    frame.isEventClock = oneIn(2);
    frame.counters.duplicates = upTo(2);
    frame.counters.forgotten = upTo(2);
    frame.brands = names();
    frame.channels = names();
    for (const std::string& name : names()) frame.sources.push_back(source(name));
    if (oneIn(2)) frame.watchedOnly.push_back(name());
    if (oneIn(2)) frame.targets.push_back({name(), "*", maybe(Duration(upTo(2))), maybe(Duration(upTo(2)))});
    for (const std::string& brand : kNames) {
      for (const std::string& channel : names()) addCells(brand, channel, frame);
    }
    return frame;
  }

  Selection selection() {
    Selection selection;
    if (oneIn(2)) selection.brands = names();
    if (oneIn(2)) selection.channels = names();
    if (oneIn(2)) selection.windows = {Window::k5m, Window::kNow};
    if (oneIn(2)) selection.metrics = {Metric::kAnswered, Metric::kServiceLevel, Metric::kLongestWaiting};
    for (int i = upTo(3); i > 0; --i) selection.series.push_back({name(), name(), span()});
    return selection;
  }

 private:
  void addCells(const std::string& brand, const std::string& channel, Frame& frame) {
    for (const Window window : {Window::k5m, Window::kToday, Window::kNow}) {
      if (oneIn(2)) frame.cells.push_back({brand, channel, window, oneIn(2), figures()});
    }
    for (const SeriesSpan& span : kSpans) {
      if (oneIn(4)) continue;
      Series& series = frame.series.emplace_back(Series{brand, channel, {}, span});
      const Time newest{frame.asOf.time_since_epoch() / span.step * Duration(span.step)};
      for (int64_t back = span.steps() - 1; back >= 0; back -= 1 + upTo(20)) {
        series.points.push_back({newest - back * span.step, figures()});
      }
    }
  }
  SeriesSpan span() { return kSpans[static_cast<size_t>(upTo(1))]; }

  const std::vector<SeriesSpan> kSpans = {SeriesSpan(), SeriesSpan::of(hours(9))};

  std::mt19937 m_engine;
};

v1::WallUpdate numbered(v1::WallUpdate update, uint64_t sequence) {
  update.set_sequence(sequence);
  return update;
}

Frame small() {
  Frame frame;
  frame.asOf = Time(hours(10));
  frame.brands = {"acme"};
  frame.channels = {"voice"};
  frame.sources.emplace_back().name = "acd";
  frame.cells.push_back({"acme", "voice", Window::k5m, false, {{Metric::kAnswered, Count{1, false}, {}}}});
  return frame;
}

}  // namespace

class TestFrameWire : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aDeltaAfterAFullIsTheFullOfTheNext() {
    int deltas = 0;
    for (unsigned seed = 0; seed < 3000; ++seed) {
      Random random(seed);
      const Selection selection = random.selection();
      Frame a = selected(random.frame(), selection);
      Frame b = random.oneIn(2) ? selected(random.frame(), selection) : a;
      if (random.oneIn(2)) b.asOf = a.asOf + minutes(random.upTo(2));
      if (random.oneIn(3) && !b.cells.empty()) b.cells.pop_back();
      b.brands = random.oneIn(2) ? a.brands : b.brands;
      const auto full = wire::applyUpdate(numbered(wire::fullUpdate(a), 1), nullptr);
      const v1::WallUpdate update = numbered(wire::deltaUpdate(a, b), 2);
      const auto next = wire::applyUpdate(update, &*full);
      const auto expected = wire::applyUpdate(numbered(wire::fullUpdate(b), 2), nullptr);
      QVERIFY(full.ok() && next.ok() && expected.ok());
      QVERIFY2(*next == *expected, qPrintable(QString("seed %1").arg(seed)));
      if (update.kind() != v1::WallUpdate::FULL) ++deltas;
    }
    QVERIFY2(deltas > 1000, "the deltas are to be tested, not the way around them");
  }
  void aFullUpdateIsTheFrame() {
    for (unsigned seed = 0; seed < 300; ++seed) {
      Frame frame = Random(seed).frame();
      frame.sequence = 7;
      QVERIFY(*wire::applyUpdate(numbered(wire::fullUpdate(frame), 7), nullptr) == frame);
    }
  }
  void bytesSurviveToo() {
    const v1::WallUpdate update = wire::fullUpdate(Random(1).frame());
    v1::WallUpdate read;
    QVERIFY(read.ParseFromString(update.SerializeAsString()));
    QVERIFY(*wire::applyUpdate(read, nullptr) == *wire::applyUpdate(update, nullptr));
  }
  void whenNothingChangedItIsAHeartbeat() {
    const Frame a = small();
    Frame b = a;
    b.asOf += seconds(1);
    b.watermark = b.asOf;
    const v1::WallUpdate update = wire::deltaUpdate(a, b);
    QCOMPARE(update.kind(), v1::WallUpdate::HEARTBEAT);
    QCOMPARE(update.as_of_us(), micros(b.asOf));
    QCOMPARE(update.cells_size(), 0);
  }
  void onlyWhatChangedTravels() {
    Frame a = small();
    a.cells.push_back({"acme", "voice", Window::kNow, false, {{Metric::kWaiting, Count{3, false}, {}}}});
    Frame b = a;
    b.cells[0].figures.edit([](std::vector<Measured>& figures) { figures[0].figure = Count{2, false}; });
    b.cells.pop_back();
    const v1::WallUpdate update = wire::deltaUpdate(a, b);
    QCOMPARE(update.kind(), v1::WallUpdate::DELTA);
    QCOMPARE(update.cells_size(), 1);
    QCOMPARE(update.removed_size(), 1);
    QCOMPARE(update.removed(0).window(), v1::WINDOW_NOW);
    QCOMPARE(update.sources_size(), 0);
    QCOMPARE(update.brands_size(), 0);
  }
  void aSourceThatIsGoneNeedsAFullUpdate() {
    const Frame a = small();
    Frame b = a;
    b.sources.clear();
    QCOMPARE(wire::deltaUpdate(a, b).kind(), v1::WallUpdate::FULL);
  }
  void minutesLeaveASeriesByThemselves() {
    Frame a = small();
    a.series.push_back({"acme", "voice", {{a.asOf - minutes(59), {}}, {a.asOf, {}}}});
    Frame b = a;
    b.asOf += minutes(1);
    b.series[0].points = {a.series[0].points[1], {b.asOf, {}}};
    const v1::WallUpdate update = numbered(wire::deltaUpdate(a, b), 1);
    QCOMPARE(update.kind(), v1::WallUpdate::DELTA);
    QCOMPARE(update.series(0).points_size(), 1);
    QVERIFY(wire::applyUpdate(update, &a)->series == b.series);
  }
  // Who does not know of spans gets what he always got.
  void theLastHourSaysNoSpan() {
    Frame frame = small();
    frame.series.push_back({"acme", "voice", {{frame.asOf, {}}}});
    frame.series.push_back({"acme", "voice", {{frame.asOf, {}}}, SeriesSpan::of(hours(24))});
    v1::WallUpdate update = wire::fullUpdate(frame);
    QCOMPARE(update.series(0).span_minutes() + update.series(0).step_minutes(), 0u);
    QCOMPARE(update.series(1).span_minutes(), 1440u);
    QCOMPARE(update.series(1).step_minutes(), 5u);
    update.mutable_series(1)->set_step_minutes(7);
    QVERIFY(absl::IsInvalidArgument(wire::applyUpdate(update, nullptr).status()));
  }
  void aGapIsNoticed() {
    const auto first = wire::applyUpdate(numbered(wire::fullUpdate(small()), 1), nullptr);
    const v1::WallUpdate delta = wire::deltaUpdate(small(), small());
    QVERIFY(wire::applyUpdate(numbered(delta, 2), &*first).ok());
    for (const uint64_t wrong : {0, 1, 3}) {
      QVERIFY(absl::IsFailedPrecondition(wire::applyUpdate(numbered(delta, wrong), &*first).status()));
    }
    QVERIFY(absl::IsFailedPrecondition(wire::applyUpdate(numbered(delta, 1), nullptr).status()));
  }
  void whatContradictsItselfIsRefused() {
    v1::WallUpdate update = wire::fullUpdate(small());
    update.mutable_cells(0)->mutable_figures(0)->mutable_ratio()->set_den(1);
    const auto refused = wire::applyUpdate(update, nullptr);
    QCOMPARE(QString::fromStdString(std::string(refused.status().message())),
             QString("cell acme|voice: METRIC_ANSWERED: not in its shape"));
    QVERIFY(absl::IsInvalidArgument(wire::applyUpdate(v1::WallUpdate(), nullptr).status()));
  }
  void whatIsUnknownIsLeftOut() {
    v1::WallUpdate update = wire::fullUpdate(small());
    update.mutable_cells(0)->add_figures()->set_metric(static_cast<v1::Metric>(999));
    update.add_cells()->set_window(static_cast<v1::Window>(99));
    Frame expected = small();
    QVERIFY(*wire::applyUpdate(update, nullptr) == expected);
  }
  void garbageIsNeverFatal() {
    std::string bytes = wire::fullUpdate(Random(5).frame()).SerializeAsString();
    std::mt19937 random(1);
    const Frame previous = small();
    const google::protobuf::LogSilencer silence;
    for (int i = 0; i < 2000; ++i) {
      std::string broken = bytes;
      for (int k = 0; k < 8; ++k) broken[random() % broken.size()] = static_cast<char>(random());
      v1::WallUpdate update;
      if (!update.ParseFromString(broken)) continue;
      const auto frame = wire::applyUpdate(update, &previous);
      if (frame.ok()) QVERIFY(wire::deltaUpdate(*frame, *frame).kind() == v1::WallUpdate::HEARTBEAT);
    }
  }

  void selectionsSurviveARoundTrip() {
    Selection selection;
    selection.brands = {"acme", "all"};
    selection.channels = {"voice"};
    selection.windows = {Window::k1m, Window::kNow};
    selection.metrics = {Metric::kOffered, Metric::kSlotUtilisation};
    selection.series = {{"acme", "voice"}, {"acme", "voice", SeriesSpan::of(hours(24))}, {"all", "all"}};
    selection.maxRateHz = 2.5;
    QVERIFY(*wire::fromProto(wire::toProto(selection)) == selection);
  }
  void equalWishesAreEqualSelections() {
    Selection selection;
    selection.brands = {"b", "a", "b"};
    selection.windows = {Window::kNow, Window::k1m, Window::kNow};
    const auto normal = wire::fromProto(wire::toProto(selection));
    QVERIFY(normal->brands == std::vector<std::string>({"a", "b"}));
    QVERIFY(normal->windows == std::vector<Window>({Window::k1m, Window::kNow}));
  }
  void wishesOutOfRangeAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* reason, auto change) {
      v1::SubscribeRequest request;
      change(request);
      QTest::newRow(reason) << QByteArray::fromStdString(request.SerializeAsString()) << reason;
    };
    row("max_rate_hz: 61 is not in 0 to 60", [](auto& r) { r.set_max_rate_hz(61); });
    row("max_rate_hz: -1 is not in 0 to 60", [](auto& r) { r.set_max_rate_hz(-1); });
    row("max_rate_hz: nan is not in 0 to 60", [](auto& r) { r.set_max_rate_hz(std::nan("")); });
    row("windows[1]: unknown window", [](auto& r) {
      r.add_windows(v1::WINDOW_NOW);
      r.add_windows(v1::WINDOW_UNSPECIFIED);
    });
    row("metrics[0]: unknown metric", [](auto& r) { r.add_metrics(static_cast<v1::Metric>(39)); });
    row("brands[0]: empty", [](auto& r) { r.add_brands(""); });
    row("channels[0]: longer than 200 bytes", [](auto& r) { r.add_channels(std::string(201, 'x')); });
    row("series[0]: a name of more than 200 bytes", [](auto& r) {
      r.add_series()->set_brand(std::string(201, 'x'));
      r.mutable_series(0)->set_channel("voice");
    });
    row("series[0]: channel is empty", [](auto& r) { r.add_series()->set_brand("acme"); });
    row("series[0]: no such span: up to 60 minutes by minutes, up to 1440 by multiples of 5", [](auto& r) {
      r.add_series()->set_span_minutes(90);
      r.mutable_series(0)->set_step_minutes(1);
    });
    row("series: more than 60000 points; ask for fewer, or for longer steps", [](auto& r) {
      for (int i = 0; i < 209; ++i) {
        auto* series = r.add_series();
        series->set_brand("b" + std::to_string(i)), series->set_channel("all");
        series->set_span_minutes(1440), series->set_step_minutes(5);
      }
    });
    row("series: more than 1000; ask for fewer", [](auto& r) {
      for (int i = 0; i < 1001; ++i) r.add_series();
    });
  }
  void wishesOutOfRangeAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    v1::SubscribeRequest request;
    QVERIFY(request.ParseFromString(bytes.toStdString()));
    const auto refused = wire::fromProto(request);
    QVERIFY(absl::IsInvalidArgument(refused.status()));
    QCOMPARE(QString::fromStdString(std::string(refused.status().message())), reason);
  }
  void aCellWithoutTheWantedMetricsIsLeftOut() {
    Frame frame = small();
    frame.cells.push_back({"acme", "voice", Window::kNow, false, {{Metric::kWaiting, Count{3, false}, {}}}});
    Selection selection;
    selection.metrics = {Metric::kWaiting};
    const Frame some = selected(frame, selection);
    QCOMPARE(some.cells.size(), 1u);
    QVERIFY(some.cells[0] == frame.cells[1]);
    QVERIFY(some.brands == frame.brands);
  }
};

QTEST_APPLESS_MAIN(TestFrameWire)
#include "tst_frame_wire.moc"
