#include "topics_report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include "export/json_text.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

constexpr std::array<std::string_view, 4> kLabelNames = {"negative", "neutral", "positive", "unclassified"};

std::string shown(const CountRange& range) {
  return range.isExact() ? absl::StrCat(range.least) : absl::StrCat(range.least, "-", range.most);
}

// "+12"; with bounds where either count has them.
std::string change(const TopicFigure& f) {
  if (!f.before) return "—";
  const int64_t least = f.count.least - f.before->most, most = f.count.most - f.before->least;
  return least == most ? absl::StrFormat("%+d", least) : absl::StrFormat("%+d…%+d", least, most);
}

std::string inQuotes(std::string_view text) {
  std::string out;
  json::appendString(out, text);
  return out;
}

std::string asJson(const CountRange& range) {
  return absl::StrCat("{\"least\": ", range.least, ", \"most\": ", range.most, "}");
}

std::string asJson(const LabelCounts& counts) {
  std::string out = "{";
  for (size_t l = 0; l < kLabelNames.size(); ++l)
    absl::StrAppend(&out, "\"", std::string(kLabelNames[l]), "\": ", counts.n[l], ", ");
  absl::StrAppend(&out, "\"messages\": ", counts.total(), ", \"net_sentiment\": ");
  if (const auto net = counts.netSentiment()) {
    json::appendNumber(out, *net);
  } else {
    out += "null";
  }
  return out + "}";
}

std::string asJson(const TopicFigure& f) {
  std::string out =
      absl::StrCat("{\"topic\": ", inQuotes(f.topic.text), ", \"kind\": ", inQuotes(name(f.topic.kind)),
                   ", \"count\": ", asJson(f.count));
  for (size_t l = 0; l < kLabelNames.size(); ++l)
    absl::StrAppend(&out, ", \"", std::string(kLabelNames[l]), "\": ", asJson(f.byLabel[l]));
  absl::StrAppend(&out, ", \"before\": ", f.before ? asJson(*f.before) : "null");
  return out + "}";
}

std::string percent(const LabelCounts& counts) {
  const auto net = counts.netSentiment();
  return net ? absl::StrFormat("%+.0f", 100 * *net) : "—";
}

std::string campaignText(const CampaignReception& r) {
  std::string out = absl::StrFormat("\ncampaign %s, %s to %s\n", shownText(r.campaign().name),
                                    formatTime(r.campaign().start), formatTime(r.campaign().end));
  const LabelCounts &c = r.counts(), &m = r.meanwhile();
  absl::StrAppendFormat(
      &out, "  %d messages: %d negative, %d neutral, %d positive, %d unclassified; net sentiment %s\n",
      c.total(), c.n[0], c.n[1], c.n[2], c.n[3], percent(c));
  absl::StrAppendFormat(&out, "  of %d about its brands meanwhile; net sentiment of these %s\n", m.total(),
                        percent(m));
  if (const auto peak = r.peak()) {
    absl::StrAppendFormat(&out, "  most at %s: %d in %d min\n",
                          formatTime(r.campaign().start + r.step() * static_cast<int64_t>(*peak)),
                          r.steps()[*peak].total(), r.step() / minutes(1));
  }
  return out;
}

}  // namespace

std::string topicsText(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReception>& campaigns) {
  std::string out = absl::StrCat("topics at ", formatTime(at), "\n");
  for (const TopicList& list : lists) {
    absl::StrAppendFormat(&out, "\n%s, %s\n", shownText(list.brand), name(list.window));
    if (list.figures.empty()) out += "  nothing was said often enough\n";
    for (const TopicFigure& f : list.figures) {
      absl::StrAppendFormat(&out, "  %-34s %-9s %9s  change %-11s  -%s  =%s  +%s  ?%s\n",
                            shownText(f.topic.text), name(f.topic.kind), shown(f.count), change(f),
                            shown(f.byLabel[0]), shown(f.byLabel[1]), shown(f.byLabel[2]),
                            shown(f.byLabel[3]));
    }
  }
  for (const CampaignReception& campaign : campaigns) out += campaignText(campaign);
  return out;
}

std::string topicsJson(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReception>& campaigns) {
  std::string out = absl::StrCat("{\"at\": ", inQuotes(formatTime(at)), ", \"lists\": [");
  for (const TopicList& list : lists) {
    absl::StrAppend(&out, &list == &lists.front() ? "" : ",", "\n {\"brand\": ", inQuotes(list.brand),
                    ", \"window\": ", inQuotes(name(list.window)), ", \"topics\": [");
    for (const TopicFigure& f : list.figures)
      absl::StrAppend(&out, &f == &list.figures.front() ? "" : ",", "\n  ", asJson(f));
    out += "]}";
  }
  out += "],\n\"campaigns\": [";
  for (const CampaignReception& r : campaigns) {
    absl::StrAppend(&out, &r == &campaigns.front() ? "" : ",", "\n {\"name\": ", inQuotes(r.campaign().name),
                    ", \"start\": ", inQuotes(formatTime(r.campaign().start)),
                    ", \"end\": ", inQuotes(formatTime(r.campaign().end)),
                    ", \"counts\": ", asJson(r.counts()), ", \"meanwhile\": ", asJson(r.meanwhile()),
                    ", \"step_s\": ", r.step() / seconds(1), ", \"steps\": [");
    for (const LabelCounts& step : r.steps())
      absl::StrAppend(&out, &step == &r.steps().front() ? "" : ", ", asJson(step));
    out += "]}";
  }
  return out + "]}\n";
}

}  // namespace watchfloor
