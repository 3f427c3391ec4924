// Events as JSON Lines, and the files that hold them. (Raw strings stay out of the tests themselves: moc
// stumbles over them.)
#pragma once

#include <QByteArray>
#include <QFile>
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

inline void writeTo(const QString& name, const QByteArray& content,
                    QIODevice::OpenMode mode = QIODevice::WriteOnly) {
  QFile file(name);
  if (!file.open(mode) || file.write(content) != content.size()) qFatal("cannot write %s", qPrintable(name));
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
