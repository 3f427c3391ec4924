// Delimited files: quoting, broken rows, times, ids, and our own files with the traps of the recordings.
#include "sources/delimited.h"

#include <absl/strings/str_cat.h>

#include <QtTest>
#include <algorithm>
#include <random>

#include "reading.h"

using namespace watchfloor;

namespace {

// Rows "id,text" are messages.
const char* kMessages = R"(
  kind = "delimited"
  source = "s"
  id = "{id}"
  brand = "acme"
  channel = "web"
  [[event]]
  time = "2026-03-02T10:00:00Z"
  message = { message_id = "{id}", author_id = "u", direction = "INBOUND", text = "{text}" }
)";

Profile profileOf(const std::string& text) {
  absl::StatusOr<Profile> profile = parseProfile(text, "p.toml");
  if (!profile.ok()) qFatal("%s", profile.status().ToString().c_str());
  return *std::move(profile);
}

QStringList textsOf(const Reading& reading) {
  QStringList texts;
  for (const Event& event : reading.events) {
    texts << QString::fromStdString(event.eventId + "=" + std::get<MessageEvent>(event.body).text);
  }
  return texts;
}

QStringList problemsOf(const Reading& reading) {
  QStringList problems;
  for (const Problem& problem : reading.problems) {
    problems << QString("%1: %2").arg(problem.line).arg(QString::fromStdString(problem.reason));
  }
  return problems;
}

const MessageEvent& messageOf(const Reading& reading, const std::string& id) {
  for (const Event* event : reading.of<MessageEvent>()) {
    const auto& message = std::get<MessageEvent>(event->body);
    if (message.messageId == id) return message;
  }
  qFatal("no message %s", id.c_str());
}

}  // namespace

class TestDelimited : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void rowsAreSplit_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("plain") << QByteArray("id,text\n1,a\n2,b\n") << QStringList{"1=a", "2=b"};
    QTest::newRow("no end, CRLF, mark")
        << QByteArray("\xEF\xBB\xBFid,text\r\n1,a\r\n2,b") << QStringList{"1=a", "2=b"};
    QTest::newRow("columns in another order") << QByteArray("x,text,y,id\n-,a,-,1\n") << QStringList{"1=a"};
    QTest::newRow("quotes") << QByteArray("id,text\n1,\"a, \"\"b\"\"\"\n2,\"\"\n3,\"\"\"\"\n")
                            << QStringList{"1=a, \"b\"", "2=", "3=\""};
    QTest::newRow("quoted line breaks")
        << QByteArray("id,text\n1,\"a\nb\n\n\"\"c\"\n2,d\n") << QStringList{"1=a\nb\n\n\"c", "2=d"};
    QTest::newRow("quoted CRLF") << QByteArray("id,text\r\n1,\"a\r\nb\"\r\n") << QStringList{"1=a\nb"};
    QTest::newRow("a quote within") << QByteArray("id,text\n1,5\" tall\n\"2\",say \"hi\"\n")
                                    << QStringList{"1=5\" tall", "2=say \"hi\""};
    QTest::newRow("empty lines, empty value at the end")
        << QByteArray("id,text\n\n1,\n\n") << QStringList{"1="};
    QTest::newRow("only a header") << QByteArray("id,text\n") << QStringList{};
    QTest::newRow("empty") << QByteArray("") << QStringList{};
  }
  void rowsAreSplit() {
    QFETCH(QByteArray, text);
    QFETCH(QStringList, texts);
    const Reading reading = readText(profileOf(kMessages), text.toStdString());
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(problemsOf(reading), QStringList{});
    QCOMPARE(textsOf(reading), texts);
  }

  void brokenRowsCostOnlyThemselves_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QStringList>("problems");
    const QString tooFew = "%1: %2 columns instead of 2; is a line break not quoted?";
    QTest::newRow("too many columns") << QByteArray("id,text\n1,a,b\n2,c\n") << QStringList{"2=c"}
                                      << QStringList{"2: 3 columns instead of 2; is a delimiter not quoted?"};
    QTest::newRow("an unquoted line break")
        << QByteArray("x,id,text\n1,1\n,b\n2,2,c\n") << QStringList{"2=c"}
        << QStringList{"2: 2 columns instead of 3; is a line break not quoted?"};
    QTest::newRow("cut off") << QByteArray("id,text\n1,a\n2") << QStringList{"1=a"}
                             << QStringList{tooFew.arg(3).arg(1)};
    QTest::newRow("an unquoted CR") << QByteArray("id,text\n1,a\r\rb\n2,c\n") << QStringList{"2=c"}
                                    << QStringList{"2: a line break that is not quoted"};
    QTest::newRow("an open quote at the end")
        << QByteArray("id,text\n1,\"a\n2,b\n3,c\n") << QStringList{"2=b", "3=c"}
        << QStringList{"2: a quote is never closed"};
    QTest::newRow("text after a quote") << QByteArray("id,text\n1,\"a\"b\n2,c\n") << QStringList{"2=c"}
                                        << QStringList{"2: text stands after a closing quote"};
    QTest::newRow("text after a quote, lines later")
        << QByteArray("id,text\n1,\"a\n2,b\n3,\"c\"\n4,d\n") << QStringList{"2=b", "3=c", "4=d"}
        << QStringList{"2: text stands after a closing quote"};
    QTest::newRow("not UTF-8") << QByteArray("id,text\n1,\xff\n2,b\n") << QStringList{"2=b"}
                               << QStringList{"2: not UTF-8, or with a NUL in it"};
    QTest::newRow("NUL") << QByteArray("id,text\n1,a\0b\n2,b\n", 18) << QStringList{"2=b"}
                         << QStringList{"2: not UTF-8, or with a NUL in it"};
    QTest::newRow("no id") << QByteArray("id,text\n,a\n2,b\n") << QStringList{"2=b"}
                           << QStringList{"2: id: is empty"};
    QTest::newRow("a line of 10 MB") << "id,text\n1," + QByteArray(10'000'000, 'x') + "\n2,b\n"
                                     << QStringList{"2=b"} << QStringList{"2: longer than 1048576 bytes"};
    QTest::newRow("a line of 10 MB in quotes")
        << "id,text\n1,\"a\n" + QByteArray(10'000'000, 'x') + "\"\n2,b\n"
        << QStringList{"2=b"} << QStringList{"2: a quote is never closed", "3: longer than 1048576 bytes"};
  }
  void brokenRowsCostOnlyThemselves() {
    QFETCH(QByteArray, text);
    QFETCH(QStringList, texts);
    QFETCH(QStringList, problems);
    const Reading reading = readText(profileOf(kMessages), text.toStdString());
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(problemsOf(reading), problems);
    QCOMPARE(textsOf(reading), texts);
  }

  void aQuoteThatIsNeverClosedIsGivenUp() {
    std::string text = "id,text\n1,\"a\n";
    for (int i = 2; i < 3000; ++i) text += std::to_string(i) + ",b\n";
    const Reading reading = readText(profileOf(kMessages), text);
    QCOMPARE(problemsOf(reading), QStringList{"2: a quote is not closed within 1 MiB or 1,000 lines"});
    QCOMPARE(reading.events.size(), 2998U);
  }

  void hostileQuotesEnd() {  // every line leaves a quote open, wherever one begins
    std::string text = "id,text\n";
    for (int i = 0; i < 5000; ++i) text += "x\",\"y\n";
    const Reading reading = readText(profileOf(kMessages), text);
    QCOMPARE(reading.events.size(), 0U);
    QCOMPARE(reading.problems.size(), 5000U);
  }

  void aMissingColumnEndsTheReading() {
    const Reading reading = readText(profileOf(kMessages), "id,txt\n1,a\n");
    QVERIFY(absl::IsInvalidArgument(reading.status));
    const QString said = QString::fromStdString(reading.status.ToString());
    QVERIFY2(said.contains("input:1: profile p: there is no column \"text\", only id, txt"),
             qPrintable(said));
  }

  void columnsMayBeNamedByTheProfile() {
    const Profile profile =
        profileOf(absl::StrCat("columns = [\"id\", \"text\"]\ndelimiter = \";\"\nquote = \"\"\n", kMessages));
    const Reading reading = readText(profile, "1;\"a\n2;b\n");
    QCOMPARE(textsOf(reading), (QStringList{"1=\"a", "2=b"}));
  }

  void valuesThatNoFieldTakesAreTold() {
    const Profile profile = profileOf(R"(
      kind = "delimited"
      source = "s"
      brand = "{brand}"
      channel = "voice"
      time_format = "%s"
      [[event]]
      time = "{time}"
      contact = { contact_id = "{id}", phase = "{phase}", wait = "{wait}" }
    )");
    const Reading reading =
        readText(profile,
                 "time,brand,id,phase,wait\n1,b,c,ENQUEUED,\nsoon,b,c,ENQUEUED,\n"
                 "1,b,c,RINGING,\n1,b,c,ANSWERED,long\n1,all,c,ENQUEUED,\n1,b,,ENQUEUED,\n"
                 "1,b,c,ANSWERED,-1.5s\n");
    QCOMPARE(reading.events.size(), 2U);
    QVERIFY(!std::get<ContactEvent>(reading.events[0].body).wait);
    QVERIFY(std::get<ContactEvent>(reading.events[1].body).wait == std::chrono::milliseconds(-1500));
    QCOMPARE(
        problemsOf(reading),
        (QStringList{"3: time: \"soon\" is not written as %s",
                     "4: contact.phase: expected ENQUEUED or ANSWERED or ABANDONED or FLOWED_OUT or ENDED or "
                     "WRAPPED_UP, found \"RINGING\"",
                     "5: contact.wait: expected a duration such as 12.5s, found \"long\"",
                     "6: no brand may be called \"all\"", "7: contact.contact_id is missing"}));
  }

  void allFieldsOfAMessage() {
    const Profile profile = profileOf(R"(
      kind = "delimited"
      source = "s"
      id = "{a}"
      [[event]]
      time = "2026-03-02T10:00:00.25+01:00"
      brand = "acme"
      channel = "web"
      [event.message]
      message_id = "m"
      conversation_id = "c"
      reply_to = "r"
      author_id = "u"
      direction = "OUTBOUND"
      automatic = "true"
      private = "false"
      also_brands = "bravo, cirrus"
      sentiment = { label = "NEGATIVE", score = "-0.5" }
      reach = "5000000000"
      language = "pt-BR"
    )");
    const Reading reading = readText(profile, "a\n1\n");
    QCOMPARE(problemsOf(reading), QStringList{});
    const MessageEvent& m = messageOf(reading, "m");
    QCOMPARE(formatTime(reading.events[0].time), std::string("2026-03-02T09:00:00.25Z"));
    QVERIFY(m.conversationId == "c" && m.replyTo == "r" && m.authorId == "u" && m.isAutomatic &&
            !m.isPrivate);
    QVERIFY(m.direction == MessageEvent::Direction::kOutbound && m.reach == 5'000'000'000);
    QCOMPARE(m.language, std::string("pt-BR"));
    QVERIFY((m.alsoBrands == std::vector<std::string>{"bravo", "cirrus"}));
    QVERIFY(m.sentiment->label == Label::kNegative && m.sentiment->score == -0.5);
  }

  void rowsWithoutIdsGetThemFromTheirText() {
    std::string text = kMessages;
    text.replace(text.find("id = \"{id}\""), 11, "");
    const Reading reading = readText(profileOf(text), "id,text\n1,a\n2,b\n1,a\n");
    QCOMPARE(reading.events.size(), 3U);
    const QString first = QString::fromStdString(reading.events[0].eventId);
    QVERIFY(first.endsWith(":1"));
    QVERIFY(reading.events[1].eventId != reading.events[0].eventId);
    QCOMPARE(QString::fromStdString(reading.events[2].eventId), first.chopped(1) + "2");
  }

  void aTimeOfDayBelongsToTheNearestDay() {
    const Profile profile = profileOf(R"(
      kind = "delimited"
      source = "s"
      id = "{begin}"
      time_format = "%Y-%m-%d %H:%M"
      zone = "Europe/Berlin"
      near = "{date} {begin}"
      [[event]]
      time = "{date} {end}"
      deletion = { message_id = "m" }
    )");
    const Reading reading = readText(profile,
                                     "date,begin,end\n2026-03-02,23:50,0:10\n2026-03-02,0:05,23:58\n"
                                     "2026-03-02,9:00,15:00\n2026-03-28,23:00,4:00\n");
    QCOMPARE(problemsOf(reading), QStringList{});
    QStringList times;
    for (const Event& event : reading.events) times << QString::fromStdString(formatTime(event.time));
    QCOMPARE(times, (QStringList{"2026-03-02T23:10:00Z", "2026-03-01T22:58:00Z", "2026-03-02T14:00:00Z",
                                 "2026-03-29T02:00:00Z"}));  // summer time begins in that night
  }

  void noBytesDoHarm() {  // any damage to a file costs rows, never the reading
    QFile fixture(QString::fromStdString(kFixtures + "conversations.csv"));
    QVERIFY(fixture.open(QIODevice::ReadOnly));
    const std::string whole = fixture.readAll().toStdString();
    const Profile profile = *findProfile("support_tweets", kProfiles);
    const size_t header = whole.find('\n') + 1;
    for (uint32_t seed = 0; seed < 300; ++seed) {
      std::mt19937 dice(seed);
      std::string text = whole;
      for (uint32_t i = 0; i < 1 + seed % 20; ++i) {
        const size_t at = header + dice() % (text.size() - header);
        static constexpr char kBytes[] = {'"', ',', '\n', '\r', '\0', '\xff', '\xc3', '&', '@', '.', '{'};
        if (dice() % 2) {
          text[at] = kBytes[dice() % std::size(kBytes)];
        } else {
          text.insert(at, 1, kBytes[dice() % std::size(kBytes)]);
        }
      }
      if (seed % 7 == 0) text.resize(header + dice() % (text.size() - header));
      const Reading reading = readText(profile, text);
      QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
      for (const Event& event : reading.events) QVERIFY(validate(event).ok());
      const auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
      QVERIFY(reading.events.size() + reading.problems.size() <= lines + 1);
      QVERIFY(seed % 7 == 0 || reading.events.size() + 2 * (1 + seed % 20) + 2 >= 9);
    }
  }

  void callsWithTheTrapsOfTheRecording() {
    const Reading reading = readFile(*findProfile("bank_calls", kProfiles), kFixtures + "calls.tsv");
    QVERIFY2(reading.status.ok(), reading.status.ToString().c_str());
    QCOMPARE(problemsOf(reading), QStringList{});
    auto phases = reading.phases();
    QCOMPARE(phases[ContactEvent::Phase::kEnqueued], 8);  // of 13 rows: those that queued, but a PHANTOM
    QCOMPARE(phases[ContactEvent::Phase::kAnswered], 8);
    QCOMPARE(phases[ContactEvent::Phase::kAbandoned], 3);
    QCOMPARE(phases[ContactEvent::Phase::kEnded], 8);
    const auto at = [&](const char* contact, ContactEvent::Phase phase) {
      for (const Event& event : reading.events) {
        const auto& body = std::get<ContactEvent>(event.body);
        if (body.contactId == contact && body.phase == phase) return formatTime(event.time);
      }
      return std::string("none");
    };
    using Phase = ContactEvent::Phase;
    QCOMPARE(at("AA0102-1002", Phase::kEnqueued), std::string("1999-03-02T21:59:40Z"));
    QCOMPARE(at("AA0102-1002", Phase::kAbandoned), std::string("1999-03-02T22:00:30Z"));  // past midnight
    QCOMPARE(at("AA0102-1003", Phase::kEnqueued), std::string("1999-03-02T22:00:00Z"));   // at midnight
    QCOMPARE(at("AA0102-1004", Phase::kEnded), std::string("1999-03-02T22:03:09Z"));
    QCOMPARE(at("AA0102-1001", Phase::kEnqueued), std::string("1999-03-02T06:29:30Z"));  // negative vru_time
    QCOMPARE(at("AA0101-1001", Phase::kAnswered), std::string("1999-03-02T07:00:10Z"));
    QCOMPARE(at("AA0101-1005", Phase::kEnqueued), std::string("none"));  // left in the menu
    QCOMPARE(at("AA0101-1006", Phase::kAnswered), std::string("none"));  // PHANTOM
    QCOMPARE(at("AA0101-1007", Phase::kEnded), at("AA0101-1007", Phase::kAnswered));
    QCOMPARE(at("AA0201-1002", Phase::kEnded), std::string("1999-03-03T08:05:35Z"));
  }

  void tweetsWithTheTrapsOfTheRecording() {
    const Reading reading = readFile(*findProfile("airline_tweets", kProfiles), kFixtures + "tweets.csv");
    QCOMPARE(problemsOf(reading), QStringList{});
    QCOMPARE(reading.events.size(), 7U);
    QCOMPARE(reading.events[2].eventId, reading.events[4].eventId);  // the engine counts it once
    QVERIFY(messageOf(reading, "103").sentiment->label == Label::kNeutral);
    QCOMPARE(messageOf(reading, "103").text, std::string("@redkite does <gate 7> board first & when?"));
    QCOMPARE(messageOf(reading, "104").text, std::string("@bluejay thank you\nfor the seat!"));
    QCOMPARE(formatTime(reading.events[0].time), std::string("2026-03-02T19:35:52Z"));
    QCOMPARE(reading.events[0].brand, std::string("Blue Jay"));
  }

  void conversationsWithTheTrapsOfTheRecording() {
    const Reading reading =
        readFile(*findProfile("support_tweets", kProfiles), kFixtures + "conversations.csv");
    QCOMPARE(problemsOf(reading), (QStringList{"7: a line break that is not quoted",
                                               "11: 6 columns instead of 8; is a line break not quoted?"}));
    QCOMPARE(reading.events.size(), 9U);
    QCOMPARE(messageOf(reading, "1").replyTo, std::string("3"));
    QVERIFY(messageOf(reading, "1").direction == MessageEvent::Direction::kOutbound);
    QCOMPARE(reading.events[0].brand, std::string("AcmeHelp"));
    QCOMPARE(reading.events[1].brand, std::string("unknown"));  // names nobody
    QCOMPARE(reading.events[2].brand, std::string("AcmeHelp"));
    QCOMPARE(reading.events[5].brand, std::string("unknown"));  // names a customer
  }
};

QTEST_APPLESS_MAIN(TestDelimited)
#include "tst_delimited.moc"
