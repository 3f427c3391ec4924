// From a number to the conversations behind it: a list, a conversation, its author's history, a search; one
// from the other, and back. What people do to a conversation, too, if the wall says who they are.
//
//   browser.connectTo("127.0.0.1:7411", "ann", false);
//   browser.open({.brand = "acme"});  // all channels: those that wait longest first
//   browser.enter();                // the conversation of the current line
//   browser.act(ActKind::kAssign, "ann", "");
//   browser.back();
//
// What is shown is that of now, whatever the board shows; it is asked anew every kAnew, and stays, marked as
// stale, when the engine is gone. GUI thread; it reads no clock: show() tells the time.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSizeF>
#include <QStringList>
#include <deque>
#include <memory>
#include <vector>

#include "conversation_feed.h"
#include "conversation_lines.h"
#include "models/situation.h"

namespace watchfloor {

class ConversationBrowser : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(bool isOpen READ isOpen NOTIFY changed)
  Q_PROPERTY(int view READ view NOTIFY viewChanged)  // BrowserView
  Q_PROPERTY(watchfloor::ConversationLines* lines READ lines CONSTANT)
  Q_PROPERTY(watchfloor::ConversationLines* acts READ acts CONSTANT)
  Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY changed)  // of the lines
  Q_PROPERTY(QString title READ title NOTIFY changed)
  Q_PROPERTY(QString scope READ scope NOTIFY changed)          // of what, or how it stands
  Q_PROPERTY(QString whenTitle READ whenTitle NOTIFY changed)  // what the lines of a list begin with
  Q_PROPERTY(QString ageText READ ageText NOTIFY changed)
  Q_PROPERTY(bool isStale READ isStale NOTIFY changed)
  Q_PROPERTY(QString problem READ problem NOTIFY changed)  // why it is not answered; empty: it is
  Q_PROPERTY(QString note READ note NOTIFY changed)  // what else is to be known: masked, paused, a recording
  Q_PROPERTY(QString nothingText READ nothingText NOTIFY changed)
  Q_PROPERTY(QString moreText READ moreText NOTIFY changed)  // that there are more than are shown
  // For the text of a line, and of an act, arc minutes: what has none is counted.
  Q_PROPERTY(QSizeF room READ room WRITE setRoom NOTIFY changed)
  Q_PROPERTY(QSizeF actsRoom READ actsRoom WRITE setActsRoom NOTIFY changed)
  // Of a conversation: over its time, and when that begins and ends.
  Q_PROPERTY(QList<double> customers READ customers NOTIFY changed)
  Q_PROPERTY(QList<double> brand READ brand NOTIFY changed)
  Q_PROPERTY(QList<double> sentiment READ sentiment NOTIFY changed)
  Q_PROPERTY(QString fromText READ fromText NOTIFY changed)
  Q_PROPERTY(QString toText READ toText NOTIFY changed)
  // What people do.
  Q_PROPERTY(bool canAct READ canAct NOTIFY changed)
  Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)
  Q_PROPERTY(bool canCorrect READ canCorrect NOTIFY changed)  // the current message is a customer's
  Q_PROPERTY(QString actor READ actor NOTIFY changed)         // empty: the wall is read only
  Q_PROPERTY(QString said READ said NOTIFY changed)           // what was done, by whom and when, or why not
  Q_PROPERTY(QStringList buckets READ buckets CONSTANT)
  Q_PROPERTY(int bucket READ bucket NOTIFY changed)  // of the conversation, in buckets; below 0: none

 public:
  static constexpr Duration kAnew = seconds(30), kAgain = seconds(5);  // the latter after an error
  static constexpr Duration kStale = seconds(60);

  explicit ConversationBrowser(QObject* parent = nullptr);
  ~ConversationBrowser() override;

  // Which engine is asked, who acts (empty: nobody may), and whether names and texts are asked for.
  void connectTo(std::string target, std::string actor, bool isUnmasked);
  // What time it is, and how the engine is; once a second.
  void show(const Situation& situation);

  // A list, or a search.
  void open(ConversationQuestion question);
  // That conversation, behind which the list of its brand's lies.
  void openConversation(int64_t number, const std::string& brand);
  Q_INVOKABLE void close();
  Q_INVOKABLE void enter();
  Q_INVOKABLE void back();  // closes it where it began
  Q_INVOKABLE void search(const QString& words);
  Q_INVOKABLE void toggleOrder();
  Q_INVOKABLE void stepBucket();
  void setCurrent(int line);
  void setRoom(QSizeF room);
  void setActsRoom(QSizeF room);

  Q_INVOKABLE void assign(const QString& owner) { act(ActKind::kAssign, owner, {}); }
  Q_INVOKABLE void handle(const QString& state) { act(ActKind::kHandle, state, {}); }
  Q_INVOKABLE void move(int bucket, const QString& reason);
  Q_INVOKABLE void writeNote(const QString& text) { act(ActKind::kNote, text, {}); }
  Q_INVOKABLE void correct(int label);  // the sentiment of the current message: -1, 0, 1
  Q_INVOKABLE void undo();              // the newest act that stands

  bool isOpen() const { return !m_levels.empty(); }
  bool isAnswered() const { return !m_isAsking; }  // what was asked last
  int view() const { return isOpen() ? top().question.view : BrowserView::List; }
  ConversationLines* lines() { return &m_lines; }
  ConversationLines* acts() { return &m_acts; }
  int current() const { return isOpen() ? top().current : 0; }
  QString title() const;
  QString scope() const;
  QString whenTitle() const;
  QString ageText() const;
  bool isStale() const;
  QString problem() const;
  QString note() const;
  QString nothingText() const;
  QString moreText() const;
  QSizeF room() const { return m_room; }
  QSizeF actsRoom() const { return m_actsRoom; }
  const QList<double>& customers() const { return m_customers; }
  const QList<double>& brand() const { return m_brand; }
  const QList<double>& sentiment() const { return m_sentiment; }
  const QString& fromText() const { return m_fromText; }
  const QString& toText() const { return m_toText; }
  bool canAct() const { return conversation() && !m_actor.isEmpty(); }
  bool canUndo() const { return canAct() && newestAct(); }
  bool canCorrect() const;
  const QString& actor() const { return m_actor; }
  const QString& said() const { return m_said; }
  QStringList buckets() const;
  int bucket() const;

 Q_SIGNALS:
  void changed();
  void viewChanged();  // another list, conversation, history or search

 private:
  // A question, what was last answered, and where somebody was.
  struct Level {
    ConversationQuestion question;
    ConversationAnswer answer = {};
    std::optional<Time> answered = {};
    absl::Status status = {};
    int current = 0;
  };

  Level& top() { return m_levels.back(); }
  const Level& top() const { return m_levels.back(); }
  const ConversationEntry* conversation() const;  // that is read; null: none
  const ConversationRecord* newestAct() const;
  QString scopeText(const QString& allBrands) const;
  QString headingOf(const ConversationQuestion& question) const;
  void descend(ConversationQuestion question);
  void change(ConversationQuestion question);
  void ask();
  void take(absl::StatusOr<ConversationAnswer> answer);
  void act(ActKind kind, const QString& to, const QString& reason, int64_t undone = 0, int64_t message = 0);
  void hear(const absl::StatusOr<Conversations::Acted>& acted);
  void fill();
  void fillSoon();

  std::unique_ptr<ConversationFeed> m_feed;
  QString m_actor, m_said;
  bool m_isUnmasked = false;
  std::vector<Level> m_levels;
  std::deque<int64_t> m_actedOn;  // conversations whose acts are under way, in order
  bool m_isAsking = false, m_isFillDue = false;
  Time m_now{}, m_present{}, m_asked{};
  QTimeZone m_zone{QTimeZone::utc()};
  QString m_ourBrands;  // those that a list has
  bool m_isEngineGone = false, m_isRecording = false, m_isPaused = false;
  QSizeF m_room, m_actsRoom;
  ConversationLines m_lines, m_acts;
  QList<double> m_customers, m_brand, m_sentiment;
  QString m_fromText, m_toText;
};

}  // namespace watchfloor
