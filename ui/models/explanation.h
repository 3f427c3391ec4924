// How one figure came about: value, numerator and denominator, n, window, age, sources, definition. The wall
// keeps one of them; whatever shows a figure asks for its own, and it is filled in anew with every frame.
//
//   explanation.ask("service_level", "", "", 0, area, true);
//   explanation.names()   -> {"Figure", "Meaning", "Numerator", …}
//   explanation.texts()   -> {"83.1 %", "the share of contacts answered within their target", "675 …", …}
//   explanation.copy();   // to the clipboard
//
// GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QRectF>
#include <QStringList>
#include <vector>

#include "situation.h"

namespace watchfloor {

// What is said about a figure, under a name.
struct Fact {
  QString name, text;
  bool operator==(const Fact&) const = default;
};

// `at` is narrowed to the figure's brand, channel and window. Costs a look at the cell and at the sources.
std::vector<Fact> factsOf(const Subject& subject, const Threshold& threshold, const Situation& at);

// Of whom, and over which window.
std::vector<Fact> scopeFacts(const Situation& at, Window window);

class Explanation : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(bool isOpen READ isOpen NOTIFY changed)
  Q_PROPERTY(bool isHeld READ isHeld NOTIFY changed)  // until it is closed, not until the pointer leaves
  Q_PROPERTY(QString title READ title NOTIFY changed)
  Q_PROPERTY(QStringList names READ names NOTIFY changed)
  Q_PROPERTY(QStringList texts READ texts NOTIFY changed)
  Q_PROPERTY(QRectF area READ area NOTIFY changed)  // of the figure, in the window, pixels
  Q_PROPERTY(QString plainText READ plainText NOTIFY changed)
  Q_PROPERTY(bool isCopied READ isCopied NOTIFY changed)

 public:
  // Which figure: of a tile by its key; of its row or cell by brand and channel (empty: the tile's own), and
  // of its column; or of its row by topic; of a chart by slot (below 0: all of it).
  struct Asked {
    QString tile, brand, channel;
    int column = 0;
    QString topic = {};
    int slot = -1;
    bool operator==(const Asked&) const = default;
  };

  using QObject::QObject;

  Q_INVOKABLE void ask(const QString& tile, const QString& brand, const QString& channel, int column,
                       QRectF area, bool isHeld, const QString& topic = {}, int slot = -1);
  // The one that was closed last, held.
  Q_INVOKABLE void askAgain();
  // The pointer left the figure: closes what is not held.
  Q_INVOKABLE void leave();
  Q_INVOKABLE void close();
  Q_INVOKABLE void copy();
  // The conversations behind a figure, whether it is explained or not: who owns it opens them.
  Q_INVOKABLE void askConversations(const QString& tile, const QString& brand, const QString& channel,
                                    int column, const QString& topic, int slot = -1) {
    Q_EMIT conversationsAsked({tile, brand, channel, column, topic, slot});
  }

  // Of a figure that is no longer there: closes.
  void show(const QString& title, std::vector<Fact> facts);

  const std::optional<Asked>& asked() const { return m_asked; }
  bool isOpen() const { return m_asked.has_value(); }
  bool isHeld() const { return m_isHeld; }
  QString title() const { return m_title; }
  QStringList names() const;
  QStringList texts() const;
  QRectF area() const { return m_area; }
  bool isCopied() const { return m_isCopied; }
  // What copy() copies: the figure, and all that is known about it, a fact a line.
  QString plainText() const;

 Q_SIGNALS:
  void changed();
  void askedAnew();  // who owns it shows it
  void conversationsAsked(const Asked& figure);

 private:
  std::optional<Asked> m_asked, m_last;
  QRectF m_area;
  bool m_isHeld = false, m_isCopied = false;
  QString m_title;
  std::vector<Fact> m_facts;
};

}  // namespace watchfloor
