// Fields by name: all that the protocol has, and what each refuses.
#include "sources/event_fields.h"

#include <watchfloor/v1/event.pb.h>

#include <QtTest>

using namespace watchfloor;

namespace {

// The names of all fields that a row can fill.
void listFields(const google::protobuf::Descriptor& message, const std::string& path, QStringList& names) {
  for (int i = 0; i < message.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *message.field(i);
    const std::string name = path.empty() ? field.name() : path + "." + field.name();
    const bool isOurs = field.message_type() && field.message_type()->file() == message.file();
    if (isOurs) {
      listFields(*field.message_type(), name, names);
    } else {
      names << QString::fromStdString(name);
    }
  }
}

}  // namespace

class TestEventFields : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFieldOfTheProtocolCanBeSet() {
    QStringList names;
    listFields(*v1::Event::descriptor(), "", names);
    for (const char* own : {"source", "event_id", "event_time"}) QVERIFY(names.removeOne(QString(own)));
    QVERIFY(names.size() > 30);
    for (const QString& name : names) QVERIFY2(fieldSetter(name.toStdString()), qPrintable(name));
    QVERIFY(!fieldSetter("contact.colour"));
  }
  void neededFieldsAreFields() {
    for (const std::string& body : bodyNames()) {
      QVERIFY(!neededFields(body).empty());
      for (const std::string& field : neededFields(body)) QVERIFY(fieldSetter(body + "." + field));
    }
  }
  void bodiesComeByName() {
    for (size_t i = 0; i < bodyNames().size(); ++i) QCOMPARE(emptyBody(bodyNames()[i]).index(), i);
  }
  void whatDoesNotFitIsRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("word") << "contact.phase"
                          << "enqueued";
    QTest::newRow("no word") << "agent.state"
                             << "";
    QTest::newRow("duration") << "contact.talk"
                              << "12";
    QTest::newRow("flag") << "message.private"
                          << "yes";
    QTest::newRow("number") << "engagement.likes"
                            << "many";
    QTest::newRow("negative number") << "agent.slots"
                                     << "-1";
    QTest::newRow("number too large") << "agent.slots"
                                      << "3000000000";
    QTest::newRow("label") << "correction.sentiment.label"
                           << "MIXED";
    QTest::newRow("score without label") << "message.sentiment.score"
                                         << "0.5";
    QTest::newRow("score out of range") << "message.sentiment.score"
                                        << "2";
  }
  void whatDoesNotFitIsRefused() {
    QFETCH(QString, name);
    QFETCH(QString, text);
    Event event;
    event.body = emptyBody(name.section('.', 0, 0).toStdString());
    QVERIFY(absl::IsInvalidArgument(fieldSetter(name.toStdString())(event, text.toStdString())));
  }
};

QTEST_APPLESS_MAIN(TestEventFields)
#include "tst_event_fields.moc"
