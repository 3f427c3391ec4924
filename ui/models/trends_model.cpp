#include "trends_model.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "format.h"
#include "language.h"
#include "names.h"
#include "row_stack.h"
#include "text_room.h"
#include "titles.h"
#include "topic_texts.h"

namespace watchfloor {
namespace {

constexpr int kLeastName = 6;           // characters, of wide letters
constexpr double kMore = 25;            // "+3 more", arc minutes
constexpr Duration kOld = minutes(11);  // there are new ones every five minutes

QString counted(double mentions) { return one(formatCount(std::llround(mentions))); }

// "310 in 3 h, 95 usual"
QString sizes(const Trend& trend) {
  if (trend.conversation && trend.state == Trend::State::kCollapsing) {
    return TrendsModel::tr("%1 in %2, %3 at its peak")
        .arg(counted(trend.observed), formatSpan(trend.scale), counted(trend.expected));
  }
  return TrendsModel::tr("%1 in %2, %3 usual")
      .arg(counted(trend.observed), formatSpan(trend.scale), counted(trend.expected));
}

int shapeOfTrend(const Trend& trend) {
  if (trend.state == Trend::State::kLearning) return GlyphShape::Dots;
  if (!isUnusual(trend)) return GlyphShape::Level;
  return trend.state == Trend::State::kRising ? GlyphShape::Up : GlyphShape::Down;
}

int kindOf(const Trend& trend) {
  if (trend.topic) return GlyphShape::Hash;
  return trend.conversation ? int(GlyphShape::Bubble) : -1;
}

// What the glyph says; the name of a conversation says it already.
QString kindWord(const Trend& trend) { return trend.topic ? TrendsModel::tr("topic") : QString(); }

// "4.2 a minute, each minute +0.11"
QString speedOf(const Trend& trend) {
  const auto written = [](double number, double least) {
    const int decimals = std::abs(number) < least ? 2 : 1;
    return displayLocale().toString(std::abs(number), 'f', decimals);
  };
  // What is written as 0.00 says nothing.
  const QString velocity = TrendsModel::tr("%1 a minute").arg(written(trend.velocity, 1));
  if (std::abs(trend.acceleration) < 0.005) return velocity;
  return (trend.acceleration > 0 ? TrendsModel::tr("%1, each minute %2 more")
                                 : TrendsModel::tr("%1, each minute %2 less"))
      .arg(velocity, written(trend.acceleration, 1));
}

QString reachOf(int64_t reach) {
  return reach > 0 ? TrendsModel::tr("reach %1").arg(one(formatCount(reach))) : QString();
}

// "begun 14:02", "by author 3", "author 12 wrote most", "reach 120,000": of a conversation.
QStringList conversationReasons(const Trend& trend, const Situation& at) {
  if (!trend.conversation) return {};
  const TrendConversation& of = *trend.conversation;
  QStringList reasons = {TrendsModel::tr("begun %1").arg(formatMoment(of.began, at.present, at.zone))};
  if (of.beganBy > 0) reasons << TrendsModel::tr("by author %1").arg(formatNumber(of.beganBy));
  if (of.reach > 0) reasons << reachOf(of.reach);
  if (of.sharesMost > 0) reasons << TrendsModel::tr("author %1 wrote most").arg(formatNumber(of.sharesMost));
  return reasons;
}

QString conversationName(const Trend& trend) {
  const int64_t number = trend.conversation->number;
  return number > 0 ? TrendsModel::tr("conversation %1").arg(formatNumber(number))
                    : TrendsModel::tr("conversation");
}

// Without the brand, where there is no room for it.
QString briefName(const Trend& trend, int length) {
  if (trend.topic) return shortened(trend.topic->text, length);
  return trend.conversation ? conversationName(trend) : shortened(trend.brand, length);
}

// How far brands were looked at; they are looked at more seldom than conversations.
Time asOf(const TrendView& view) {
  for (const Trend& trend : view.trends) {
    if (!trend.topic && !trend.conversation) return trend.asOf;
  }
  return view.trends.empty() ? Time{} : view.trends.front().asOf;
}

// How many times as much as is usual; empty where nothing is.
QString factorOf(const Trend& trend) {
  if (trend.state == Trend::State::kLearning || trend.expected <= 0) return {};
  const double factor = trend.observed / trend.expected;
  const int decimals = factor < 0.1 ? 2 : factor < 10 ? 1 : 0;
  return running(TrendsModel::tr("%1 ×").arg(displayLocale().toString(factor, 'f', decimals)));
}

// Of the last hour; empty: no message was classified.
QString sentimentOf(const Trend& trend) {
  const std::optional<double> net = trend.netSentiment.value();
  return net ? TrendsModel::tr("sentiment %1").arg(one(formatSentiment(net))) : QString();
}

// "once in 120 d", "once in > 10 y"; none of what has no such measure.
QString rarityOf(const Trend& trend) {
  constexpr double kMost = 3'653;  // days
  if (trend.onceInDays <= 0) return {};
  const QString span = formatSpan(Duration(
      static_cast<int64_t>(std::min(trend.onceInDays, kMost) * static_cast<double>(Duration(kDay).count()))));
  return TrendsModel::tr("once in %1")
      .arg(trend.onceInDays > kMost ? running(QStringLiteral("> %1").arg(span)) : span);
}

// From all to the least that can be said.
QList<QStringList> reasonsOf(const Trend& trend, const Situation& at) {
  if (trend.state == Trend::State::kLearning)
    return {{TrendsModel::tr("learning what is usual")}, {TrendsModel::tr("learning")}};
  if (!isUnusual(trend)) return {{TrendsModel::tr("as usual"), sizes(trend)}, {TrendsModel::tr("as usual")}};
  const QString since = TrendsModel::tr("since %1").arg(formatMoment(*trend.since, at.present, at.zone));
  const QString authors =
      trend.authors > 0 ? TrendsModel::tr("%1 authors").arg(one(formatCount(trend.authors))) : QString();
  const QString rarity = rarityOf(trend);
  const QString kind = kindWord(trend);
  const QString speed = speedOf(trend);
  return {QStringList{kind, sizes(trend), since, speed, rarity, authors, sentimentOf(trend),
                      reachOf(trend.reach)} +
              conversationReasons(trend, at),
          {kind, sizes(trend), since, speed, rarity, authors, sentimentOf(trend)},
          {kind, sizes(trend), since, rarity, authors, sentimentOf(trend)},
          {kind, sizes(trend), since, authors, sentimentOf(trend)},
          {kind, sizes(trend), since, sentimentOf(trend)},
          {kind, sizes(trend), since},
          {kind, sizes(trend)},
          {sizes(trend)},
          {since}};
}

QString joined(QStringList parts) {
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

Condition trendCondition(const Situation& at) {
  if (!at.trends) return {connectionState(at), {}, {}};
  const Time newest = asOf(*at.trends);
  return askedCondition(at, {.isKnown = at.trends->isKnown,
                             .problem = QString::fromStdString(at.trends->problem),
                             .silence = at.trendSilence,
                             .asOf = newest == Time{} ? std::nullopt : std::optional(newest),
                             .old = kOld});
}

QString trendName(const Trend& trend, int length, const Frame* frame, bool isSpoken) {
  QString brand = trend.brand == kAll ? allBrandsText(frame) : shortened(trend.brand, length);
  if (trend.isWatchedOnly && !isSpoken) brand = marked(brand);
  if (trend.topic) {
    return TrendsModel::tr("%1 · %2", "a brand, and its topic")
        .arg(brand, shortened(trend.topic->text, length));
  }
  if (!trend.conversation) return brand;
  return TrendsModel::tr("%1 · %2", "a conversation, and its brand").arg(conversationName(trend), brand);
}

QString trendText(const Trend& trend) {
  return trend.state == Trend::State::kRising ? TrendsModel::tr("rises: %1").arg(sizes(trend))
                                              : TrendsModel::tr("collapses: %1").arg(sizes(trend));
}

QString changeText(const Trend& trend, const QString& name) {
  return trend.state == Trend::State::kRising ? TrendsModel::tr("%1 rises").arg(name)
                                              : TrendsModel::tr("%1 collapses").arg(name);
}

TrendsModel::TrendsModel(const TileSpec& spec, QObject* parent)
    : PlacedRowsModel(parent),
      m_key(QString::fromStdString(spec.key)),
      m_title(spec.title.empty() ? tr("Trends") : titleText(spec.title)) {
  setObjectName(m_key);
}

void TrendsModel::layOut(QRectF area, double cap) {
  if (area == m_area && cap == m_cap) return;
  m_area = area, m_cap = cap;
  const double room = area.width() - kInset - kPadding - kSign, scale = cap / 16;
  const double factor = widthOf(tr("%1 ×").arg(formatWhole(999))) * scale + kSign;
  m_isNarrow = (everydayWidth() + widthOf(marked({}))) * scale + factor > room;
  m_nameRoom = m_isNarrow ? room : room - factor;
  Q_EMIT laidOut();
}

int TrendsModel::shape() const { return shapeOf(m_condition); }

bool TrendsModel::isTooLong(const QString& name) const {
  return watchfloor::nameLines(name, m_nameRoom * 16 / m_cap) > kMostNameLines;
}

// As many as have room; where some have none, one that says how many is kept free.
std::vector<TrendsModel::Row> TrendsModel::rowsOf(const std::vector<Trend>& trends,
                                                  const Situation& at) const {
  const double room = m_area.height() - kHead - kFoot;
  std::vector<Row> rows;
  std::vector<double> talls;
  double end = 0;
  for (const Trend& trend : trends) {
    rows.push_back(rowOf(trend, at));
    end += talls.emplace_back(tallOf(rows.back()));
    if (end > room) break;
  }
  const RowStack stack = stacked(talls, {.room = room, .forMore = kMore});
  rows.resize(stack.tops.size());
  for (size_t i = 0; i < rows.size(); ++i) rows[i].top = stack.tops[i];
  return rows;
}

TrendsModel::Row TrendsModel::rowOf(const Trend& trend, const Situation& at) const {
  const Frame* const frame = at.view.frame.get();
  const QString name = trendName(trend, kLongest, frame);
  Row row;
  row.brand = QString::fromStdString(trend.brand);
  row.kind = kindOf(trend);
  if (trend.topic) row.topic = topicKey(*trend.topic);
  if (trend.conversation) row.conversation = static_cast<double>(trend.conversation->number);
  row.shape = shapeOfTrend(trend), row.isUnusual = isUnusual(trend);
  row.factor = factorOf(trend);
  row.name = name;
  const auto isTooLong = [&] { return this->isTooLong(row.name); };
  for (int length = kLongest; length > kEveryday && isTooLong();)
    row.name = trendName(trend, --length, frame);
  if (trend.topic) {
    for (int length = kLongest; length > kEveryday && isTooLong();) row.name = briefName(trend, --length);
  }
  // Of which kind it is, the sign below says.
  if (trend.conversation && isTooLong()) row.name = briefName(trend, kLongest);
  if (row.conversation > 0 && isTooLong()) row.name = formatNumber(trend.conversation->number);
  for (int length = kEveryday;
       length > kLeastName && !trend.conversation && isTooLong();) {  // of wide letters
    --length;
    row.name = trend.topic ? briefName(trend, length) : trendName(trend, length, frame);
  }
  row.lines = watchfloor::nameLines(row.name, m_nameRoom * 16 / m_cap);
  QList<QStringList> reasons = reasonsOf(trend, at);
  if (trend.isWatchedOnly) {
    const qsizetype all = reasons.size();
    for (qsizetype i = 0; i < all; ++i)
      reasons.insert(2 * i, QStringList{spokenCompetitor()} + reasons[2 * i]);
  }
  QStringList spoken{trendName(trend, kLongest, frame, true), row.factor, joined(reasons.front())};
  if (m_isNarrow) {
    for (QStringList& reason : reasons) reason.prepend(row.factor);
    reasons << QStringList{row.factor};
    row.factor.clear();
  }
  const double reasonRoom = m_area.width() - kInset - kPadding - kSign;
  for (const QStringList& reason : reasons) {
    row.reason = joined(reason);
    if (widthOf(row.reason) <= reasonRoom) break;
  }
  if (widthOf(row.reason) > reasonRoom) row.reason.clear();
  spoken.removeAll(QString());
  row.spoken = spoken.join(QStringLiteral(", "));
  return row;
}

void TrendsModel::show(const Situation& at) {
  const Condition condition = trendCondition(at);
  m_condition = condition.state, m_basis = condition.problem, m_nothing.clear(), m_more.clear();
  std::vector<Row> rows;
  if (m_condition == TileState::Connecting) m_nothing = std::exchange(m_basis, QString());
  if (at.isPast()) {
    m_nothing = tr("trends are of now only");
  } else if (at.trends && at.trends->isKnown && m_condition != TileState::Disconnected &&
             m_condition != TileState::Connecting) {
    const std::vector<Trend>& trends = at.trends->trends;
    if (const Time newest = asOf(*at.trends); m_basis.isEmpty() && newest != Time{})
      m_basis = tr("to %1").arg(formatMoment(newest, at.present, at.zone));
    rows = rowsOf(trends, at);
    if (rows.size() < trends.size())
      m_more = tr("+%1 more").arg(formatWhole(static_cast<int64_t>(trends.size() - rows.size())));
    if (at.trends->late > 0)
      m_basis = tr("%1 · %2 messages came too late").arg(m_basis, one(formatCount(at.trends->late)));
    if (trends.empty()) m_nothing = tr("nothing was looked at yet");
  }
  exchange(&m_rows, std::move(rows));
  Q_EMIT shown();
}

int TrendsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TrendsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<size_t>(index.row())];
  switch (role) {
    case NameRole:
      return row.name;
    case ShapeRole:
      return row.shape;
    case FactorRole:
      return row.factor;
    case ReasonRole:
      return row.reason;
    case UnusualRole:
      return row.isUnusual;
    case SpokenRole:
      return row.spoken;
    case BrandRole:
      return row.brand;
    case KindRole:
      return row.kind;
    case ConversationRole:
      return row.conversation;
    case TopicRole:
      return row.topic;
    case LinesRole:
      return row.lines;
    case TopRole:
      return row.top;
    default:
      return {};
  }
}

QHash<int, QByteArray> TrendsModel::roleNames() const {
  return {{NameRole, "rowName"},  {ShapeRole, "shape"},       {FactorRole, "factor"},
          {ReasonRole, "reason"}, {UnusualRole, "isUnusual"}, {SpokenRole, "spoken"},
          {BrandRole, "brand"},   {KindRole, "kind"},         {ConversationRole, "conversation"},
          {TopicRole, "topic"},   {LinesRole, "nameLines"},   {TopRole, "rowTop"}};
}

}  // namespace watchfloor
