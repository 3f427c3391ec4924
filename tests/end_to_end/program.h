// The project's programs, as a user starts them.
//
//   const Outcome outcome = run("watchfloorctl", {"measure", "calls.jsonl"});
//   QCOMPARE(outcome.code, 0);
#pragma once

#include <signal.h>

#include <QProcess>
#include <QString>
#include <QStringList>

namespace watchfloor {

// Generous, as machines are loaded; nothing waits for it that works.
inline constexpr int kPatienceMs = 60'000;

struct Outcome {
  int code = -1;  // -1: it crashed, or did not end in time
  QByteArray out, err;
};

inline QString pathOf(const QString& program) { return QString(WATCHFLOOR_BIN_DIR "/") + program; }

// Runs any program to its end.
inline Outcome runAny(const QString& path, const QStringList& arguments, const QByteArray& input = {}) {
  QProcess process;
  process.start(path, arguments);
  process.write(input);
  process.closeWriteChannel();
  if (!process.waitForFinished(kPatienceMs))
    return {-1, process.readAllStandardOutput(), "did not end in time"};
  const bool hasExited = process.exitStatus() == QProcess::NormalExit;
  return {hasExited ? process.exitCode() : -1, process.readAllStandardOutput(),
          process.readAllStandardError()};
}

inline Outcome run(const QString& program, const QStringList& arguments, const QByteArray& input = {}) {
  return runAny(pathOf(program), arguments, input);
}

// watchfloord on a port of its own, or where it is told, until it is destroyed.
class Daemon {
 public:
  explicit Daemon(const QStringList& arguments = {}, const QString& listen = "127.0.0.1:0") {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(pathOf("watchfloord"), QStringList{"--listen", listen} + arguments);
    while (m_address.isEmpty() && (m_process.canReadLine() || m_process.waitForReadyRead(kPatienceMs))) {
      const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
      if (line.contains("listening on ")) m_address = line.section("listening on ", 1);
    }
  }
  ~Daemon() { stop(); }

  // "127.0.0.1:40123"; empty when it did not start.
  QString address() const { return m_address; }

  // As if its machine had lost power.
  void kill() {
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
  }

  void signal(int signal) const { ::kill(static_cast<pid_t>(m_process.processId()), signal); }

  // Ends it in good order; its exit code, -1 when it crashed.
  int stop() {
    if (m_process.state() == QProcess::NotRunning) return m_code;
    m_process.terminate();
    const bool hasEnded =
        m_process.waitForFinished(kPatienceMs) && m_process.exitStatus() == QProcess::NormalExit;
    return m_code = hasEnded ? m_process.exitCode() : -1;
  }

 private:
  QProcess m_process;
  QString m_address;
  int m_code = -1;
};

}  // namespace watchfloor
