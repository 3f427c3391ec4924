#include "heat_map_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "condition.h"
#include "format.h"
#include "names.h"

namespace watchfloor {
namespace {

// Cividis (Nuñez, Anderton, Renslow 2018) from L* 33 to 62: its yellows are too near those of alarms.
constexpr std::array<QRgb, 5> kCividis = {0xff414d6b, 0xff555b6d, 0xff6c6e72, 0xff848278, 0xff9e9676};

double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

// Black or white, whichever stands out more: at least 4.5 : 1 on any colour.
QColor inkOn(const QColor& fill) { return luminance(fill) > 0.179 ? QColor(Qt::black) : QColor(Qt::white); }

struct Value {
  std::optional<double> plain;  // none: nothing to colour
  Shown shown{kNoValue, {}};
  int64_t few = 0;  // as many stand behind it, and that is too few; 0: enough
};

Value ratioOf(const FrameCell& cell, Metric metric, Shown (*format)(std::optional<double>)) {
  const Ratio ratio = std::get<Ratio>(cell.figure(metric));
  return {ratio.value(), format(ratio.value()), ratio.den < kEnough ? ratio.den : 0};
}

Value countOf(const FrameCell& cell, Metric a, Metric b) {
  const int64_t n = std::get<Count>(cell.figure(a)).n + std::get<Count>(cell.figure(b)).n;
  return {n > 0 ? std::optional(static_cast<double>(n)) : std::nullopt, formatCount(n)};
}

Value valueOf(const FrameCell& cell, HeatMapModel::Figure figure) {
  switch (figure) {
    case HeatMapModel::Figure::Volume:
      return countOf(cell, Metric::kMessagesInbound, Metric::kOffered);
    case HeatMapModel::Figure::Backlog:
      return countOf(cell, Metric::kBacklog, Metric::kWaiting);
    case HeatMapModel::Figure::NetSentiment:
      return ratioOf(cell, Metric::kNetSentiment, formatSentiment);
    case HeatMapModel::Figure::AbandonRate:
      return ratioOf(cell, Metric::kAbandonRate, formatPercent);
    case HeatMapModel::Figure::ServiceLevel:
      return ratioOf(cell, Metric::kServiceLevel, formatPercent);
    case HeatMapModel::Figure::FirstResponse:
      break;
  }
  const Spread spread = std::get<Spread>(cell.figure(Metric::kFirstResponseTime));
  const auto median = spread.quantile(50);
  return {median ? std::optional(toSeconds(*median)) : std::nullopt, formatDuration(median),
          spread.n < kEnoughDurations ? spread.n : 0};
}

// The kinds of events that feed a figure.
uint32_t kindsOf(HeatMapModel::Figure figure) {
  switch (figure) {
    case HeatMapModel::Figure::NetSentiment:
    case HeatMapModel::Figure::FirstResponse:
      return kMessages;
    case HeatMapModel::Figure::AbandonRate:
    case HeatMapModel::Figure::ServiceLevel:
      return kContacts;
    default:
      return kMessages | kContacts;
  }
}

double volumeOf(const Situation& at, const std::string& brand, const std::string& channel) {
  const FrameCell* cell = at.view.frame->find(brand, channel, at.choice.window);
  return cell ? countOf(*cell, Metric::kMessagesInbound, Metric::kOffered).plain.value_or(0) : 0;
}

}  // namespace

QColor HeatMapModel::colorAt(double position) {
  const double at = std::clamp(position, 0.0, 1.0) * (kCividis.size() - 1);
  const size_t below = std::min(static_cast<size_t>(at), kCividis.size() - 2);
  const QColor a(kCividis[below]), b(kCividis[below + 1]);
  const auto part = static_cast<float>(at - static_cast<double>(below));
  const auto mix = [&](float x, float y) { return x + (y - x) * part; };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QList<QColor> HeatMapModel::scale() {
  QList<QColor> colors;
  for (QRgb rgb : kCividis) colors << QColor(rgb);
  return colors;
}

void HeatMapModel::setFigure(Figure figure) {
  if (figure == m_figure) return;
  m_figure = figure;
  Q_EMIT metricChanged();
}

CellName HeatMapModel::nameAt(int row) const {
  if (row < 0 || row >= rowCount()) return {std::string(kAll), std::string(kAll)};
  const size_t i = static_cast<size_t>(row);
  return {m_brands[i % m_brands.size()], m_channels[i / m_brands.size()]};
}

QStringList HeatMapModel::rowNames() const { return apart(m_channels); }
QStringList HeatMapModel::columnNames() const { return apart(m_brands); }

QString HeatMapModel::metricText() const {
  switch (m_figure) {
    case Figure::Volume:
      return tr("Volume");
    case Figure::NetSentiment:
      return tr("Net sentiment");
    case Figure::FirstResponse:
      return tr("First response, median");
    case Figure::AbandonRate:
      return tr("Abandon rate");
    case Figure::ServiceLevel:
      return tr("Service level");
    case Figure::Backlog:
      break;
  }
  return tr("Backlog and waiting");
}

void HeatMapModel::setNames(std::vector<std::string> brands, std::vector<std::string> channels,
                            GridRoom grid) {
  if (brands == m_brands && channels == m_channels && grid == m_grid) return;
  beginResetModel();
  m_brands = std::move(brands), m_channels = std::move(channels), m_grid = grid;
  m_cells.assign(m_brands.size() * m_channels.size(), Cell{});
  endResetModel();
  Q_EMIT namesChanged();
}

bool HeatMapModel::isEmpty() const {
  return std::ranges::none_of(m_cells,
                              [](const Cell& cell) { return cell.isUnsure || cell.fill.alpha() > 0; });
}

void HeatMapModel::show(const Situation& situation) {
  const Window window = m_figure == Figure::Backlog ? Window::kNow : situation.choice.window;
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
  const GridRoom grid = gridRoom(apart(brands(kMostBrands)), apart(channels(kMostChannels)), m_room);
  setNames(brands(grid.columns), channels(grid.rows), grid);
}

void HeatMapModel::showCells(const Situation& situation, Window window) {
  const Frame& frame = *situation.view.frame;
  const Choice& choice = situation.choice;
  showNames(situation);
  QStringList parts;
  if (m_brands.size() < frame.brands.size())
    parts << tr("%1 of %2 brands").arg(m_brands.size()).arg(frame.brands.size());
  if (m_channels.size() < frame.channels.size())
    parts << tr("%1 of %2 channels").arg(m_channels.size()).arg(frame.channels.size());
  if (!parts.isEmpty()) parts << tr("the busiest");
  m_part = parts.join(QStringLiteral(", "));
  std::vector<Value> values(m_cells.size());
  std::optional<Value> low, high;
  for (size_t i = 0; i < values.size(); ++i) {
    const CellName name = nameAt(static_cast<int>(i));
    const FrameCell* found = frame.find(name.brand, name.channel, window);
    if (situation.covers(window)) values[i] = valueOf(found ? *found : FrameCell{}, m_figure);
    if (!values[i].plain || values[i].few > 0) continue;
    if (!low || *values[i].plain < *low->plain) low = values[i];
    if (!high || *values[i].plain > *high->plain) high = values[i];
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const CellName name = nameAt(static_cast<int>(i));
    const Condition condition = conditionOf(situation, name, kindsOf(m_figure), window);
    Cell cell;
    cell.text = one(values[i].shown);
    cell.isPast = condition.state > TileState::Late, cell.isUnsure = values[i].few > 0;
    if (values[i].plain && !cell.isUnsure) {
      const double span = *high->plain - *low->plain;
      cell.fill = colorAt(span > 0 ? (*values[i].plain - *low->plain) / span : 0);
      cell.ink = inkOn(cell.fill);
    }
    cell.isChosen = (name.brand == choice.brand || choice.isAllBrands()) &&
                    (name.channel == choice.channel || choice.isAllChannels()) &&
                    !(choice.isAllBrands() && choice.isAllChannels());
    QStringList spoken{
        tr("%1, %2: %3")
            .arg(QString::fromStdString(name.brand), QString::fromStdString(name.channel), cell.text)};
    if (cell.isUnsure) spoken << tr("n %1").arg(values[i].few);
    if (!condition.problem.isEmpty()) spoken << condition.problem;
    cell.spoken = spoken.join(QStringLiteral(", "));
    // What is silent is told beside the title; which cells it feeds, by their looks.
    if (condition.state == TileState::Silent && m_problem.isEmpty()) m_problem = condition.problem;
    if (cell == m_cells[i]) continue;
    m_cells[i] = std::move(cell);
    Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
  }
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
  return {{RowRole, "row"},     {ColumnRole, "column"},   {TextRole, "text"},
          {FillRole, "fill"},   {InkRole, "ink"},         {ChosenRole, "isChosen"},
          {PastRole, "isPast"}, {UnsureRole, "isUnsure"}, {SpokenRole, "spoken"}};
}

}  // namespace watchfloor
