#include "sources/delimited.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sources/utf8.h"

namespace watchfloor {
namespace {

constexpr size_t kMostLines = 1000;  // of a row

bool holds(const RowCondition& condition, const Row& row) {
  const std::string value = condition.value.of(row);
  const bool isFound =
      std::find(condition.words.begin(), condition.words.end(), value) != condition.words.end();
  return isFound == condition.isAmong;
}

// The same clock time on the day before, that day, or the day after: whichever is nearest.
absl::Time nearest(absl::Time time, absl::Time anchor, absl::TimeZone zone) {
  const absl::CivilSecond there = absl::ToCivilSecond(time, zone);
  absl::Time best = time;
  for (const absl::civil_diff_t days : {-1, 1}) {
    const absl::Time other = absl::FromCivil(there + days * 24 * 60 * 60, zone);
    if (absl::AbsDuration(other - anchor) < absl::AbsDuration(best - anchor)) best = other;
  }
  return best;
}

}  // namespace

Delimited::Delimited(Profile profile, std::string file)
    : m_profile(std::move(profile)), m_file(std::move(file)) {}

void Delimited::tell(int64_t number, std::string reason, Decoded& out) {
  out.problems.push_back({.file = m_file, .line = number, .reason = std::move(reason)});
}

absl::Status Delimited::take(const Line& line, Decoded& out) {
  if (line.number == 1) {  // of this file, or of the one that replaced it
    if (absl::Status s = finish(out); !s.ok()) return s;
    m_isBound = false;
  }
  if (line.isTooLong) {
    if (absl::Status s = finish(out); !s.ok()) return s;
    tell(line.number, absl::StrCat("longer than ", LineFile::kLongest, " bytes"), out);
    return absl::OkStatus();
  }
  return takeText(std::string(line.text), line.number, out);
}

absl::Status Delimited::finish(Decoded& out) {
  while (!m_open.empty()) {
    if (absl::Status s = giveUp("a quote is never closed", out); !s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status Delimited::takeText(const std::string& text, int64_t number, Decoded& out) {
  if (m_open.empty()) {
    m_openFrom = number;
    m_openSize = 0;
  }
  m_openSize += text.size() + 1;
  m_open.push_back(text);
  if (m_open.size() > 1 && (m_openSize > LineFile::kLongest || m_open.size() > kMostLines)) {
    return giveUp("a quote is not closed within 1 MiB or 1,000 lines", out);
  }
  switch (split(text, m_open.size() > 1)) {
    case Split::kOpen:
      return absl::OkStatus();
    case Split::kBroken:
      return giveUp("text stands after a closing quote", out);
    case Split::kLooseBreak:
      return giveUp("a line break that is not quoted", out);
    case Split::kDone:
      break;
  }
  const std::string row = absl::StrJoin(std::exchange(m_open, {}), "\n");
  return takeRow(row, m_openFrom, out);
}

// The row's first line is broken; the lines after it are rows of their own.
absl::Status Delimited::giveUp(const char* reason, Decoded& out) {
  tell(m_openFrom, reason, out);
  m_torn = 0;
  const std::vector<std::string> lines = std::exchange(m_open, {});
  const int64_t first = m_openFrom;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (absl::Status s = takeText(lines[i], first + static_cast<int64_t>(i), out); !s.ok()) return s;
  }
  return absl::OkStatus();
}

// Appends the values of one line to m_row; `isOpen`: the line goes on inside the quotes of the last value.
Delimited::Split Delimited::split(std::string_view text, bool isOpen) {
  const RowForm& form = m_profile.form;
  if (isOpen) {
    m_row.back() += '\n';
  } else {
    m_row.clear();
  }
  for (size_t i = 0;; ++i) {  // i: where a value begins
    if (!isOpen) m_row.emplace_back();
    std::string& value = m_row.back();
    const bool isQuoted = form.quote && i < text.size() && text[i] == *form.quote;
    if (isOpen || isQuoted) {
      for (i += isOpen ? 0 : 1;; ++i) {
        const size_t quote = text.find(*form.quote, i);
        value.append(text.substr(i, quote - i));
        if (quote == std::string_view::npos) return Split::kOpen;
        i = quote + 1;
        if (i >= text.size() || text[i] != *form.quote) break;
        value += *form.quote;
      }
      if (i < text.size() && text[i] != form.delimiter) return Split::kBroken;
      isOpen = false;
    } else {
      const size_t end = std::min(text.find(form.delimiter, i), text.size());
      value = text.substr(i, end - i);
      if (value.find('\r') != std::string::npos) return Split::kLooseBreak;
      i = end;
    }
    if (i >= text.size()) return Split::kDone;
  }
}

// REQUIRES: m_row holds the values of `text`.
absl::Status Delimited::takeRow(std::string_view text, int64_t number, Decoded& out) {
  if (text.empty()) return absl::OkStatus();
  if (!m_isBound) {
    const bool hasHeader = m_profile.form.columns.empty();
    if (absl::Status s = bind(hasHeader ? m_row : m_profile.form.columns); !s.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(m_file, ":", number, ": profile ", m_profile.name, ": ", std::string(s.message())));
    }
    if (hasHeader) return absl::OkStatus();
  }
  if (m_row.size() != m_columns) {
    const bool isRestOfTorn = m_torn > 0 && m_torn + m_row.size() == m_columns + 1;
    m_torn = !isRestOfTorn && m_row.size() < m_columns ? m_row.size() : 0;
    if (isRestOfTorn) return absl::OkStatus();
    tell(number,
         absl::StrCat(m_row.size(), " columns instead of ", m_columns,
                      m_torn > 0 ? "; is a line break not quoted?" : "; is a delimiter not quoted?"),
         out);
    return absl::OkStatus();
  }
  m_torn = 0;
  if (!isCleanText(text)) {
    tell(number, "not UTF-8, or with a NUL in it", out);
    return absl::OkStatus();
  }
  if (m_profile.count) {
    absl::StatusOr<CountRow> count = readCount();
    if (!count.ok()) {
      tell(number, std::string(count.status().message()), out);
    } else {
      count->line = number;
      out.counts.push_back(*std::move(count));
    }
    return absl::OkStatus();
  }
  std::vector<Event> events;
  if (absl::Status s = readRow(text, events); !s.ok()) {
    tell(number, std::string(s.message()), out);
  } else {
    std::move(events.begin(), events.end(), std::back_inserter(out.events));
  }
  return absl::OkStatus();
}

absl::Status Delimited::bind(const std::vector<std::string>& columns) {
  std::vector<RowText*> texts;
  if (m_profile.id) texts.push_back(&*m_profile.id);
  if (m_profile.form.near) texts.push_back(&*m_profile.form.near);
  if (m_profile.count) {
    texts.push_back(&m_profile.count->time);
    texts.push_back(&m_profile.count->value);
  }
  for (RowEvent& event : m_profile.events) {
    texts.push_back(&event.time);
    for (RowCondition& condition : event.when) texts.push_back(&condition.value);
    for (RowField& field : event.fields) texts.push_back(&field.value);
  }
  for (RowText* text : texts) {
    if (absl::Status s = text->bind(columns); !s.ok()) return s;
  }
  m_columns = columns.size();
  m_isBound = true;
  return absl::OkStatus();
}

absl::Status Delimited::readRow(std::string_view text, std::vector<Event>& events) {
  const std::string id = m_profile.id ? m_profile.id->of(m_row) : m_ids.next(text);
  if (id.empty()) return absl::InvalidArgumentError("id: is empty");
  const bool isOnly = m_profile.events.size() == 1;
  for (size_t i = 0; i < m_profile.events.size(); ++i) {
    const RowEvent& rule = m_profile.events[i];
    if (!std::all_of(rule.when.begin(), rule.when.end(),
                     [&](const RowCondition& c) { return holds(c, m_row); })) {
      continue;
    }
    Event event;
    event.source = m_profile.source;
    event.eventId = isOnly ? id : absl::StrCat(id, ":", i + 1);
    const absl::StatusOr<Time> time = readTime(rule.time);
    if (!time.ok()) return time.status();
    event.time = *time;
    event.body = rule.body;
    for (const RowField& field : rule.fields) {
      if (absl::Status s = field.set(event, field.value.of(m_row)); !s.ok()) {
        return absl::InvalidArgumentError(absl::StrCat(field.name, ": ", std::string(s.message())));
      }
    }
    if (absl::Status s = validate(event); !s.ok()) return s;
    events.push_back(std::move(event));
  }
  return absl::OkStatus();
}

absl::StatusOr<CountRow> Delimited::readCount() const {
  CountRow row;
  const absl::StatusOr<Time> time = readTime(m_profile.count->time);
  if (!time.ok()) return time.status();
  row.time = *time;
  row.timeText = m_profile.count->time.of(m_row);
  const std::string value = m_profile.count->value.of(m_row);
  if (!absl::SimpleAtod(value, &row.count) || !std::isfinite(row.count) || row.count < 0) {
    return absl::InvalidArgumentError(absl::StrCat("value: \"", value, "\" is not a count"));
  }
  if (row.count > CountRow::kMost) {
    return absl::InvalidArgumentError(absl::StrCat("value: ", value, " is above 10^10"));
  }
  return row;
}

absl::StatusOr<Time> Delimited::readTime(const RowText& text) const {
  const RowForm& form = m_profile.form;
  const auto parse = [&](const std::string& value, absl::Time& time) {
    std::string error;
    if (absl::ParseTime(form.timeFormat, value, form.zone, &time, &error) && time != absl::InfiniteFuture() &&
        time != absl::InfinitePast()) {
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        absl::StrCat("time: \"", value, "\" is not written as ", form.timeFormat));
  };
  absl::Time time, anchor;
  if (absl::Status s = parse(text.of(m_row), time); !s.ok()) return s;
  if (form.near) {
    if (absl::Status s = parse(form.near->of(m_row), anchor); !s.ok()) return s;
    time = nearest(time, anchor, form.zone);
  }
  return fromMicros(absl::ToUnixMicros(time));
}

}  // namespace watchfloor
