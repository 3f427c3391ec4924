#include "heat_map_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "format.h"

namespace watchfloor {
namespace {

// Cividis (Nuñez, Anderton, Renslow 2018) from L* 33 up.
constexpr std::array<QRgb, 8> kCividis = {0xff414d6b, 0xff575c6d, 0xff707173, 0xff8a8779,
                                          0xffa69d75, 0xffc4b56c, 0xffe4cf5b, 0xffffea46};

double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

// Black or white, whichever stands out more: at least 4.5 : 1 on any colour.
QColor inkOn(const QColor& fill) { return luminance(fill) > 0.179 ? QColor(Qt::black) : QColor(Qt::white); }

struct Value {
  std::optional<double> plain;  // none: nothing to colour
  Shown shown{kNoValue, {}};
};

Value valueOf(const FrameCell& cell, HeatMapModel::Figure figure) {
  const auto count = [&](Metric m) { return std::get<Count>(cell.figure(m)).n; };
  const auto counted = [](int64_t n) { return Value{static_cast<double>(n), formatCount(n)}; };
  const auto ratio = [&](Metric m) { return std::get<Ratio>(cell.figure(m)).value(); };
  switch (figure) {
    case HeatMapModel::Figure::Volume:
      return counted(count(Metric::kMessagesInbound) + count(Metric::kOffered));
    case HeatMapModel::Figure::Backlog:
      return counted(count(Metric::kBacklog) + count(Metric::kWaiting));
    case HeatMapModel::Figure::NetSentiment: {
      const auto value = ratio(Metric::kNetSentiment);
      return {value, formatSentiment(value)};
    }
    case HeatMapModel::Figure::FirstResponse: {
      const auto median = std::get<Spread>(cell.figure(Metric::kFirstResponseTime)).quantile(50);
      return {median ? std::optional(toSeconds(*median)) : std::nullopt, formatDuration(median)};
    }
    case HeatMapModel::Figure::AbandonRate: {
      const auto value = ratio(Metric::kAbandonRate);
      return {value, formatPercent(value)};
    }
    case HeatMapModel::Figure::ServiceLevel:
      break;
  }
  const auto value = ratio(Metric::kServiceLevel);
  return {value, formatPercent(value)};
}

// The first names, the chosen one always among them.
std::vector<std::string> atMost(std::vector<std::string> names, size_t most, const std::string& chosen) {
  if (names.size() <= most) return names;
  const auto found = std::ranges::find(names, chosen);
  if (found != names.end() && found - names.begin() >= static_cast<std::ptrdiff_t>(most))
    names[most - 1] = *found;
  names.resize(most);
  return names;
}

QStringList texts(const std::vector<std::string>& names) {
  QStringList list;
  for (const std::string& name : names) list << shortened(name, kNarrow);
  return list;
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

QStringList HeatMapModel::rowNames() const { return texts(m_channels); }
QStringList HeatMapModel::columnNames() const { return texts(m_brands); }

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

void HeatMapModel::setNames(std::vector<std::string> brands, std::vector<std::string> channels) {
  if (brands == m_brands && channels == m_channels) return;
  beginResetModel();
  m_brands = std::move(brands), m_channels = std::move(channels);
  m_cells.assign(m_brands.size() * m_channels.size(), Cell{});
  endResetModel();
  Q_EMIT namesChanged();
}

void HeatMapModel::show(const Situation& situation, int condition, const QString& problem) {
  m_condition = condition, m_problem = problem;
  if (situation.hasFrame()) showCells(situation);
  Q_EMIT shown();
}

void HeatMapModel::showCells(const Situation& situation) {
  const Frame& frame = *situation.view.frame;
  const Choice& choice = situation.choice;
  setNames(atMost(frame.brands, kMostBrands, choice.brand),
           atMost(frame.channels, kMostChannels, choice.channel));
  QStringList parts;
  if (m_brands.size() < frame.brands.size())
    parts << tr("%1 of %2 brands").arg(m_brands.size()).arg(frame.brands.size());
  if (m_channels.size() < frame.channels.size())
    parts << tr("%1 of %2 channels").arg(m_channels.size()).arg(frame.channels.size());
  m_part = parts.join(QStringLiteral(", "));
  const Window window = m_figure == Figure::Backlog ? Window::kNow : choice.window;
  std::vector<Value> values(m_cells.size());
  std::optional<Value> low, high;
  for (size_t i = 0; i < values.size(); ++i) {
    const CellName name = nameAt(static_cast<int>(i));
    const FrameCell* cell = frame.find(name.brand, name.channel, window);
    if (cell && situation.covers(window)) values[i] = valueOf(*cell, m_figure);
    if (!values[i].plain) continue;
    if (!low || *values[i].plain < *low->plain) low = values[i];
    if (!high || *values[i].plain > *high->plain) high = values[i];
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const CellName name = nameAt(static_cast<int>(i));
    Cell cell;
    cell.text = one(values[i].shown);
    if (values[i].plain) {
      const double span = *high->plain - *low->plain;
      cell.fill = colorAt(span > 0 ? (*values[i].plain - *low->plain) / span : 0);
      cell.ink = inkOn(cell.fill);
    }
    cell.isChosen = (name.brand == choice.brand || choice.isAllBrands()) &&
                    (name.channel == choice.channel || choice.isAllChannels()) &&
                    !(choice.isAllBrands() && choice.isAllChannels());
    cell.spoken = tr("%1, %2: %3").arg(shortened(name.brand), shortened(name.channel), cell.text);
    if (cell == m_cells[i]) continue;
    m_cells[i] = std::move(cell);
    Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
  }
  m_window = basisText(window, situation);
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
    case SpokenRole:
      return cell.spoken;
    default:
      return {};
  }
}

QHash<int, QByteArray> HeatMapModel::roleNames() const {
  return {{RowRole, "row"}, {ColumnRole, "column"},   {TextRole, "text"},    {FillRole, "fill"},
          {InkRole, "ink"}, {ChosenRole, "isChosen"}, {SpokenRole, "spoken"}};
}

}  // namespace watchfloor
