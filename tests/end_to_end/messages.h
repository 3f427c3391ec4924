// Messages and their corrections as JSON Lines, of acme's web channel, from the source "web", on 2 March
// 2026.
#pragma once

#include <QByteArray>

namespace watchfloor {

inline QByteArray webLine(const QByteArray& id, const QByteArray& time, const QByteArray& body) {
  return R"({"source": "web", "event_id": ")" + id + R"(", "event_time": "2026-03-02T)" + time +
         R"(Z", "brand": "acme", "channel": "web", )" + body + "}\n";
}

// A customer's message; without a label if that is empty.
inline QByteArray messageLine(const QByteArray& id, const QByteArray& time, const QByteArray& text,
                              const QByteArray& label = {}) {
  const QByteArray sentiment =
      label.isEmpty() ? QByteArray() : R"(, "sentiment": {"label": ")" + label + R"("})";
  return webLine("m" + id, time,
                 R"("message": {"message_id": ")" + id +
                     R"(", "author_id": "u", "direction": "INBOUND", "text": ")" + text + "\"" + sentiment +
                     "}");
}

// `event`: how the id of the event begins.
inline QByteArray correctionLine(const QByteArray& id, const QByteArray& time, const QByteArray& label,
                                 const QByteArray& event = "c") {
  return webLine(
      event + id + time, time,
      R"("correction": {"message_id": ")" + id + R"(", "sentiment": {"label": ")" + label + R"("}})");
}

inline QByteArray deletionLine(const QByteArray& id, const QByteArray& time) {
  return webLine("d" + id, time, R"("deletion": {"message_id": ")" + id + R"("})");
}

}  // namespace watchfloor
