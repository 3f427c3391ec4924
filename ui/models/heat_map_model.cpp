#include "heat_map_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "condition.h"
#include "format.h"
#include "names.h"

namespace watchfloor {
namespace {

// What a look at each brand and channel is worth.
const std::array kSteps = {kVolume,
                           Subject{Metric::kNetSentiment},
                           Subject{Metric::kFirstResponseTime},
                           Subject{Metric::kAbandonRate},
                           Subject{Metric::kServiceLevel},
                           kOpenContacts};

// A count of zero is nothing to colour.
Reading valueOf(const FrameCell& cell, const Subject& subject, Time present) {
  Reading reading = readingOf(cell, subject, present);
  if (subject.shape() == Shape::kCount && reading.plain == 0) reading.plain.reset();
  return reading;
}

double volumeOf(const Situation& at, const std::string& brand, const std::string& channel) {
  const FrameCell* cell = at.view.frame->find(brand, channel, at.choice.window);
  return cell ? readingOf(*cell, kVolume, {}).plain.value_or(0) : 0;
}

// Of brands, those that are watched only with their mark.
QStringList columnsOf(const std::vector<std::string>& brands, const std::vector<std::string>& watchedOnly) {
  QStringList names = apart(brands);
  for (size_t i = 0; i < brands.size(); ++i) {
    QString& name = names[static_cast<qsizetype>(i)];
    if (std::ranges::binary_search(watchedOnly, brands[i])) name = marked(name);
  }
  return names;
}

}  // namespace

void HeatMapModel::setSubject(const Subject& subject) {
  if (subject == m_subject) return;
  m_subject = subject;
  Q_EMIT metricChanged();
}

void HeatMapModel::step(int by) {
  const auto size = static_cast<std::ptrdiff_t>(kSteps.size());
  const auto found = std::ranges::find(kSteps, m_subject) - kSteps.begin();
  const auto at = found == size ? (by > 0 ? -1 : 0) : found;
  stepTo(kSteps[static_cast<size_t>(((at + by) % size + size) % size)]);
}

void HeatMapModel::stepTo(const Subject& subject) {
  m_title.clear();
  setSubject(subject);
}

void HeatMapModel::setArea(QRectF area) {
  if (area == m_area) return;
  m_area = area;
  Q_EMIT areaChanged();
}

CellName HeatMapModel::nameAt(int row) const {
  if (row < 0 || row >= rowCount()) return {std::string(kAll), std::string(kAll)};
  const size_t i = static_cast<size_t>(row);
  return {m_brands[i % m_brands.size()], m_channels[i / m_brands.size()]};
}

QStringList HeatMapModel::rowNames() const { return apart(m_channels); }
QStringList HeatMapModel::columnNames() const { return columnsOf(m_brands, m_watchedOnly); }

QString HeatMapModel::metricText() const {
  if (!m_title.isEmpty()) return m_title;
  if (m_subject == kOpenContacts) return tr("Backlog and waiting");
  return m_subject.shape() == Shape::kSpread ? tr("%1, median").arg(labelOf(m_subject)) : labelOf(m_subject);
}

void HeatMapModel::setNames(std::vector<std::string> brands, std::vector<std::string> channels,
                            const std::vector<std::string>& watchedOnly, GridRoom grid) {
  if (brands == m_brands && channels == m_channels && watchedOnly == m_watchedOnly && grid == m_grid) return;
  beginResetModel();
  m_watchedOnly = watchedOnly;
  m_brands = std::move(brands), m_channels = std::move(channels), m_grid = grid;
  m_cells.assign(m_brands.size() * m_channels.size(), Cell{});
  endResetModel();
  Q_EMIT namesChanged();
}

bool HeatMapModel::isEmpty() const {
  return std::ranges::none_of(m_cells,
                              [](const Cell& cell) { return cell.isUnsure || cell.fill.alpha() > 0; });
}

void HeatMapModel::show(const Situation& situation, const Palette& palette) {
  m_palette = palette;
  const Window window = m_subject.isNow() ? Window::kNow : situation.choice.window;
  const Condition all = conditionOf(situation, {std::string(kAll), std::string(kAll)}, 0, window);
  m_condition = all.state, m_problem = all.problem;
  m_window = basisText(window, situation), m_nothing = watchfloor::nothingText(window, situation);
  if (situation.hasFrame()) showCells(situation, window);
  Q_EMIT shown();
}

// As many as there is room for when no name is cut.
void HeatMapModel::showNames(const Situation& situation) {
  const Frame& frame = *situation.view.frame;
  const Choice& choice = situation.choice;
  const std::string all(kAll);
  m_busiestBrands.settle(frame.brands, situation.now,
                         [&](const std::string& brand) { return volumeOf(situation, brand, all); });
  m_busiestChannels.settle(frame.channels, situation.now,
                           [&](const std::string& channel) { return volumeOf(situation, all, channel); });
  const auto brands = [&](qsizetype most) {
    return m_busiestBrands.of(static_cast<size_t>(most), choice.brand);
  };
  const auto channels = [&](qsizetype most) {
    return m_busiestChannels.of(static_cast<size_t>(most), choice.channel);
  };
  const GridRoom grid =
      gridRoom(columnsOf(brands(kMostBrands), frame.watchedOnly), apart(channels(kMostChannels)), m_room);
  setNames(brands(grid.columns), channels(grid.rows), frame.watchedOnly, grid);
}

void HeatMapModel::showCells(const Situation& situation, Window window) {
  const Frame& frame = *situation.view.frame;
  const Choice& choice = situation.choice;
  showNames(situation);
  QStringList parts;
  if (m_brands.size() < frame.brands.size())
    parts << tr("%1 of %2 brands")
                 .arg(formatWhole(std::ssize(m_brands)), formatWhole(std::ssize(frame.brands)));
  if (m_channels.size() < frame.channels.size())
    parts << tr("%1 of %2 channels")
                 .arg(formatWhole(std::ssize(m_channels)), formatWhole(std::ssize(frame.channels)));
  if (!parts.isEmpty()) parts << tr("the busiest");
  m_part = parts.join(QStringLiteral(", "));
  std::vector<Reading> values(m_cells.size());
  std::optional<Reading> low, high;
  // From the lowest to the highest; what has a sign, as far as it is from zero.
  const auto fillOf = [&](double value) {
    const double span = *high->plain - *low->plain;
    if (m_subject.metric == Metric::kNetSentiment)
      return m_palette.signedAt(value / std::max({-*low->plain, *high->plain, kLeastExtent}));
    return m_palette.heatAt(span > 0 ? (value - *low->plain) / span : 0);
  };
  for (size_t i = 0; i < values.size(); ++i) {
    const CellName name = nameAt(static_cast<int>(i));
    const FrameCell* found = frame.find(name.brand, name.channel, window);
    if (situation.covers(window))
      values[i] = valueOf(found ? *found : FrameCell{}, m_subject, situation.present);
    if (!values[i].plain || values[i].few > 0) continue;
    if (!low || *values[i].plain < *low->plain) low = values[i];
    if (!high || *values[i].plain > *high->plain) high = values[i];
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const CellName name = nameAt(static_cast<int>(i));
    const Condition condition = conditionOf(situation, name, kindsOf(m_subject), window);
    Cell cell;
    cell.text = one(values[i].shown);
    cell.isPast = condition.state > TileState::Late, cell.isUnsure = values[i].few > 0;
    if (values[i].plain && !cell.isUnsure) {
      cell.fill = fillOf(*values[i].plain);
      cell.ink = inkOn(cell.fill);
    }
    cell.isChosen = (name.brand == choice.brand || choice.isAllBrands()) &&
                    (name.channel == choice.channel || choice.isAllChannels()) &&
                    !(choice.isAllBrands() && choice.isAllChannels());
    QStringList spoken{
        tr("%1, %2: %3")
            .arg(QString::fromStdString(name.brand), QString::fromStdString(name.channel), cell.text)};
    if (frame.isWatchedOnly(name.brand)) spoken << spokenCompetitor();
    if (cell.isUnsure) spoken << tr("n %1").arg(formatWhole(values[i].few));
    if (!condition.problem.isEmpty()) spoken << condition.problem;
    cell.spoken = spoken.join(QStringLiteral(", "));
    // What is silent is told beside the title; which cells it feeds, by their looks.
    if (condition.state == TileState::Silent && m_problem.isEmpty()) m_problem = condition.problem;
    if (cell == m_cells[i]) continue;
    m_cells[i] = std::move(cell);
    Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
  }
  m_scale.clear();
  for (int i = 0; low && i < kScale; ++i)
    m_scale << fillOf(*low->plain + (*high->plain - *low->plain) * i / (kScale - 1));
  m_low = low ? one(low->shown) : QString(), m_high = high ? one(high->shown) : QString();
}

int HeatMapModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

QVariant HeatMapModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Cell& cell = m_cells[static_cast<size_t>(index.row())];
  const int brands = static_cast<int>(m_brands.size());
  switch (role) {
    case RowRole:
      return index.row() / brands;
    case ColumnRole:
      return index.row() % brands;
    case BrandRole:
      return QString::fromStdString(nameAt(index.row()).brand);
    case ChannelRole:
      return QString::fromStdString(nameAt(index.row()).channel);
    case TextRole:
      return cell.text;
    case FillRole:
      return cell.fill;
    case InkRole:
      return cell.ink;
    case ChosenRole:
      return cell.isChosen;
    case PastRole:
      return cell.isPast;
    case UnsureRole:
      return cell.isUnsure;
    case SpokenRole:
      return cell.spoken;
    default:
      return {};
  }
}

QHash<int, QByteArray> HeatMapModel::roleNames() const {
  return {{RowRole, "row"},     {BrandRole, "brand"},     {ChannelRole, "channel"}, {ColumnRole, "column"},
          {TextRole, "text"},   {FillRole, "fill"},       {InkRole, "ink"},         {ChosenRole, "isChosen"},
          {PastRole, "isPast"}, {UnsureRole, "isUnsure"}, {SpokenRole, "spoken"}};
}

}  // namespace watchfloor
