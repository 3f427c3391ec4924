#include "conversation_browser.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "conversation_columns.h"
#include "conversation_texts.h"
#include "models/format.h"
#include "models/names.h"

namespace watchfloor {
namespace {

bool isMasked(const ConversationAnswer& answer) {
  return std::ranges::any_of(answer.entries, &ConversationEntry::isMasked) ||
         std::ranges::any_of(answer.messages, &ConversationMessage::isMasked);
}

// Where what stood at `at` stands now; there, if it is gone.
template <class Item, class Key>
int placeOf(const std::vector<Item>& before, const std::vector<Item>& now, int at, Key key) {
  if (at >= std::ssize(before)) return at;
  const auto was = key(before[static_cast<size_t>(at)]);
  const auto found = std::ranges::find_if(now, [&](const Item& item) { return key(item) == was; });
  return found == now.end() ? at : static_cast<int>(found - now.begin());
}

// Where columns begin and end. Of a day the first to the minute, however long ago, and the last by the clock:
// there is room for one date.
std::pair<QString, QString> endsOf(const ConversationColumns& columns, Time present, const QTimeZone& zone) {
  if (columns.customers.isEmpty()) return {};
  if (columns.to == columns.from) return {formatMinute(columns.from, present, zone), {}};
  if (columns.to - columns.from < kDay)
    return {formatMinute(columns.from, present, zone), formatClock(columns.to, zone)};
  return {formatMoment(columns.from, present, zone), formatMoment(columns.to, present, zone)};
}

}  // namespace

ConversationBrowser::ConversationBrowser(QObject* parent) : QObject(parent) {}
ConversationBrowser::~ConversationBrowser() = default;

void ConversationBrowser::connectTo(std::string target, std::string actor, bool isUnmasked) {
  m_isUnmasked = isUnmasked;
  m_actor = QString::fromStdString(actor).trimmed();
  m_feed = std::make_unique<ConversationFeed>(
      std::move(target), isUnmasked,
      ConversationFeed::Calls{.answered = [this](auto answer) { take(std::move(answer)); },
                              .acted = [this](const auto& acted) { hear(acted); }});
  Q_EMIT changed();
}

void ConversationBrowser::show(const Situation& at) {
  m_now = at.now, m_zone = at.zone;
  m_present = at.isReplay() && !at.isPast() ? at.present : at.now;
  m_isEngineGone = at.freshness >= Freshness::kStale;
  m_ourBrands = allBrandsText(at.view.frame.get());
  m_isRecording = at.isReplay(), m_isPaused = at.pausedAt.has_value();
  if (!isOpen()) return;
  if (!m_isAsking && m_now - m_asked >= (top().status.ok() ? kAnew : kAgain)) ask();
  // Nothing else counts seconds, and texts are long.
  view() == BrowserView::List ? fill() : Q_EMIT changed();
}

void ConversationBrowser::open(ConversationQuestion question) {
  m_levels.clear();
  descend(std::move(question));
}

void ConversationBrowser::openConversation(int64_t number, const std::string& brand) {
  m_levels.clear();
  m_levels.push_back({{.brand = brand}});
  descend({.view = BrowserView::Conversation, .number = number});
}

void ConversationBrowser::close() {
  if (!isOpen()) return;
  if (m_feed) m_feed->forget();
  m_levels.clear();
  m_isAsking = false;
  m_said.clear();
  fill();
  Q_EMIT viewChanged();
}

void ConversationBrowser::descend(ConversationQuestion question) {
  m_levels.push_back({std::move(question)});
  m_said.clear();
  ask();
  fill();
  Q_EMIT viewChanged();
}

void ConversationBrowser::back() {
  if (m_levels.size() < 2) return close();
  m_levels.pop_back();
  m_said.clear();
  ask();
  fill();
  Q_EMIT viewChanged();
}

// From a list, a history or a search to the conversation; from a message of it to who wrote that.
void ConversationBrowser::enter() {
  if (m_lines.lines().empty()) return;
  const auto at = static_cast<size_t>(top().current);
  if (top().question.view != BrowserView::Conversation)
    return descend({.view = BrowserView::Conversation, .number = m_lines.lines()[at].number});
  descend({.view = BrowserView::Author, .number = top().answer.messages[at].author});
}

void ConversationBrowser::search(const QString& words) {
  if (!isOpen() || words.trimmed().isEmpty()) return;
  const ConversationQuestion& list = m_levels.front().question;
  descend({.view = BrowserView::Search,
           .brand = list.brand,
           .channel = list.channel,
           .words = words.trimmed().toStdString()});
}

// Another list in place of this one.
void ConversationBrowser::change(ConversationQuestion question) {
  top() = Level{std::move(question)};
  ask();
  fill();
}

void ConversationBrowser::toggleOrder() {
  if (view() != BrowserView::List || !isOpen()) return;
  ConversationQuestion question = top().question;
  question.order = question.order == ConversationOrder::kNewest ? ConversationOrder::kOldestUnanswered
                                                                : ConversationOrder::kNewest;
  change(std::move(question));
}

// Any, the most urgent one first, any again.
void ConversationBrowser::stepBucket() {
  if (view() != BrowserView::List || !isOpen()) return;
  ConversationQuestion question = top().question;
  if (!question.bucket) {
    question.bucket = Bucket::kContactCentre;
  } else if (*question.bucket == Bucket::kCountOnly) {
    question.bucket.reset();
  } else {
    question.bucket = static_cast<Bucket>(static_cast<int>(*question.bucket) - 1);
  }
  change(std::move(question));
}

// At the end of what is there, more is asked for.
void ConversationBrowser::setCurrent(int line) {
  if (!isOpen() || line == top().current || line < 0 || line >= m_lines.rowCount()) return;
  top().current = line;
  ConversationQuestion& question = top().question;
  const bool isAtEnd = line == m_lines.rowCount() - 1 && top().answer.hasMore;
  if (isAtEnd && view() != BrowserView::Conversation && question.most < ConversationQuestion::kMost) {
    question.most = std::min(question.most + ConversationQuestion::kStep, ConversationQuestion::kMost);
    ask();
  }
  Q_EMIT changed();
}

void ConversationBrowser::setRoom(QSizeF room) {
  if (std::exchange(m_room, room) != room) fillSoon();
}

void ConversationBrowser::setActsRoom(QSizeF room) {
  if (std::exchange(m_actsRoom, room) != room) fillSoon();
}

// Once all that is laid out anew has been.
void ConversationBrowser::fillSoon() {
  if (std::exchange(m_isFillDue, true)) return;
  QMetaObject::invokeMethod(
      this,
      [this] {
        m_isFillDue = false;
        fill();
      },
      Qt::QueuedConnection);
}

void ConversationBrowser::ask() {
  m_asked = m_now;
  m_isAsking = m_feed != nullptr;
  if (m_feed) m_feed->ask(top().question);
}

// Whoever looks at a conversation, or at a message, goes on looking at it, wherever it stands now.
void ConversationBrowser::take(absl::StatusOr<ConversationAnswer> answer) {
  m_isAsking = false;
  if (!isOpen()) return;
  Level& level = top();
  level.status = answer.status();
  if (answer.ok()) {
    const bool isFirst = !std::exchange(level.answered, m_now);
    const ConversationAnswer before = std::exchange(level.answer, *std::move(answer));
    level.current = level.question.view == BrowserView::List
                        ? placeOf(before.entries, level.answer.entries, level.current,
                                  [](const ConversationEntry& entry) { return entry.number; })
                        : placeOf(before.messages, level.answer.messages, level.current,
                                  [](const ConversationMessage& message) { return message.number; });
    if (level.question.view == BrowserView::Conversation && isFirst)
      level.current = static_cast<int>(level.answer.messages.size()) - 1;  // what is new
  }
  fill();
}

void ConversationBrowser::fill() {
  if (isOpen()) {
    Level& level = top();
    ConversationReading reading{.view = level.question.view,
                                .order = level.question.order,
                                .now = m_present,
                                .zone = m_zone,
                                .room = m_room};
    m_lines.show(linesOf(level.answer, reading));
    reading.room = m_actsRoom;
    m_acts.show(linesOfActs(level.answer.acts, reading));
    level.current = std::clamp(level.current, 0, std::max(0, m_lines.rowCount() - 1));
    ConversationColumns columns;
    if (level.question.view == BrowserView::Conversation) columns = columnsOf(level.answer.messages);
    std::tie(m_fromText, m_toText) = endsOf(columns, m_present, m_zone);
    m_customers = std::move(columns.customers), m_brand = std::move(columns.brand);
    m_sentiment = std::move(columns.sentiment);
  } else {
    m_lines.show({}), m_acts.show({});
  }
  Q_EMIT changed();
}

const ConversationEntry* ConversationBrowser::conversation() const {
  if (view() != BrowserView::Conversation || top().answer.entries.empty()) return nullptr;
  return &top().answer.entries.front();
}

const ConversationRecord* ConversationBrowser::newestAct() const {
  const std::vector<ConversationRecord>& acts = top().answer.acts;
  const auto found = std::ranges::find_if(acts, [](const ConversationRecord& record) {
    const bool isFirstLabel =
        record.act.kind == ActKind::kCorrect && record.from.empty();  // none to put back
    return record.undoneBy == 0 && record.act.kind != ActKind::kUndo && !isFirstLabel;
  });
  return found == acts.end() ? nullptr : &*found;
}

void ConversationBrowser::act(ActKind kind, const QString& to, const QString& reason, int64_t undone,
                              int64_t message) {
  if (!canAct() || !m_feed) return;
  m_said = tr("one moment");
  m_actedOn.push_back(conversation()->number);
  m_feed->act({.conversation = conversation()->number,
               .kind = kind,
               .to = to.trimmed().toStdString(),
               .reason = reason.trimmed().toStdString(),
               .by = m_actor.toStdString(),
               .at = {},
               .undone = undone,
               .message = message});
  Q_EMIT changed();
}

void ConversationBrowser::move(int bucket, const QString& reason) {
  if (bucket < 0 || bucket >= std::ssize(kBucketNames)) return;
  act(ActKind::kMove, QString::fromStdString(std::string(kBucketNames[static_cast<size_t>(bucket)])), reason);
}

bool ConversationBrowser::canCorrect() const {
  if (!canAct() || m_lines.rowCount() == 0) return false;
  const ConversationMessage& message = top().answer.messages[static_cast<size_t>(current())];
  return message.direction == MessageDirection::kInbound;
}

void ConversationBrowser::correct(int label) {
  if (!canCorrect() || label < -1 || label > 1) return;
  act(ActKind::kCorrect, QString::fromStdString(std::string(nameOf(static_cast<Label>(label + 1)))), {}, 0,
      top().answer.messages[static_cast<size_t>(current())].number);
}

void ConversationBrowser::undo() {
  if (canUndo()) act(ActKind::kUndo, {}, {}, newestAct()->number);
}

void ConversationBrowser::hear(const absl::StatusOr<Conversations::Acted>& acted) {
  const int64_t number = m_actedOn.front();
  m_actedOn.pop_front();
  if (!isOpen()) return;
  if (acted.ok()) {
    const ConversationAct& act = acted->record.act;
    m_said = tr("%1: %2, by %3").arg(formatClock(act.at, m_zone, true), actText(act), namedText(act.by));
  } else {
    m_said = tr("Not done: %1").arg(problemText(acted.status()));
  }
  // They may have gone on to another one.
  if (!conversation() || conversation()->number != number)
    m_said = tr("Conversation %1: %2").arg(formatNumber(number), m_said);
  ask();
  Q_EMIT changed();
}

QStringList ConversationBrowser::buckets() const {
  return {bucketText(Bucket::kCountOnly), bucketText(Bucket::kMarketing), bucketText(Bucket::kContactCentre)};
}

int ConversationBrowser::bucket() const {
  const ConversationEntry* entry = conversation();
  return entry && entry->bucket ? static_cast<int>(*entry->bucket) : -1;
}

// "Mentions, 15 min, 14:05 – 14:20".
QString ConversationBrowser::headingOf(const ConversationQuestion& question) const {
  QStringList parts;
  if (question.view != BrowserView::Search) {
    parts << QString::fromStdString(question.about);
  } else if (question.topic.empty()) {
    parts << tr("Messages with %1").arg(isolated(quoted(question.words, 60)));
  } else {
    parts << tr("Messages about %1").arg(isolated(quoted(question.topic, 60)));
  }
  if (!question.window.empty()) parts << QString::fromStdString(question.window);
  const TimeSpan& span = question.message.span;
  const auto moment = [this](Time time) { return formatMoment(time, m_present, m_zone); };
  if (span.from && span.to)
    parts << tr("%1 – %2", "from a time to a time").arg(moment(*span.from), moment(*span.to));
  return parts.join(tr(", ", "between what a list is of, how long, and when"));
}

QString ConversationBrowser::title() const {
  if (!isOpen()) return {};
  const ConversationQuestion& question = top().question;
  switch (question.view) {
    case BrowserView::List:
      if (question.order == ConversationOrder::kOldestUnanswered)
        return tr("Conversations that wait longest");
      return question.message.isAny() ? tr("Conversations, the newest first") : headingOf(question);
    case BrowserView::Conversation:
      return tr("Conversation %1").arg(formatNumber(question.number));
    case BrowserView::Author:
      return tr("All that customer %1 wrote").arg(formatNumber(question.number));
    case BrowserView::Search:
      break;
  }
  return headingOf(question);
}

// The brand and the channel that a list or a search is of.
QString ConversationBrowser::scopeText(const QString& allBrands) const {
  const ConversationQuestion& question = top().question;
  const QString brand = question.brand.empty() ? allBrands : namedText(question.brand);
  const QString channel = question.channel.empty() ? tr("all channels") : namedText(question.channel);
  return brand + kDot + channel;
}

QString ConversationBrowser::scope() const {
  if (!isOpen()) return {};
  const ConversationQuestion& question = top().question;
  switch (question.view) {
    case BrowserView::List:
      return scopeText(m_ourBrands) + kDot +
             (question.bucket ? bucketText(question.bucket) : tr("all buckets"));
    case BrowserView::Conversation:
      break;
    case BrowserView::Author:
      return tr("All brands · all channels, the newest first");
    case BrowserView::Search:
      return tr("%1, the newest first").arg(scopeText(tr("All brands")));
  }
  const ConversationEntry* entry = conversation();
  if (!entry) return {};
  return namedText(entry->brand) + kDot + namedText(entry->channel) + kDot + standingText(*entry, m_present);
}

QString ConversationBrowser::whenTitle() const {
  if (!isOpen() || view() != BrowserView::List) return {};
  return top().question.order == ConversationOrder::kNewest ? tr("newest") : tr("waits");
}

QString ConversationBrowser::ageText() const {
  if (!isOpen()) return {};
  const std::optional<Time>& answered = top().answered;
  if (!answered) return top().status.ok() ? tr("asking") : tr("not answered");
  const QString age = formatSpan(m_now - *answered);
  return isStale() ? tr("stale %1").arg(age) : tr("as of %1 ago").arg(age);
}

bool ConversationBrowser::isStale() const {
  if (!isOpen() || !top().answered) return false;
  return m_isEngineGone || !top().status.ok() || m_now - *top().answered >= kStale;
}

QString ConversationBrowser::problem() const {
  if (!m_feed) return tr("No engine is asked");
  return isOpen() && !top().status.ok() ? problemText(top().status) : QString();
}

QString ConversationBrowser::note() const {
  if (!isOpen()) return {};
  QStringList notes;
  if (m_isRecording)
    notes << tr("The board shows a recording; conversations are as the engine has them now.");
  if (m_isPaused) notes << tr("The board is paused; conversations are of now.");
  if (isMasked(top().answer))
    notes << (m_isUnmasked ? tr("The engine masks texts and names.")
                           : tr("This wall masks texts and names."));
  return notes.join(QLatin1Char(' '));
}

QString ConversationBrowser::nothingText() const {
  if (!isOpen() || !top().answered || m_lines.rowCount() > 0) return {};
  const ConversationQuestion& question = top().question;
  if (question.view == BrowserView::Search)
    return question.topic.empty() ? tr("No message has these words") : tr("No message is about it");
  const bool isWait = question.order == ConversationOrder::kOldestUnanswered;
  return isWait && question.view == BrowserView::List ? tr("Nobody waits for an answer") : tr("None");
}

QString ConversationBrowser::moreText() const {
  if (!isOpen() || m_lines.rowCount() == 0) return {};
  const QString place = tr("%1 of %2").arg(formatWhole(top().current + 1), formatWhole(m_lines.rowCount()));
  return top().answer.hasMore ? tr("%1, and more").arg(place) : place;
}

}  // namespace watchfloor
