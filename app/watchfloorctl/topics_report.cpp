#include "topics_report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include "export/json_text.h"
#include "listen/sentiment_labels.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

std::string shown(const CountRange& range) {
  return range.isExact() ? absl::StrCat(range.least) : absl::StrCat(range.least, "-", range.most);
}

// "+12"; with bounds where either count has them.
std::string change(const TopicFigure& f) {
  const std::optional<CountRange> range = f.change();
  if (!range) return "—";
  return range->isExact() ? absl::StrFormat("%+d", range->least)
                          : absl::StrFormat("%+d…%+d", range->least, range->most);
}

void append(std::string& out, const CountRange& range) {
  json::Object object(out);
  object.add("least", range.least);
  object.add("most", range.most);
  object.close();
}

void append(std::string& out, const LabelCounts& counts) {
  json::Object object(out);
  for (size_t l = 0; l < kAllLabelNames.size(); ++l) object.add(kAllLabelNames[l], counts.n[l]);
  object.add("messages", counts.total());
  object.addReal("net_sentiment", counts.netSentiment());
  object.close();
}

void append(std::string& out, const TopicFigure& f) {
  json::Object object(out);
  object.add("topic", f.topic.text);
  object.add("kind", name(f.topic.kind));
  append(object.key("count"), f.count);
  for (size_t l = 0; l < kAllLabelNames.size(); ++l) append(object.key(kAllLabelNames[l]), f.byLabel[l]);
  std::string& before = object.key("before");
  if (f.before) {
    append(before, *f.before);
  } else {
    before += "null";
  }
  object.close();
}

void append(std::string& out, const TopicList& list);
void append(std::string& out, const CampaignReport& r);

// An array; `space` stands before each.
template <typename T>
void appendAll(std::string& out, const std::vector<T>& all, const char* space) {
  out += '[';
  for (const T& one : all) {
    absl::StrAppend(&out, &one == &all.front() ? "" : ",", space);
    append(out, one);
  }
  out += ']';
}

void append(std::string& out, const TopicList& list) {
  json::Object object(out);
  object.add("brand", list.brand);
  object.add("window", name(list.window));
  appendAll(object.key("topics"), list.figures, "\n  ");
  object.close();
}

void append(std::string& out, const CampaignReport& r) {
  json::Object object(out);
  object.add("name", r.name);
  object.add("start", formatTime(r.start));
  object.add("end", formatTime(r.end));
  if (r.since) object.add("since", formatTime(*r.since));
  append(object.key("counts"), r.counts);
  append(object.key("meanwhile"), r.meanwhile);
  object.add("step_s", r.step / seconds(1));
  appendAll(object.key("steps"), r.steps, " ");
  object.close();
}

std::string percent(const LabelCounts& counts) {
  const auto net = counts.netSentiment();
  return net ? absl::StrFormat("%+.0f", 100 * *net) : "—";
}

std::string campaignText(const CampaignReport& r) {
  std::string out =
      absl::StrFormat("\ncampaign %s, %s to %s\n", shownText(r.name), formatTime(r.start), formatTime(r.end));
  if (r.since)
    absl::StrAppend(&out, "  counted since ", formatTime(*r.since), ": what came before is not known\n");
  const LabelCounts &c = r.counts, &m = r.meanwhile;
  absl::StrAppendFormat(
      &out, "  %d messages: %d negative, %d neutral, %d positive, %d unclassified; net sentiment %s\n",
      c.total(), c.n[0], c.n[1], c.n[2], c.n[3], percent(c));
  absl::StrAppendFormat(&out, "  of %d about its brands meanwhile; net sentiment of these %s\n", m.total(),
                        percent(m));
  if (const auto peak = r.peak()) {
    absl::StrAppendFormat(&out, "  most at %s: %d in %d min\n",
                          formatTime(r.start + r.step * static_cast<int64_t>(*peak)), r.steps[*peak].total(),
                          r.step / minutes(1));
  }
  return out;
}

}  // namespace

std::string topicsText(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReport>& campaigns) {
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
  for (const CampaignReport& campaign : campaigns) out += campaignText(campaign);
  return out;
}

std::string topicsJson(Time at, const std::vector<TopicList>& lists,
                       const std::vector<CampaignReport>& campaigns) {
  std::string out;
  json::Object object(out);
  object.add("at", formatTime(at));
  appendAll(object.key("lists"), lists, "\n ");
  appendAll(object.key("campaigns"), campaigns, "\n ");
  object.close();
  return out + "\n";
}

}  // namespace watchfloor
