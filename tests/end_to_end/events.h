// Events as JSON Lines, and the files that hold them. (Raw strings stay out of the tests themselves: moc
// stumbles over them.)
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtGlobal>

namespace watchfloor {

// One step of a contact of acme's voice channel, from the source "acd", on 2 March 2026.
inline QByteArray contactLine(const QByteArray& id, const QByteArray& time, const QByteArray& phase) {
  return R"({"source": "acd", "event_id": ")" + id + phase + R"(", "event_time": "2026-03-02T)" + time +
         R"(Z", "brand": "acme", "channel": "voice", "contact": {"contact_id": ")" + id + R"(", "phase": ")" +
         phase + "\"}}\n";
}

// A call that was answered after 4 s, and one that was abandoned after 30 s.
inline QByteArray twoCalls() {
  return contactLine("a", "10:00:00", "ENQUEUED") + contactLine("a", "10:00:04", "ANSWERED") +
         contactLine("b", "10:00:10", "ENQUEUED") + contactLine("b", "10:00:40", "ABANDONED");
}

// A call of today, in a brand's voice channel: it waited for so many seconds, and ended so.
inline QByteArray callOf(const QByteArray& brand, const QByteArray& id, const QDateTime& began,
                         const char* end, int wait) {
  const auto line = [&](const char* phase, const QDateTime& at) {
    const QJsonObject event{{"source", "acd"},
                            {"event_id", QString(id + phase)},
                            {"event_time", at.toString("yyyy-MM-ddTHH:mm:ss") + "Z"},
                            {"brand", QString(brand)},
                            {"channel", "voice"},
                            {"contact", QJsonObject{{"contact_id", QString(id)}, {"phase", phase}}}};
    return QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
  };
  return line("ENQUEUED", began) + line(end, began.addSecs(wait));
}

inline void writeTo(const QString& name, const QByteArray& content,
                    QIODevice::OpenMode mode = QIODevice::WriteOnly) {
  QFile file(name);
  if (!file.open(mode) || file.write(content) != content.size()) qFatal("cannot write %s", qPrintable(name));
}

// Empty when it cannot be read.
inline QByteArray contentOf(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A folder of files for one test.
class Files {
 public:
  QString path(const QString& name) const { return m_folder.filePath(name); }
  QString write(const QString& name, const QByteArray& content) const {
    writeTo(path(name), content);
    return path(name);
  }

 private:
  QTemporaryDir m_folder;
};

}  // namespace watchfloor
