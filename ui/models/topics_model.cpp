#include "topics_model.h"

#include <algorithm>
#include <map>
#include <utility>

#include "format.h"
#include "names.h"
#include "row_stack.h"
#include "subject.h"
#include "text_room.h"
#include "titles.h"
#include "topic_texts.h"

namespace watchfloor {
namespace {

constexpr Duration kOld = seconds(30);  // as of a newer tick every few seconds
constexpr double kAir = 18, kLeastName = 190, kGoodName = 300;
constexpr double kLeastBar = 90, kMostBar = 260;

// The widest of each column.
double sentimentWidth() { return widthOf(formatSentiment(-1).value); }

int signOf(const TopicChange& change) {
  if (!change.sign) return -1;
  return *change.sign > 0 ? GlyphShape::Up : *change.sign < 0 ? GlyphShape::Down : GlyphShape::Level;
}

const TopicList* listAt(const Situation& at) {
  return at.topics ? at.topics->find(at.choice.brand, at.choice.window) : nullptr;
}

QString waitingText(const Situation& at) {
  if (at.pausedAt) return TopicsModel::tr("not asked for before the pause");
  return at.topics ? QString::fromStdString(at.topics->problem) : QString();
}

}  // namespace

Condition topicCondition(const Situation& at) {
  if (!at.topics) return {connectionState(at), {}, {}};
  const TopicList* list = listAt(at);
  Condition asked = askedCondition(at, {.isKnown = list != nullptr,
                                        .problem = waitingText(at),
                                        .silence = at.topicSilence,
                                        .asOf = at.isReplay() ? std::nullopt : at.topics->answer.asOf,
                                        .old = kOld});
  if (!list || asked.state > TileState::Paused || !at.view.frame) return asked;
  Condition fed =
      conditionOf(at, {at.choice.brand, std::string(kAll)}, kindsOf({Metric::kMentions}), at.choice.window);
  return fed.state == TileState::Silent ? fed : asked;
}

TopicsModel::TopicsModel(TileSpec spec, QObject* parent) : PlacedRowsModel(parent), m_spec(std::move(spec)) {
  setObjectName(key());
}

QString TopicsModel::title() const { return m_spec.title.empty() ? tr("Topics") : titleText(m_spec.title); }

QStringList TopicsModel::headings() const {
  return m_isStacked ? QStringList() : QStringList{tr("Messages"), tr("Change"), tr("Sentiment")};
}

void TopicsModel::layOut(QRectF area, double cap) {
  if (area == m_area && cap == m_cap) return;
  m_area = area, m_cap = cap, m_widest = 0;
  m_isStacked = !layOutColumns(cap / 16);
  if (m_isStacked) layOutStacked(cap / 16);
  Q_EMIT laidOut();
}

// False: there is no room for them. What is free goes to topics first, then to bars.
bool TopicsModel::layOutColumns(double scale) {
  m_isStacked = false;
  const QStringList heads = headings();
  const double messages = std::max(widthOf(heads[0]), messagesWidth() * scale) + kAir;
  const double change = std::max(widthOf(heads[1]), messagesWidth() * scale + kSign) + kAir;
  const double sentiment = sentimentWidth() * scale + kAir;
  const double right = m_area.width() - kPadding;
  const double free = right - kInset - messages - change - sentiment;
  const double bar = std::clamp(free - kGoodName * scale, kLeastBar, kMostBar);
  m_nameWidth = free - bar;
  m_barEnd = right - sentiment + kAir / 2, m_barStart = m_barEnd - bar + kAir / 2;
  m_edges = {kInset + m_nameWidth + messages, kInset + m_nameWidth + messages + change, right};
  return m_nameWidth >= kLeastName * scale;
}

void TopicsModel::layOutStacked(double scale) {
  const double right = m_area.width() - kPadding;
  const double change = kInset + kSign + messagesWidth();
  m_barStart = change + kAir;
  m_barEnd = std::max(m_barStart, right - sentimentWidth() - kAir / 2);
  m_edges = {right, change, right};
  m_nameWidth = right - messagesWidth() * scale - kAir / 2 - kInset;
}

double TopicsModel::room() const { return m_area.height() - kHead - (m_isStacked ? 0 : kHeadings) - kFoot; }

double TopicsModel::messagesWidth() { return widthOf(QStringLiteral("≈ ") + one(formatCount(88'800))); }

std::vector<const TopicFigure*> TopicsModel::ranked(const TopicList& list, Time now) {
  std::vector<std::string> keys;
  std::map<std::string, const TopicFigure*> byKey;
  const auto figureOf = [&](const std::string& key) { return byKey.at(key); };
  for (const TopicFigure& figure : list.figures) {
    keys.push_back(topicKey(figure.topic).toStdString());
    byKey.emplace(keys.back(), &figure);
  }
  std::ranges::sort(keys);  // which of two is the first in the answer is no reason to rank anew
  m_busiest.settle(keys, now,
                   [&](const std::string& key) { return static_cast<double>(figureOf(key)->count.least); });
  std::vector<const TopicFigure*> few;
  for (const std::string& key : m_busiest.ranked(static_cast<size_t>(std::max(0.0, room() / tightPitch()))))
    few.push_back(figureOf(key));
  return few;
}

std::vector<TopicsModel::Row> TopicsModel::rowsOf(std::vector<const TopicFigure*>* figures) {
  std::vector<std::string> names;
  double widest = 0;
  for (const TopicFigure* figure : *figures) {
    names.push_back(figure->topic.text);
    widest = std::max(widest, widthOf(messagesText(*figure)));
  }
  m_widest = std::max(m_widest, widest);
  const double width = nameRoom() * 16 / m_cap;
  const QStringList texts = apartWithin(names, width, kMostNameLines);
  std::vector<double> talls;
  for (const QString& text : texts)
    talls.push_back(tightPitch() + (watchfloor::nameLines(text, width) - 1) * nameTall());
  const RowStack stack =
      stacked(talls, {.room = room(), .mostAir = (m_isStacked ? 0.3 : 0.6) * tightPitch()});
  m_air = stack.air;
  figures->resize(stack.tops.size());
  std::vector<Row> rows;
  for (size_t i = 0; i < figures->size(); ++i) {
    const TopicFigure& figure = *(*figures)[i];
    const TopicChange change = changeOf(figure);
    const Ratio net = sentimentOf(figure);
    rows.push_back({.name = texts[static_cast<qsizetype>(i)],
                    .messages = messagesText(figure),
                    .change = change.text,
                    .sentiment = formatSentiment(net.value()).value,
                    .topic = topicKey(figure.topic),
                    .spoken = spokenText(figure),
                    .parts = sentimentParts(figure),
                    .changeSign = signOf(change),
                    .lines = watchfloor::nameLines(texts[static_cast<qsizetype>(i)], width),
                    .top = stack.tops[i],
                    .isUnsure = !isSentimentSure(figure)});
  }
  return rows;
}

// From all to the least that can be said.
QString TopicsModel::basisOf(const Situation& at, const TopicList& list,
                             const std::vector<const TopicFigure*>& shown) const {
  const QString window = basisText(at.choice.window, at);
  QStringList parts = {window};
  if (!at.choice.isAllChannels()) parts << tr("all channels");
  const qsizetype needed = parts.size();
  if (shown.size() < list.figures.size())
    parts << tr("top %1").arg(formatWhole(static_cast<int64_t>(shown.size())));
  const auto hasEstimate = [](const TopicFigure* figure) {
    const std::optional<CountRange> change = figure->change();
    return isEstimated(*figure) || (change && !change->isExact());
  };
  if (std::ranges::any_of(shown, hasEstimate)) parts << tr("≈ estimated");
  const double room = m_area.width() - kInset - widthOf(title()) - 60;
  const QString between = QStringLiteral(" · ");
  while (parts.size() > needed && widthOf(parts.join(between)) > room) parts.removeLast();
  return parts.join(between);
}

void TopicsModel::show(const Situation& at) {
  const Condition condition = topicCondition(at);
  m_condition = condition.state, m_basis = condition.problem, m_nothing.clear();
  std::vector<Row> rows;
  const TopicList* list = listAt(at);
  const bool isShown = m_condition != TileState::Disconnected && m_condition != TileState::Connecting;
  if (at.isPast()) {
    m_basis.clear(), m_nothing = tr("topics are of now only");
  } else if (!isShown) {
    m_nothing = std::exchange(m_basis, QString());
  } else if (list) {
    std::vector<const TopicFigure*> few = ranked(*list, at.now);
    rows = rowsOf(&few);
    if (m_basis.isEmpty()) m_basis = basisOf(at, *list, few);
    if (list->figures.empty()) m_nothing = tr("no topics in this window yet");
  }
  exchange(&m_rows, std::move(rows));
  Q_EMIT shown();
}

int TopicsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TopicsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<size_t>(index.row())];
  switch (role) {
    case NameRole:
      return row.name;
    case MessagesRole:
      return row.messages;
    case ChangeRole:
      return row.change;
    case ChangeSignRole:
      return row.changeSign;
    case SentimentRole:
      return row.sentiment;
    case PartsRole:
      return QVariant::fromValue(row.parts);
    case UnsureRole:
      return row.isUnsure;
    case TopicRole:
      return row.topic;
    case SpokenRole:
      return row.spoken;
    case LinesRole:
      return row.lines;
    case TopRole:
      return row.top;
    default:
      return {};
  }
}

QHash<int, QByteArray> TopicsModel::roleNames() const {
  return {{NameRole, "rowName"},          {MessagesRole, "messages"},   {ChangeRole, "change"},
          {ChangeSignRole, "changeSign"}, {SentimentRole, "sentiment"}, {PartsRole, "parts"},
          {UnsureRole, "isUnsure"},       {TopicRole, "topic"},         {SpokenRole, "spoken"},
          {LinesRole, "nameLines"},       {TopRole, "rowTop"}};
}

}  // namespace watchfloor
