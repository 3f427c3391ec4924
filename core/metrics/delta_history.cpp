#include "metrics/delta_history.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr size_t kLongest = 10;  // bytes of a number

// Writes a number in seven bits a byte, the sign in the lowest. Returns where it ends.
uint8_t* put(int64_t number, uint8_t* out) {
  uint64_t rest = (static_cast<uint64_t>(number) << 1) ^ static_cast<uint64_t>(number >> 63);
  for (; rest >= 0x80; rest >>= 7) *out++ = static_cast<uint8_t>(rest | 0x80);
  *out++ = static_cast<uint8_t>(rest);
  return out;
}

int64_t take(std::span<const uint8_t>* in) {
  uint64_t number = 0;
  size_t i = 0;
  for (int shift = 0;; shift += 7) {
    const uint8_t byte = (*in)[i++];
    number |= uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) break;
  }
  *in = in->subspan(i);
  return static_cast<int64_t>(number >> 1) ^ -static_cast<int64_t>(number & 1);
}

// A metric and the parts of its plain value.
uint8_t* put(const PlainParts& parts, uint8_t* out) {
  *out++ = static_cast<uint8_t>(parts.metric);
  out = put(parts.a, out);
  return info(parts.metric).shape == Shape::kCount ? out : put(parts.b, out);
}

// Reads the values of a record one after the other.
class Past {
 public:
  explicit Past(std::span<const uint8_t> values) : m_rest(values) { next(); }

  bool isOver() const { return !m_metric; }
  Metric metric() const { return *m_metric; }
  double value() const { return m_value; }

  void next() {
    m_metric.reset();
    if (m_rest.empty()) return;
    m_metric = static_cast<Metric>(m_rest.front());
    m_rest = m_rest.subspan(1);
    const int64_t a = take(&m_rest);
    switch (info(*m_metric).shape) {
      case Shape::kCount:
        m_value = static_cast<double>(a);
        break;
      case Shape::kRatio:
        m_value = *Ratio{a, take(&m_rest), 0}.value();
        break;
      default:
        m_value =
            *Spread{.n = a, .sum = Duration{take(&m_rest)}, .max = {}, .quantiles = {}, .isOver = {}}.mean();
    }
  }

 private:
  std::span<const uint8_t> m_rest;
  std::optional<Metric> m_metric;
  double m_value = 0;
};

// Whether they are as put() writes them.
bool areSound(std::span<const uint8_t> values) {
  const auto hasNumber = [](std::span<const uint8_t> in) {
    const auto last = std::find_if(in.begin(), in.end(), [](uint8_t byte) { return byte < 0x80; });
    return last != in.end() && static_cast<size_t>(last - in.begin()) < kLongest;
  };
  while (!values.empty()) {
    if (values.front() >= kMetrics) return false;
    const Shape shape = info(static_cast<Metric>(values.front())).shape;
    values = values.subspan(1);
    if (shape == Shape::kAge || !hasNumber(values)) return false;
    const int64_t first = take(&values);
    if (shape == Shape::kCount) continue;
    if (!hasNumber(values)) return false;
    const int64_t second = take(&values);
    if ((shape == Shape::kRatio ? second : first) == 0) return false;
  }
  return true;
}

bool isCount(Metric metric) { return info(metric).shape == Shape::kCount; }

}  // namespace

std::optional<Time> KeptTicks::at(Time moment) {
  while (m_ticks.size() > 1 && m_ticks[1] <= moment) m_ticks.pop_front();
  return !m_ticks.empty() && m_ticks.front() <= moment ? std::optional(m_ticks.front()) : std::nullopt;
}

bool KeptTicks::add(Time tick, size_t few) {
  m_areMany |= m_ticks.size() > few;
  if (m_areMany && !m_ticks.empty() && tick - m_ticks.back() < m_window / kParts) return false;
  m_ticks.push_back(tick);
  return true;
}

PastFigures::Header PastFigures::headerAt(size_t offset) const {
  Header header;
  std::memcpy(&header, m_records.data() + offset, sizeof(header));
  return header;
}

std::span<const uint8_t> PastFigures::valuesAt(size_t offset) const {
  return std::span(m_records).subspan(offset + sizeof(Header), headerAt(offset).size);
}

void PastFigures::clear() {
  m_records = {};
  m_first = m_last = 0;
  m_isThere = false;
  m_next = kDistantFuture;
}

void PastFigures::add(Time tick, std::span<const PlainParts> figures) {
  const size_t start = m_records.size();
  m_records.resize(start + sizeof(Header) + figures.size() * (1 + 2 * kLongest));
  uint8_t* out = m_records.data() + start + sizeof(Header);
  for (const PlainParts& parts : figures) out = put(parts, out);
  m_records.resize(static_cast<size_t>(out - m_records.data()));
  const std::span values = std::span(m_records).subspan(start + sizeof(Header));
  const bool isFirst = start == m_first;
  if (isFirst ? values.empty() : std::ranges::equal(values, valuesAt(m_last))) {
    m_records.resize(start);
    return;
  }
  const Header header{tick, static_cast<uint32_t>(values.size())};
  std::memcpy(m_records.data() + start, &header, sizeof(header));
  m_last = start;
  findNext();
}

void PastFigures::findNext() {
  const bool isAny = m_isThere ? m_first != m_last : !isEmpty();
  m_next = !isAny ? kDistantFuture : headerAt(m_isThere ? endOf(m_first) : m_first).at;
}

bool PastFigures::moveTo(Time then) {
  if (then < m_next) return false;
  while (then >= m_next) {
    if (m_isThere) m_first = endOf(m_first);
    m_isThere = true;
    findNext();
  }
  if (m_first == m_last && headerAt(m_first).size == 0) {
    clear();  // nothing for long, and nothing since
  } else if (m_first > m_records.size() / 2) {
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(m_first));
    m_last -= m_first;
    m_first = 0;
  }
  return true;
}

void PastFigures::compare(std::vector<Measured>* figures) const {
  Past past(m_isThere ? valuesAt(m_first) : std::span<const uint8_t>());
  const size_t size = figures->size();
  const auto skip = [&](auto isOver) {  // it is zero now: the difference of a count, nothing of anything else
    for (; !past.isOver() && !isOver(past.metric()); past.next()) {
      if (isCount(past.metric()) && past.value() != 0) {
        figures->push_back({past.metric(), Count{}, -past.value()});
      }
    }
  };
  for (size_t i = 0; i < size; ++i) {
    skip([metric = (*figures)[i].metric](Metric m) { return m >= metric; });
    Measured& now = (*figures)[i];
    const bool isBoth = !past.isOver() && past.metric() == now.metric;
    const auto value = plain(now.figure);
    if (value && (isBoth || isCount(now.metric))) now.delta = *value - (isBoth ? past.value() : 0);
    if (isBoth) past.next();
  }
  skip([](Metric) { return false; });
  std::inplace_merge(figures->begin(), figures->begin() + static_cast<std::ptrdiff_t>(size), figures->end(),
                     [](const Measured& a, const Measured& b) { return a.metric < b.metric; });
}

template <class Archive>
void KeptTicks::persist(Archive& archive) {
  archive(m_ticks, m_areMany);
  archive.require(std::is_sorted(m_ticks.begin(), m_ticks.end()));
}
template void KeptTicks::persist(ArchiveWriter&);
template void KeptTicks::persist(ArchiveReader&);

template <class Archive>
void PastFigures::persist(Archive& archive, const KeptTicks& ticks) {
  archive(m_isThere);
  if constexpr (Archive::kIsReading) {
    uint64_t n = 0;
    archive.size(n, sizeof(Time));
    m_records = {};
    m_first = m_last = 0;
    for (; n > 0; --n) {
      Header header{.at = {}, .size = 0};
      std::vector<uint8_t> values;
      archive(header.at, values);
      archive.require(areSound(values));
      if (!archive.ok()) return clear();
      header.size = static_cast<uint32_t>(values.size());
      m_last = m_records.size();
      m_records.resize(m_last + sizeof header);
      std::memcpy(m_records.data() + m_last, &header, sizeof header);
      m_records.insert(m_records.end(), values.begin(), values.end());
    }
    archive.require(!m_isThere || !isEmpty());
    if (archive.ok()) findNext();
  } else {
    uint64_t n = 0;
    for (size_t at = m_first; at < m_records.size(); at = endOf(at)) ++n;
    archive.size(n);
    for (size_t at = m_first; at < m_records.size(); at = endOf(at)) {
      Time from = ticks.following(headerAt(at).at);
      std::vector<uint8_t> values(valuesAt(at).begin(), valuesAt(at).end());
      archive(from, values);
    }
  }
}
template void PastFigures::persist(ArchiveWriter&, const KeptTicks&);
template void PastFigures::persist(ArchiveReader&, const KeptTicks&);

}  // namespace watchfloor
