#include "rows_model.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "condition.h"
#include "format.h"
#include "names.h"
#include "text_room.h"
#include "titles.h"

namespace watchfloor {
namespace {

constexpr double kBesideTitle = 80;  // air and sign, arc minutes
constexpr double kColumnAir = 18, kLeastBar = 60;
constexpr double kMore = 25;     // "+3 more"
constexpr char kApart = '\x1f';  // between brand and channel in a key

constexpr const char* kBetween = " · ";  // brand and channel of a queue

std::string keyOf(const CellName& cell) { return cell.brand + kApart + cell.channel; }
CellName cellOf(const std::string& key) {
  const size_t at = key.find(kApart);
  return {key.substr(0, at), key.substr(at + 1)};
}

Reading readingAt(const Situation& at, const CellName& cell, const Subject& subject) {
  const Window window = subject.isNow() ? Window::kNow : at.choice.window;
  const FrameCell* found = at.view.frame->find(cell.brand, cell.channel, window);
  return at.covers(window) ? readingOf(found ? *found : FrameCell{}, subject, at.present) : Reading{};
}

// The widest value of a column, with its unit.
QString widestText(const Subject& subject) {
  switch (subject.shape()) {
    case Shape::kCount: {
      const QString widest = one(formatCount(88'800));
      return subject.metric == Metric::kDistinctAuthors ? estimated(widest) : widest;
    }
    case Shape::kRatio:
      return subject.metric == Metric::kNetSentiment ? formatSentiment(-1).value : one(formatPercent(0.888));
    default:
      return one(formatDuration(minutes(58) + seconds(58)));
  }
}

// Brand and channel of a queue, each running its own way. One of which the middle was cut out is a single
// text.
QString apartByDirection(const QString& queue) {
  const qsizetype at = queue.indexOf(QString::fromUtf8(kBetween));
  const qsizetype end = at + QString::fromUtf8(kBetween).size();
  return at < 0 ? queue : pairText(queue.left(at), queue.mid(end));
}

// Negative, neutral and positive as parts of one.
QList<double> distributionAt(const Situation& at, const CellName& cell) {
  QList<double> parts;
  double sum = 0;
  for (Metric metric : {Metric::kSentimentNegative, Metric::kSentimentNeutral, Metric::kSentimentPositive}) {
    parts << readingAt(at, cell, Subject{metric}).plain.value_or(0);
    sum += parts.last();
  }
  for (double& part : parts) part = sum > 0 ? part / sum : 0;
  return parts;
}

}  // namespace

RowsModel::RowsModel(TileSpec spec, QObject* parent) : PlacedRowsModel(parent), m_spec(std::move(spec)) {}

std::vector<Subject> RowsModel::columns() const {
  return m_spec.kind == TileKind::Table ? m_spec.columns : std::vector<Subject>{m_spec.subject};
}

QString RowsModel::title() const {
  if (!m_spec.title.empty()) return titleText(m_spec.title);
  if (m_spec.isDistribution) return tr("Sentiment");
  if (m_spec.kind != TileKind::Table) return labelOf(m_spec.subject);
  return m_spec.rows == RowsOf::Brands     ? tr("Brands")
         : m_spec.rows == RowsOf::Channels ? tr("Channels")
                                           : tr("Queues");
}

int RowsModel::shape() const { return shapeOf(m_condition); }

// Columns from the right, as many as leave room for a name.
void RowsModel::layOut(QRectF area, double cap) {
  if (area == m_area && cap == m_cap) return;
  m_area = area, m_cap = cap;
  const double scale = cap / 16;
  const double room = area.width() - kInset - kPadding;
  std::vector<Subject> all = columns();
  const auto widthFor = [&](const Subject& subject) {
    const double heading = m_spec.kind == TileKind::Table ? widthOf(headingOf(subject)) : 0;
    return std::max(heading, widthOf(widestText(subject)) * scale) + kColumnAir;
  };
  const auto taken = [&] {
    double sum = 0;
    for (const Subject& subject : all) sum += widthFor(subject);
    return sum;
  };
  const double mark = m_spec.rows == RowsOf::Channels ? 0 : widthOf(marked({}));
  const double leastName = (everydayWidth() + mark) * scale;
  while (all.size() > 1 && room - taken() < leastName) all.pop_back();
  const double beside = room - taken() - (hasBars() ? kLeastBar : 0);
  m_isStacked = m_spec.kind != TileKind::Table && beside < leastName;
  m_nameWidth = m_isStacked ? room : beside;
  m_headings.clear(), m_edges.clear();
  double right = area.width() - kPadding;
  for (size_t i = all.size(); i-- > 0;) {
    m_edges.prepend(right);
    if (m_spec.kind == TileKind::Table) m_headings.prepend(headingOf(all[i]));
    right -= widthFor(all[i]);
  }
  m_barEnd = right;
  Q_EMIT laidOut();
}

std::vector<CellName> RowsModel::cells(const Situation& at) const {
  std::vector<CellName> cells;
  const Frame& frame = *at.view.frame;
  switch (m_spec.rows) {
    case RowsOf::Brands:
      for (const std::string& brand : frame.brands) cells.push_back({brand, at.choice.channel});
      break;
    case RowsOf::Channels:
      for (const std::string& channel : frame.channels) cells.push_back({at.choice.brand, channel});
      break;
    case RowsOf::Queues:
      for (const std::string& brand : frame.brands) {
        if (!at.choice.isAllBrands() && brand != at.choice.brand) continue;
        for (const std::string& channel : frame.channels) {
          if (!at.choice.isAllChannels() && channel != at.choice.channel) continue;
          if (frame.find(brand, channel, at.choice.window) || frame.find(brand, channel, Window::kNow))
            cells.push_back({brand, channel});
        }
      }
      break;
  }
  // What has nothing to say about anything shown has no row.
  std::erase_if(cells, [&](const CellName& cell) {
    return std::ranges::none_of(columns(), [&](const Subject& subject) {
      const Reading reading = readingAt(at, cell, subject);
      return reading.plain && (subject.shape() != Shape::kCount || *reading.plain != 0);
    });
  });
  return cells;
}

double RowsModel::room() const {
  return m_area.height() - kHead - (m_spec.kind == TileKind::Table ? kHeadings : 0) - kFoot;
}

RowStack RowsModel::stackOf(const QStringList& names, bool isAll) const {
  std::vector<double> talls;
  for (const QString& name : names)
    talls.push_back(tightPitch() + (watchfloor::nameLines(name, m_nameWidth * 16 / m_cap) - 1) * nameTall());
  return isAll ? stacked(talls, {.room = room(), .forMore = kMore, .mostAir = 1.2 * tightPitch()})
               : stacked(talls, {.room = room() - kMore});
}

void RowsModel::settle(const Situation& at, const std::vector<CellName>& all) {
  std::vector<std::string> keys;
  for (const CellName& cell : all) keys.push_back(keyOf(cell));
  const bool isRanked = m_spec.kind != TileKind::Table;
  const Subject by = isRanked && !m_spec.isDistribution ? m_spec.subject
                     : m_spec.isDistribution            ? kVolume
                                                        : m_spec.subject;
  m_busiest.settle(keys, at.now,
                   [&](const std::string& key) { return readingAt(at, cellOf(key), by).plain.value_or(-1); });
}

// The busiest, when there are too many: of a ranking in that order, else as they stand.
std::vector<CellName> RowsModel::chosenFew(const std::vector<CellName>& all, size_t most) const {
  const bool isRanked = m_spec.kind != TileKind::Table;
  if (!isRanked && most >= all.size()) return all;
  std::vector<CellName> few;
  for (const std::string& key : isRanked ? m_busiest.ranked(most) : m_busiest.of(most, std::string()))
    few.push_back(cellOf(key));
  return few;
}

// A brand that is watched only, where brands stand side by side.
bool RowsModel::isMarked(const Situation& at, const CellName& cell) const {
  return m_spec.rows != RowsOf::Channels && at.view.frame->isWatchedOnly(cell.brand);
}

// As there is room for, no two of them alike.
QStringList RowsModel::namesOf(const Situation& at, const std::vector<CellName>& cells) const {
  std::vector<std::string> names;
  for (const CellName& cell : cells) {
    names.push_back(m_spec.rows == RowsOf::Brands     ? cell.brand
                    : m_spec.rows == RowsOf::Channels ? cell.channel
                                                      : cell.brand + kBetween + cell.channel);
  }
  const bool hasMarks = std::ranges::any_of(cells, [&](const CellName& cell) { return isMarked(at, cell); });
  const double mark = hasMarks ? widthOf(marked({})) : 0;
  QStringList texts = apartWithin(names, m_nameWidth * 16 / m_cap - mark, kMostNameLines);
  for (size_t i = 0; i < cells.size(); ++i) {
    QString& text = texts[static_cast<qsizetype>(i)];
    if (m_spec.rows == RowsOf::Queues) text = apartByDirection(text);
    if (isMarked(at, cells[i])) text = marked(text);
  }
  return texts;
}

RowsModel::Row RowsModel::rowOf(const Situation& at, const CellName& cell, const QString& name,
                                double most) const {
  Row row;
  row.name = name;
  row.brand = QString::fromStdString(cell.brand), row.channel = QString::fromStdString(cell.channel);
  const std::vector<Subject> all = columns();
  uint32_t kinds = 0;
  QStringList spoken{name};
  if (isMarked(at, cell)) {
    spoken = {m_spec.rows == RowsOf::Queues ? pairText(row.brand, row.channel) : row.brand,
              spokenCompetitor()};
  }
  for (size_t i = 0; i < static_cast<size_t>(m_edges.size()); ++i) {
    const Reading reading = readingAt(at, cell, all[i]);
    const QString text = one(reading.shown);
    row.texts << text;
    spoken << QStringLiteral("%1 %2").arg(headingOf(all[i]), text);
    kinds |= kindsOf(all[i]);
    if (reading.few > 0) row.unsure |= 1 << i;
    if (i > 0) continue;
    // A share fills its part of the whole.
    const double whole = all[i].shape() == Shape::kRatio ? 1.0 : std::max(most, 1.0);
    if (hasBars() && !m_spec.isDistribution)
      row.parts << std::clamp(reading.plain.value_or(0) / whole, 0.0, 1.0);
  }
  if (m_spec.isDistribution) row.parts = distributionAt(at, cell);
  const Condition condition =
      conditionOf(at, cell, kinds, m_spec.subject.isNow() ? Window::kNow : at.choice.window);
  row.isPast = condition.state > TileState::Late;
  row.isChosen = m_spec.rows == RowsOf::Brands
                     ? cell.brand == at.choice.brand
                     : m_spec.rows == RowsOf::Channels && cell.channel == at.choice.channel;
  if (!condition.problem.isEmpty()) spoken << condition.problem;
  row.spoken = spoken.join(QStringLiteral(", "));
  return row;
}

void RowsModel::show(const Situation& at) {
  const Window window = m_spec.subject.isNow() ? Window::kNow : at.choice.window;
  const Condition all = conditionOf(at, {std::string(kAll), std::string(kAll)}, 0, window);
  m_condition = all.state, m_problem = all.problem;
  m_nothing = watchfloor::nothingText(window, at);
  m_basis = basisText(window, at);
  // A table may have figures of both kinds.
  const std::vector<Subject> subjects = columns();
  const auto seen = std::span(subjects).first(std::min(subjects.size(), static_cast<size_t>(m_edges.size())));
  if (std::ranges::any_of(seen, [&](const Subject& s) { return s.isNow() != m_spec.subject.isNow(); })) {
    const QString other = basisText(m_spec.subject.isNow() ? at.choice.window : Window::kNow, at);
    const QString both = QStringLiteral("%1 · %2").arg(m_basis, other);
    if (widthOf(title()) + widthOf(both) + kBesideTitle <= m_area.width()) m_basis = both;
  }
  if (!at.hasFrame()) return Q_EMIT shown();
  const std::vector<CellName> known = cells(at);
  const size_t count = known.size();
  settle(at, known);
  // Of those that would have room if each name took one line, as many as have it.
  auto most = std::min(count, static_cast<size_t>(std::max(0.0, room() / tightPitch())));
  std::vector<CellName> few;
  QStringList texts;
  RowStack stack;
  for (;; --most) {
    few = chosenFew(known, most);
    texts = namesOf(at, few);
    stack = stackOf(texts, few.size() == count);
    if (stack.tops.size() == few.size() || most <= 1) break;
  }
  m_air = stack.air;
  const double scale = m_cap / 16;
  m_barStart = 0;
  if (hasBars() && !m_isStacked) {  // the bars begin after the longest name
    double widest = 0;
    for (const QString& text : texts) widest = std::max(widest, std::min(widthOf(text) * scale, m_nameWidth));
    m_barStart = widest + kColumnAir / 2;
  }
  double largest = 0;
  for (const CellName& cell : few)
    largest = std::max(largest, readingAt(at, cell, m_spec.subject).plain.value_or(0));
  std::vector<Row> rows;
  for (size_t i = 0; i < stack.tops.size(); ++i) {
    const QString& text = texts[static_cast<qsizetype>(i)];
    Row& row = rows.emplace_back(rowOf(at, few[i], text, largest));
    row.lines = watchfloor::nameLines(text, m_nameWidth * 16 / m_cap), row.top = stack.tops[i];
  }
  m_more = rows.size() < count ? tr("+%1 more").arg(formatWhole(static_cast<int64_t>(count - rows.size())))
                               : QString();
  exchange(&m_rows, std::move(rows));
  Q_EMIT shown();
}

int RowsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<size_t>(index.row())];
  switch (role) {
    case NameRole:
      return row.name;
    case TextsRole:
      return row.texts;
    case PartsRole:
      return QVariant::fromValue(row.parts);
    case PastRole:
      return row.isPast;
    case UnsureRole:
      return row.unsure;
    case ChosenRole:
      return row.isChosen;
    case SpokenRole:
      return row.spoken;
    case BrandRole:
      return row.brand;
    case ChannelRole:
      return row.channel;
    case LinesRole:
      return row.lines;
    case TopRole:
      return row.top;
    default:
      return {};
  }
}

QHash<int, QByteArray> RowsModel::roleNames() const {
  return {{NameRole, "rowName"},    {TextsRole, "texts"},     {PartsRole, "parts"},   {PastRole, "isPast"},
          {UnsureRole, "unsure"},   {ChosenRole, "isChosen"}, {SpokenRole, "spoken"}, {BrandRole, "brand"},
          {ChannelRole, "channel"}, {LinesRole, "nameLines"}, {TopRole, "rowTop"}};
}

}  // namespace watchfloor
