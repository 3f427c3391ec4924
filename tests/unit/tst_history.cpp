// History against what it is made of. Random recordings and live streams, as in tst_lockstep (out of order,
// late, twice, corrected, with changes of configuration, across days of 23 and 25 hours), go through the
// engine; what it tells by minutes goes to a file, in several writes. Then
// - a window of whole minutes says what the same range of the history says, which ties it to the reference;
// - any steps, groups and zones say what adding up one by one gives;
// - a program that ends at any moment, and begins again from its records, writes the same history.
//
//   WATCHFLOOR_SEEDS=4711-4711 tst_history    one seed, to replay a failure
#include <SQLiteCpp/SQLiteCpp.h>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <random>
#include <set>

#include "case_input.h"
#include "engine/engine.h"
#include "model/calendar.h"
#include "store/history_reader.h"
#include "store/history_store.h"
#include "window/window_ranges.h"

using namespace watchfloor;

namespace {

constexpr int kEvents = 150;

struct Answer {
  absl::Status status;
  HistoryHead head;
  std::vector<HistoryPeriod> periods;
};
Answer ask(const std::string& path, const HistoryQuery& query) {
  Answer answer;
  answer.status = HistoryReader(path).read(
      query, {.onHead = [&](const HistoryHead& head) { answer.head = head; },
              .onPeriod = [&](HistoryPeriod p) { answer.periods.push_back(std::move(p)); },
              .isCancelled = [] { return false; }});
  return answer;
}

QString words(const HistoryValue& value) {
  if (const auto* c = std::get_if<Count>(&value)) return QString::number(c->n);
  if (const auto* r = std::get_if<Ratio>(&value))
    return QString("%1/%2-%3").arg(r->num).arg(r->den).arg(r->excluded);
  if (const auto* s = std::get_if<Spread>(&value)) {
    QString text = QString("n %1 sum %2 max %3").arg(s->n).arg(s->sum.count()).arg(s->max.count());
    for (const auto& q : s->quantiles) text += q ? QString(" %1").arg(q->count()) : " -";
    return text;
  }
  const auto& s = std::get<Sampled>(value);
  return QString("sum %1 max %2 n %3").arg(s.sum).arg(s.max).arg(s.n);
}

bool isNear(int64_t a, int64_t b, double part) {
  return std::abs(static_cast<double>(a - b)) <=
         1 + part * static_cast<double>(std::max(std::abs(a), std::abs(b)));
}

// The same, but that a longest duration that was taken back is near, and authors are only ever added.
bool isSame(const HistoryValue& found, const HistoryValue& expected, Metric metric) {
  if (metric == Metric::kDistinctAuthors) return std::get<Count>(found).n >= std::get<Count>(expected).n;
  const auto *a = std::get_if<Spread>(&found), *b = std::get_if<Spread>(&expected);
  if (!a || !b) return found == expected;
  if (a->n != b->n || a->sum != b->sum || a->isOver != b->isOver ||
      !isNear(a->max.count(), b->max.count(), 0.0201))
    return false;
  for (size_t i = 0; i < a->quantiles.size(); ++i) {
    if (a->quantiles[i].has_value() != b->quantiles[i].has_value()) return false;
    if (a->quantiles[i] && !isNear(a->quantiles[i]->count(), b->quantiles[i]->count(), 0.0201)) return false;
  }
  return true;
}

HistoryValue valueOf(const Figure& figure) {
  if (const auto* count = std::get_if<Count>(&figure)) return *count;
  if (const auto* ratio = std::get_if<Ratio>(&figure)) return *ratio;
  return std::get<Spread>(figure);
}

// All that ticks told, kept one by one and added up when asked: slow, and plain.
class Naive {
 public:
  void add(const MinuteChanges& c) {
    m_all.push_back(c);
    m_brands.insert(m_brands.end(), c.brands.begin(), c.brands.end());
    m_channels.insert(m_channels.end(), c.channels.begin(), c.channels.end());
    m_watched = c.watched;
  }

  std::vector<HistoryFigure> figures(const HistoryQuery& query, const HistoryPoint& group, Time from,
                                     Time to) const {
    Period period;
    PeriodContext context;
    context.isOneBrand = group.brand != "all" && group.brand.find('+') == std::string::npos;
    std::set<int64_t> observed;
    for (const MinuteChanges& c : m_all) {
      for (const auto& [entry, sign] : c.entries) {
        if (entry.at < from || entry.at >= to) continue;
        for (int times = timesIn(entry.cell, query, group, minuteOf(entry.at)); times > 0; --times)
          period.add(entry, sign);
        if (entry.cell.brand == 0 || !isChannel(entry.cell, query, group)) continue;
        context.mentionsOfAllBrands += sign * mentionsOf(entry);
      }
      for (const auto& [seen, sign] : c.authors) {
        if (sign > 0 && seen.at >= from && seen.at < to &&
            timesIn(seen.cell, query, group, minuteOf(seen.at)) > 0)
          period.addAuthor(seen.author);
      }
      for (const auto& spent : c.spent) {
        if (isIn(spent.minute, from, to) && timesIn(spent.place, query, group, {}) > 0)
          period.addSpent(spent.time);
      }
      for (const auto& ended : c.ended) {
        if (!isIn(ended.minute, from, to)) continue;
        observed.insert(ended.minute);
        for (const auto& [place, standings] : ended.places) {
          if (timesIn(place, query, group, {}) > 0) period.addSample(standings, ended.tick);
        }
      }
    }
    context.observed = static_cast<int64_t>(observed.size());
    std::vector<Metric> metrics;
    for (const MetricInfo& info : metricInfos()) metrics.push_back(info.metric);
    return figuresOf(period, context, metrics);
  }

 private:
  static bool isIn(int64_t minute, Time from, Time to) {
    const Time at{minute * Duration(minutes(1))};
    return at >= from && at < to;
  }
  static int64_t mentionsOf(const Entry& e) {
    switch (e.field) {
      case Field::kNegative:
      case Field::kNeutral:
      case Field::kPositive:
      case Field::kUnclassified:
      case Field::kAlsoMentions:
        return e.value;
      case Field::kPrivate:
        return -e.value;
      default:
        return 0;
    }
  }
  // Names that the group sums up: of "a+b" two.
  static std::vector<std::string> namesOf(const std::string& shown) {
    std::vector<std::string> names;
    for (const QString& part : QString::fromStdString(shown).split('+')) names.push_back(part.toStdString());
    return names;
  }
  bool isChannel(CellId cell, const HistoryQuery&, const HistoryPoint& group) const {
    for (const std::string& name : namesOf(group.channel)) {
      if (name == "all" || name == m_channels[cell.channel]) return true;
    }
    return false;
  }
  bool isWatchedOnly(CellId cell, int64_t minute) const {
    bool isWatched = false;
    for (const MinuteChanges::WatchedSince& since : m_watched) {
      if (since.minute <= minute)
        isWatched = std::ranges::find(since.brands, m_brands[cell.brand]) != since.brands.end();
    }
    return isWatched;
  }
  // Without a minute the cell stands for itself, be it a roll-up. Otherwise it counts in the sums that it is
  // part of in that minute.
  int timesIn(CellId cell, const HistoryQuery&, const HistoryPoint& group,
              std::optional<int64_t> minute) const {
    int times = 0;
    const bool isPlace = !minute, isOverBrands = minute && !isWatchedOnly(cell, *minute);
    for (const std::string& brand : namesOf(group.brand)) {
      for (const std::string& channel : namesOf(group.channel)) {
        const bool isBrand = m_brands[cell.brand] == brand || (isOverBrands && brand == "all");
        const bool isChan = m_channels[cell.channel] == channel || (!isPlace && channel == "all");
        times += isBrand && isChan;
      }
    }
    return times;
  }

  std::vector<MinuteChanges> m_all;
  std::vector<std::string> m_brands, m_channels;
  std::vector<MinuteChanges::WatchedSince> m_watched;
};

}  // namespace

class TestHistory : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::vector<QJsonObject> m_documents;
  int m_files = 0;

  std::string newFile() { return m_folder.filePath(QString("history%1.db").arg(++m_files)).toStdString(); }
  static ClockKind clockOf(const QJsonObject& d) {
    return d["clock"].toString() == "event" ? ClockKind::kEvent : ClockKind::kWall;
  }

  // Steps of a document: events, configurations and ticks; between the ticks of a live stream more of them,
  // so that minutes end while the engine runs. Calls onTick(number, tick) after each.
  template <typename F>
  static void live(Engine& engine, const QJsonObject& document, F onTick) {
    uint64_t number = 0;
    std::optional<Time> last;
    const auto tick = [&](Time t) {
      const FramePtr frame = engine.advance(t);
      if (!onTick(TickMark{++number, t}, *frame)) return false;
      last = t;
      return true;
    };
    for (const QJsonValue& value : document["steps"].toArray()) {
      const QJsonObject step = value.toObject();
      if (step.contains("event")) {
        engine.apply(batchOf(step["event"].toObject()));
      } else if (step.contains("config")) {
        engine.configure(configOf(step["config"].toObject()));
      } else {
        const Time t = *parseTime(step["tick"].toString().toStdString());
        for (int i = 0; last && i < 30 && clockOf(document) == ClockKind::kWall; ++i) {
          if (*last + seconds(9) < t && !tick(*last + seconds(9))) return;
        }
        // At the end of its minute, so that windows are of whole minutes.
        if (!tick(t) || !tick(std::chrono::floor<minutes>(t) + seconds(59))) return;
      }
    }
  }

  // A range of the history against a window of the frame.
  // `together`: since when roll-ups are over the same brands: a window follows at once, minutes that are over
  // do not.
  QString compare(const std::string& path, const Frame& frame, Window window, Time from, Time to,
                  Time together) {
    HistoryQuery query;
    query.byBrand = query.byChannel = true;
    query.brands = frame.brands;
    query.channels = frame.channels;
    query.brands.emplace_back("all");
    query.channels.emplace_back("all");
    query.from = from;
    query.to = to;
    const Answer answer = ask(path, query);
    if (!answer.status.ok()) return QString::fromStdString(answer.status.ToString());
    for (const HistoryPoint& point : answer.periods.at(0).points) {
      if (point.brand == "all" && from < together) continue;
      const FrameCell* cell = frame.find(point.brand, point.channel, window);
      for (const HistoryFigure& figure : point.figures) {
        // A frame has no cell where nothing happened; of a share the other brands' part is known all the
        // same.
        if (info(figure.metric).isNow || (!cell && figure.metric == Metric::kShareOfVoice)) continue;
        const HistoryValue expected = valueOf(cell ? cell->figure(figure.metric) : zeroOf(figure.metric));
        if (!isSame(figure.value, expected, figure.metric)) {
          return QString::fromStdString(point.brand + "|" + point.channel + " " +
                                        std::string(name(figure.metric)) + " " + std::string(name(window)) +
                                        ": ") +
                 words(figure.value) + " instead of " + words(expected);
        }
      }
    }
    return {};
  }

 private Q_SLOTS:
  void initTestCase() {
    const QStringList asked = qEnvironmentVariable("WATCHFLOOR_SEEDS", "1-12").split('-');
    QProcess reference;
    reference.start("python3", {WATCHFLOOR_SOURCE_DIR "/tests/reference/lockstep.py", asked.first(),
                                asked.last(), QString::number(kEvents)});
    QVERIFY2(reference.waitForFinished(120'000), "python3 is needed: it is in resources/debian-packages.txt");
    for (const QByteArray& line : reference.readAllStandardOutput().split('\n')) {
      if (!line.isEmpty()) m_documents.push_back(QJsonDocument::fromJson(line).object());
    }
    QCOMPARE(static_cast<int>(m_documents.size()), asked.last().toInt() - asked.first().toInt() + 1);
  }

  void windowsAreRangesOfTheHistory() {
    for (const QJsonObject& document : m_documents) {
      const std::string path = newFile();
      HistoryStore store = *HistoryStore::open({.path = path, .keep = kDay * 100'000});
      Engine engine(configOf(document["config"].toObject()), clockOf(document));
      engine.keepMinutes();
      MinuteTable table;
      QString fault;
      std::vector<std::string> watchedOnly = configOf(document["config"].toObject()).watchedOnly;
      Time together = kDistantPast;
      live(engine, document, [&](const TickMark& mark, const Frame& frame) {
        table.add(engine.takeMinutes());
        if (std::exchange(watchedOnly, frame.watchedOnly) != frame.watchedOnly)
          together = frame.asOf + minutes(6);
        if (mark.at != std::chrono::floor<minutes>(mark.at) + seconds(59)) return true;
        if (const auto status = store.write(table, mark); !status.ok()) fault = status.ToString().c_str();
        const Time to = frame.asOf + seconds(1);
        if (to != std::chrono::floor<minutes>(to)) return true;  // the tick was before the present
        std::vector<std::pair<Window, Time>> windows{{Window::kToday, *frame.todayStart}};
        for (const Window w : {Window::k1m, Window::k15m, Window::k60m, Window::k24h})
          windows.emplace_back(w, to - *lengthOf(w));
        if (frame.isEventClock) windows = {{Window::kTotal, to - kDay * 400}};
        for (const auto& [window, from] : windows) {
          if (fault.isEmpty()) fault = compare(path, frame, window, from, to, together);
        }
        return fault.isEmpty();
      });
      QVERIFY2(fault.isEmpty(), qPrintable(QString("seed %1: %2").arg(document["seed"].toInt()).arg(fault)));
    }
  }

  void anyStepsAndGroupsAreTheSumsOfTheirParts() {
    int compared = 0;
    for (const QJsonObject& document : m_documents) {
      const int seed = document["seed"].toInt();
      std::mt19937 random(static_cast<uint32_t>(seed));
      const auto pick = [&](auto list) { return *(list.begin() + random() % list.size()); };
      const std::string path = newFile();
      HistoryStore store = *HistoryStore::open({.path = path, .keep = kDay * 100'000});
      Engine engine(configOf(document["config"].toObject()), clockOf(document));
      engine.keepMinutes();
      MinuteTable table;
      Naive naive;
      FramePtr last;
      TickMark mark;
      live(engine, document, [&](const TickMark& m, const Frame& frame) {
        const MinuteChanges changes = engine.takeMinutes();
        naive.add(changes);
        table.add(changes);
        mark = m;
        last = std::make_shared<Frame>(frame);
        if (random() % 3 == 0 && !store.write(table, mark).ok()) return false;
        return true;
      });
      QVERIFY(store.write(table, mark).ok());
      for (int q = 0; q < 6; ++q) {
        HistoryQuery query;
        query.byBrand = random() % 2;
        query.byChannel = random() % 2;
        const auto some = [&](std::vector<std::string> names) {
          names.emplace_back("all");
          std::shuffle(names.begin(), names.end(), random);
          names.resize(random() % (names.size() + 1));
          return names;
        };
        query.brands = some(last->brands);
        query.channels = some(last->channels);
        query.zone =
            pick(std::vector<std::string>{"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"});
        query.step = pick(std::vector{HistoryStep::k15m, HistoryStep::kHour, HistoryStep::kCalendarDay,
                                      HistoryStep::kWeek, HistoryStep::kMonth, HistoryStep::kTotal});
        const bool isFine = query.step <= HistoryStep::kHour;
        query.to = std::chrono::floor<minutes>(last->asOf) + minutes(random() % 3'000) - minutes(1'500);
        query.from = query.to - minutes(1 + random() % (isFine ? 600 : 60'000));
        const Answer answer = ask(path, query);
        QVERIFY2(answer.status.ok(), answer.status.ToString().c_str());
        QVERIFY(answer.periods.front().from == query.from && answer.periods.back().to == query.to);
        for (size_t i = 0; i < answer.periods.size(); ++i) {
          const HistoryPeriod& period = answer.periods[i];
          QVERIFY(i == 0 || period.from == answer.periods[i - 1].to);
          for (const HistoryPoint& point : period.points) {
            const auto expected = naive.figures(query, point, period.from, period.to);
            QCOMPARE(point.figures.size(), expected.size());
            for (size_t f = 0; f < expected.size(); ++f) {
              const HistoryFigure& found = point.figures[f];
              // The largest of a sum over several cells is not known; the naive one is of the same parts.
              QVERIFY2(isSame(found.value, expected[f].value, found.metric),
                       qPrintable(QString("seed %1 query %2: %3|%4 %5: %6 instead of %7")
                                      .arg(seed)
                                      .arg(q)
                                      .arg(point.brand.c_str())
                                      .arg(point.channel.c_str())
                                      .arg(std::string(name(found.metric)).c_str())
                                      .arg(words(found.value))
                                      .arg(words(expected[f].value))));
              ++compared;
            }
          }
        }
      }
    }
    QVERIFY2(compared > 5'000, qPrintable(QString::number(compared)));
  }

  // Through however many lives: what was written is dropped, what was not is worked out again.
  void eachTickCountsOnceThroughAnyEnds() {
    for (const QJsonObject& document : m_documents) {
      std::mt19937 random(static_cast<uint32_t>(document["seed"].toInt()));
      const auto run = [&](const std::string& path, bool isEnding) {
        for (uint64_t end = isEnding ? 1 + random() % 20 : UINT64_MAX;; end += 1 + random() % 60) {
          HistoryStore store = *HistoryStore::open({.path = path, .keep = kDay * 100'000});
          const uint64_t known = store.mark().number;
          Engine engine(configOf(document["config"].toObject()), clockOf(document));
          engine.keepMinutes();
          MinuteTable table;
          TickMark last;
          bool isWhole = true;
          live(engine, document, [&](const TickMark& mark, const Frame&) {
            const MinuteChanges changes = engine.takeMinutes();
            mark.number <= known ? table.skip(changes) : table.add(changes);
            last = mark;
            if (mark.number > known && random() % 4 == 0 && !store.write(table, mark).ok()) return false;
            isWhole = mark.number < end;
            return isWhole;
          });
          if (isWhole) return store.write(table, last).ok();
        }
      };
      const std::string once = newFile(), often = newFile();
      QVERIFY(run(once, false) && run(often, true));
      const auto content = [](const std::string& path) {
        const SQLite::Database database(path);
        QStringList rows;
        for (const char* part : {"numbers", "bins", "authors"}) {
          SQLite::Statement all(database, "SELECT brand, channel, key >> 22, hex(bytes) FROM " +
                                              std::string(part) +
                                              " LEFT JOIN cells ON number = key & 4194303 ORDER BY 3, 1, 2");
          while (all.executeStep()) {
            rows << QString("%1 %2 %3 %4 %5")
                        .arg(part)
                        .arg(all.getColumn(0).getText())
                        .arg(all.getColumn(1).getText())
                        .arg(all.getColumn(2).getInt64())
                        .arg(all.getColumn(3).getText());
          }
        }
        return rows;
      };
      const QStringList a = content(once), b = content(often);
      QVERIFY(!a.isEmpty());
      if (a == b) continue;
      QStringList onlyOnce, onlyOften;
      for (const QString& row : a) {
        if (!b.contains(row)) onlyOnce << row;
      }
      for (const QString& row : b) {
        if (!a.contains(row)) onlyOften << row;
      }
      QFAIL(qPrintable(QString("seed %1\n%2\ninstead of\n%3")
                           .arg(document["seed"].toInt())
                           .arg(onlyOften.mid(0, 5).join('\n'), onlyOnce.mid(0, 5).join('\n'))));
    }
  }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
