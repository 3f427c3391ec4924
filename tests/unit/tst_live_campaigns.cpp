// Campaigns as messages come: the same as counting, in the end, what every message was then; what is defined
// anew begins anew.
#include <QtTest>
#include <map>
#include <random>

#include "event_builders.h"
#include "listen/live_topics.h"
#include "model/config.h"

using namespace watchfloor;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");

std::string campaign(const std::string& name, const std::string& term, const std::string& more = {}) {
  return "[[campaign]]\nname = \"" + name + "\"\nany = \"" + term +
         "\"\nstart = \"2026-03-02T12:00:00Z\"\nend = \"2026-03-02T13:00:00Z\"\n" + more;
}
TopicBook bookOf(const std::string& toml) {
  auto book = TopicBook::compile(toml, "topics.toml");
  if (!book.ok()) qFatal("%s", book.status().ToString().c_str());
  return *std::move(book);
}

Event says(int id, std::string text, Time when, std::optional<Label> label = {}, std::string brand = "acme") {
  Event event = messageEvent(std::to_string(id), when, "anna");
  event.brand = std::move(brand);
  auto& message = std::get<MessageEvent>(event.body);
  message.text = std::move(text);
  if (label) message.sentiment = Sentiment{.label = *label, .score = {}};
  return event;
}
Event about(int id, Time when, decltype(Event::body) body) {
  return {.source = "social",
          .eventId = "e" + std::to_string(id) + std::to_string(micros(when)),
          .time = when,
          .brand = {},
          .channel = {},
          .body = std::move(body)};
}
Event corrects(int id, Label label, Time when) {
  return about(id, when,
               CorrectionEvent{.messageId = "m" + std::to_string(id),
                               .sentiment = Sentiment{.label = label, .score = {}},
                               .brand = {}});
}
Event deletes(int id, Time when) {
  return about(id, when, DeletionEvent{.messageId = "m" + std::to_string(id), .byCustomer = true});
}

class Counted {
 public:
  explicit Counted(const std::string& toml) { follow(toml); }

  void follow(const std::string& toml) {
    m_book = bookOf(toml);
    m_topics.follow(m_book);
  }
  void add(const Event& event) { m_topics.add(viewOf(event), m_book); }
  void tick(Time when) {
    m_topics.advance(WindowRanges::at(when, *DayStart::make("UTC", 0), ClockKind::kWall));
  }
  CampaignReport report(const std::string& name) const {
    const std::vector<CampaignReport> reports = m_topics.campaigns().reports({name});
    return reports.empty() ? CampaignReport() : reports.front();
  }
  const LiveTopics& topics() const { return m_topics; }

 private:
  TopicBook m_book;
  LiveTopics m_topics{{}};
};

// What every message is in the end, counted then.
class Naive {
 public:
  void add(int id, std::string text, std::string brand, Time when, std::optional<Label> label) {
    m_messages.try_emplace(id, Message{std::move(text), std::move(brand), when, label});
  }
  void correct(int id, Label label) { m_messages.at(id).label = label; }
  bool has(int id) const { return m_messages.contains(id); }
  void remove(int id) { m_gone.push_back(id); }

  CampaignReport report(const TopicBook& book) const {
    CampaignReception reception(book.named().front());
    TopicScratch scratch;
    for (const auto& [id, message] : m_messages) {
      if (std::find(m_gone.begin(), m_gone.end(), id) != m_gone.end()) continue;
      if (!book.named().front().isAbout(message.brand)) continue;
      topicsOf({message.brand, message.text, message.at}, book, scratch);
      reception.add(message.at, message.label, !scratch.named.empty());
    }
    return reception.report();
  }

 private:
  struct Message {
    std::string text, brand;
    Time at;
    std::optional<Label> label;
  };
  std::map<int, Message> m_messages;
  std::vector<int> m_gone;
};

// Steps at the end in which nothing is left are none.
CampaignReport trimmed(CampaignReport report) {
  while (!report.steps.empty() && report.steps.back().total() == 0) report.steps.pop_back();
  return report;
}

}  // namespace

class TestLiveCampaigns : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void asIfCountedInTheEnd() {
    const std::string toml = campaign("Launch", "launch*", "brand = [\"acme\", \"rival\"]\n");
    const TopicBook book = bookOf(toml);
    for (uint32_t seed = 0; seed < 20; ++seed) {
      std::mt19937 random(seed);
      const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<uint32_t>(n)); };
      Counted counted(toml);
      Naive naive;
      for (int i = 0; i < 400; ++i) {
        const Time now = kNoon - minutes(10) + seconds(12) * i;
        const int id = upTo(120);
        const auto label = static_cast<Label>(upTo(3));
        if (const int what = upTo(10); what < 7) {
          const std::string brand = std::array{"acme", "rival", "other"}[static_cast<size_t>(upTo(3))];
          const std::string text = upTo(2) == 0 ? "the launch" : "is it";
          const auto own = upTo(4) == 0 ? std::nullopt : std::optional(label);
          counted.add(says(id, text, now, own, brand));
          naive.add(id, text, brand, now, own);
        } else if (what < 9) {
          if (!naive.has(id)) continue;
          counted.add(corrects(id, label, now));
          naive.correct(id, label);
        } else {
          counted.add(deletes(id, now));
          naive.remove(id);
        }
        if (i % 10 == 0) counted.tick(now);
      }
      CampaignReport told = trimmed(counted.report("Launch"));
      QCOMPARE(told.counts, naive.report(book).counts);
      QCOMPARE(told.meanwhile, naive.report(book).meanwhile);
      QVERIFY(told.steps == trimmed(naive.report(book)).steps && !told.since);
      QVERIFY(told.counts.total() > 10 && told.meanwhile.total() > told.counts.total());
    }
  }

  void aMessageCountsOnceWhateverItNames() {
    Counted counted(campaign("c", "aaa"));
    counted.tick(kNoon);
    Event event = says(1, "aaa", kNoon, Label::kNegative);
    std::get<MessageEvent>(event.body).alsoBrands = {"beta", "gamma"};
    counted.add(event);
    QCOMPARE(counted.report("c").counts.total(), 1);
    QCOMPARE(counted.report("c").meanwhile.total(), 1);
    counted.add(corrects(1, Label::kPositive, kNoon + minutes(1)));
    QCOMPARE(counted.report("c").counts.n[static_cast<size_t>(Label::kPositive)], 1);
    counted.add(deletes(1, kNoon + minutes(2)));
    QCOMPARE(counted.report("c").meanwhile.total(), 0);
  }
  void whatIsDefinedAsBeforeGoesOn() {
    Counted counted(campaign("A", "aaa") + campaign("B", "bbb"));
    counted.tick(kNoon - minutes(1));
    counted.add(says(1, "aaa bbb", kNoon, Label::kNegative));
    counted.tick(kNoon + minutes(10));
    counted.follow("hide = [\"x\"]\n" + campaign("B", "bbc") + campaign("A", "aaa"));
    counted.add(says(2, "aaa bbc", kNoon + minutes(11), Label::kPositive));
    QCOMPARE(counted.report("A").counts, (LabelCounts{{1, 0, 1, 0}}));
    QVERIFY(!counted.report("A").since);
    QCOMPARE(counted.report("B").counts, (LabelCounts{{0, 0, 1, 0}}));
    QCOMPARE(counted.report("B").meanwhile, (LabelCounts{{0, 0, 1, 0}}));
    QVERIFY(counted.report("B").since == kNoon + minutes(10));
    // What came before it began, it neither has nor takes back.
    counted.add(corrects(1, Label::kNeutral, kNoon + minutes(12)));
    counted.add(deletes(2, kNoon + minutes(12)));
    QCOMPARE(counted.report("A").counts, (LabelCounts{{0, 1, 0, 0}}));
    QCOMPARE(counted.report("B").meanwhile, LabelCounts());
    counted.follow({});
    QVERIFY(counted.topics().campaigns().reports({}).empty());
  }

  void itsBrandsAndTimesAreItsDefinition() {
    for (const std::string& other : {campaign("A", "aaa", "brand = \"acme\"\n"),
                                     campaign("A", "aaa", "none = \"bbb\"\n"), campaign("A", "aab")}) {
      Counted counted(campaign("A", "aaa"));
      counted.tick(kNoon);
      counted.add(says(1, "aaa", kNoon));
      counted.follow(other);
      QCOMPARE(counted.report("A").meanwhile.total(), 0);
    }
  }

  void itSaysSinceWhen() {
    Counted early(campaign("A", "aaa")), late(campaign("A", "aaa")), told(campaign("A", "aaa"));
    early.tick(kNoon - seconds(1));
    QVERIFY(!early.report("A").since);
    late.tick(kNoon + minutes(5));
    late.tick(kNoon + minutes(6));
    QVERIFY(late.report("A").since == kNoon + minutes(5));
    told.add(says(1, "x", kNoon + minutes(2)));  // before any tick
    told.tick(kNoon + minutes(5));
    QVERIFY(told.report("A").since == kNoon + minutes(2));
    told.add(says(2, "x", kNoon + minutes(7)));  // which it does not count
    told.follow(campaign("A", "bbb"));
    QVERIFY(told.report("A").since == kNoon + minutes(7));
  }

  // Whatever of it comes first, it is all of it.
  void aRecordingIsHeardFromItsBeginning() {
    const TopicBook book = bookOf(campaign("A", "aaa")), other = bookOf(campaign("A", "bbb"));
    LiveTopics topics({}, ClockKind::kEvent);
    topics.follow(book);
    const Event first = says(1, "aaa", kNoon + minutes(2)), before = says(2, "aaa", kNoon + minutes(1));
    topics.add(viewOf(first), book);
    topics.advance(WindowRanges::at(kNoon + minutes(2), *DayStart::make("UTC", 0), ClockKind::kEvent));
    topics.add(viewOf(before), book);
    QCOMPARE(topics.campaigns().reports({"A"}).at(0).counts.total(), 2);
    QVERIFY(!topics.campaigns().reports({"A"}).at(0).since);
    topics.follow(other);  // which another one is not
    QVERIFY(topics.campaigns().reports({"A"}).at(0).since == kNoon + minutes(2));
  }

  // All of them are told in few words; one by name with its steps.
  void listsThem() {
    Counted counted(campaign("A", "aaa") + campaign("B", "bbb"));
    counted.tick(kNoon);
    counted.add(says(1, "aaa", kNoon));
    const std::vector<CampaignReport> all = counted.topics().campaigns().reports({});
    QCOMPARE(all.size(), size_t{2});
    QVERIFY(all[0].name == "A" && all[0].counts.total() == 1 && all[0].steps.empty());
    QCOMPARE(counted.report("A").steps.size(), size_t{1});
    QVERIFY(counted.topics().campaigns().reports({"C"}).empty());
  }
};

QTEST_APPLESS_MAIN(TestLiveCampaigns)
#include "tst_live_campaigns.moc"
