#include "hour_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/format.h"
#include "models/language.h"

namespace watchfloor {
namespace {

// At most this many steps on a value axis.
constexpr int kSteps = 4;

// The smallest round step that covers `span` in kSteps: 1, 2, 5 times a power of ten, or round times.
double stepFor(double span, ChartData::Unit unit) {
  const double least = span / kSteps;
  if (unit == ChartData::Unit::Seconds) {
    static constexpr std::array<double, 16> kRound = {5,    10,   15,   30,   60,    120,   300,   600,
                                                      1200, 1800, 3600, 7200, 21600, 43200, 86400, 259200};
    const auto found = std::ranges::lower_bound(kRound, least);
    return found == kRound.end() ? std::ceil(least / 86400) * 86400 : *found;
  }
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= least * (1 - 1e-9))
      return std::max(times * power, unit == ChartData::Unit::Count ? 1.0 : 0);
  }
  return 10 * power;
}

QString textOf(double value, ChartData::Unit unit) {
  switch (unit) {
    case ChartData::Unit::Count:
      return one(formatCount(std::llround(value)));
    case ChartData::Unit::Percent:
      return running(displayLocale().toString(value * 100, 'g', 3) + QChar(0x2009) + percentSign());
    case ChartData::Unit::Sentiment:
      return formatSentiment(value).value;
    case ChartData::Unit::Seconds:
      break;
  }
  return formatWait(Duration(std::llround(value * 1e6)));
}

}  // namespace

void HourChart::setArea(QRectF area) {
  if (area == m_area) return;
  m_area = area;
  Q_EMIT areaChanged();
}

void HourChart::show(ChartData data) {
  const bool isNewForm = data.form != m_data.form;
  m_data = std::move(data);
  widen();
  m_valueTexts.show(textsOfValues());
  m_timeTexts.show(textsOfTimes());
  m_markTexts.show(textsOfMarks());
  m_labelTexts.show(textsOfLabels());
  if (isNewForm) Q_EMIT formChanged();
  Q_EMIT changed();
}

void HourChart::forgetRange() { m_hasRange = false; }

void HourChart::widen() {
  double low = m_data.low, high = m_data.high;
  for (size_t line = 0; line < m_data.lines.size(); ++line) {
    if (m_data.lines[line].isAtMostTop) continue;
    for (const auto& value : upperOf(line)) {
      if (value) low = std::min(low, *value), high = std::max(high, *value);
    }
  }
  if (m_hasRange) low = std::min(low, m_low), high = std::max(high, m_high);
  m_step = stepFor(high - low, m_data.unit);
  m_low = std::floor(low / m_step + 1e-9) * m_step;
  m_high = std::ceil(high / m_step - 1e-9) * m_step;
  m_hasRange = true;
}

Hour HourChart::upperOf(size_t line) const {
  Hour upper = m_data.lines[line].values;
  if (m_data.form != ChartData::Form::Stack) return upper;
  for (size_t below = 0; below < line; ++below) {
    const Hour& values = m_data.lines[below].values;
    for (size_t i = 0; i < upper.size(); ++i) {
      if (upper[i] && values[i]) *upper[i] += *values[i];
    }
  }
  return upper;
}

Hour HourChart::lowerOf(size_t line) const {
  if (m_data.form == ChartData::Form::Stack && line > 0) return upperOf(line - 1);
  Hour lower = m_data.lines[line].values;
  for (auto& value : lower) {
    if (value) value = 0.0;
  }
  return lower;
}

bool HourChart::isEmpty() const {
  return std::ranges::none_of(m_data.lines, [](const ChartData::Line& line) {
    return line.isNamed && std::ranges::any_of(line.values, [](const auto& v) { return v.has_value(); });
  });
}

std::vector<ChartText> HourChart::textsOfValues() const {
  std::vector<ChartText> texts;
  for (double at = m_low; at <= m_high + m_step / 2; at += m_step)
    texts.push_back({.text = textOf(at, m_data.unit), .position = positionOf(at)});
  return texts;
}

int HourChart::slotAt(double x) const {
  const double width = m_timeEnds.y() - m_timeEnds.x();
  if (width <= 0 || x < m_timeEnds.x() || x >= m_timeEnds.y()) return -1;
  return static_cast<int>((x - m_timeEnds.x()) / width * m_data.slots);
}

std::vector<ChartText> HourChart::textsOfTimes() const {
  std::vector<ChartText> texts;
  for (const ChartData::Tick& tick : m_data.times)
    texts.push_back({.text = tick.text, .position = timePosition(tick.slot), .number = tick.number});
  return texts;
}

std::vector<ChartText> HourChart::textsOfMarks() const {
  std::vector<ChartText> texts;
  for (const ChartData::Mark& mark : m_data.marks)
    texts.push_back({.text = mark.text, .position = mark.position});
  return texts;
}

double HourChart::timePitch() const {
  const std::vector<ChartText>& times = m_timeTexts.all();
  return times.size() < 2 ? 1 : times[1].position - times[0].position;
}

double HourChart::endOf(size_t line) const {
  const auto last = [](const Hour& hour) { return hour.back().value_or(0); };
  const double end = m_data.form == ChartData::Form::Stack ? (last(lowerOf(line)) + last(upperOf(line))) / 2
                                                           : last(upperOf(line));
  return positionOf(m_data.lines[line].isAtMostTop ? std::min(end, top()) : end);
}

std::vector<size_t> HourChart::labelled() const {
  std::vector<size_t> lines;
  for (size_t line = 0; line < m_data.lines.size(); ++line) {
    const ChartData::Line& candidate = m_data.lines[line];
    const bool isThere = m_data.form != ChartData::Form::Stack ||
                         std::ranges::any_of(candidate.values, [](const auto& v) { return v && *v != 0; });
    if (!candidate.name.isEmpty() && candidate.values.back() && isThere) lines.push_back(line);
  }
  std::ranges::stable_sort(lines, {}, [this](size_t line) { return endOf(line); });
  return lines;
}

std::vector<ChartText> HourChart::textsOfLabels() const {
  std::vector<ChartText> texts;
  QList<double> ends;
  for (size_t line : labelled()) {
    ends << endOf(line);
    texts.push_back({.text = m_data.lines[line].name,
                     .end = ends.last(),
                     .line = static_cast<int>(line),
                     .color = colorOf(line)});
  }
  const QList<double> apart = spread(ends, kLabelTall * m_data.nameLines / std::max(m_labelRoom, 1.0));
  for (size_t i = 0; i < texts.size(); ++i) texts[i].position = apart[static_cast<qsizetype>(i)];
  return texts;
}

// Names are values already where they stand alone; of a stack they are whose it is.
QString HourChart::spoken() const {
  QStringList parts;
  for (const size_t i : labelled()) {
    const ChartData::Line& line = m_data.lines[i];
    const bool isStack = m_data.form == ChartData::Form::Stack;
    parts << (isStack ? QStringLiteral("%1 %2").arg(line.name, textOf(*line.values.back(), m_data.unit))
                      : line.name);
  }
  if (parts.isEmpty()) parts << (m_data.nothing.isEmpty() ? tr("no value now") : m_data.nothing);
  for (const ChartData::Mark& mark : m_data.marks) parts << mark.when + QStringLiteral(" ") + mark.text;
  if (!m_data.problem.isEmpty()) parts << m_data.problem;
  return parts.join(QStringLiteral(", "));
}

int HourChart::colorOf(size_t line) const {
  const int color = m_data.lines[line].color;
  return color < 0 ? static_cast<int>(line) : color;
}

QList<double> spread(QList<double> positions, double spacing) {
  for (qsizetype i = 1; i < positions.size(); ++i) {
    positions[i] = std::max(positions[i], positions[i - 1] + spacing);
  }
  double limit = 1;
  for (qsizetype i = positions.size() - 1; i >= 0; --i, limit -= spacing) {
    positions[i] = std::min(positions[i], limit);
  }
  return positions;
}

}  // namespace watchfloor
