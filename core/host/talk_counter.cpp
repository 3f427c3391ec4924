#include "host/talk_counter.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "model/config.h"

namespace watchfloor {
namespace {

constexpr Duration kFuture = minutes(5);  // what is further ahead the engine refuses
constexpr Duration kPane = BrandTrends::kPane;
constexpr int64_t kMinutesOfPane = kPane / minutes(1);
constexpr int64_t kSkipped = kDay / kPane;  // panes of a recording in which nothing happens

absl::Status stopping() { return absl::UnavailableError("the engine is stopping"); }

bool isOfInterest(const EventView& event) {
  return std::holds_alternative<MessageView>(event.body) ||
         std::holds_alternative<CorrectionView>(event.body) ||
         std::holds_alternative<DeletionView>(event.body);
}

}  // namespace

TalkCounter::TalkCounter(Options options)
    : m_options(std::move(options)), m_topics(m_options.limits, m_options.clock) {
  if (m_options.clock == ClockKind::kEvent) m_mentions.emplace(m_options.config);
}

TalkCounter::~TalkCounter() { stop(); }

void TalkCounter::stop() {
  if (!m_thread.joinable()) return;
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_changed.notifyAll();
  }
  m_thread.join();
}

bool TalkCounter::isStopping() const {
  MutexLock lock(m_mutex);
  return m_isStopping;
}

// What the engine would have taken, but for duplicates, which count once here, too.
std::vector<EventView> TalkCounter::takenOf(const BatchRecord& batch, const std::optional<Time>& tick) const {
  std::vector<EventView> events;
  for (const EventView& event : batch.events) {
    const bool isFuture = m_options.clock == ClockKind::kWall && tick && event.time > *tick + kFuture;
    if (isOfInterest(event) && !isFuture && validate(event).ok()) events.push_back(event);
  }
  return events;
}

// One tick a minute: more would cost more than the messages, and teach no trend anything.
absl::Status TalkCounter::catchUp(const RecordStore& records,
                                  const std::function<bool(uint64_t)>& onProgress) {
  const Time from = records.lastTick().at - LiveTopics::kRemembered;
  const auto first = records.lastTickOf([from](const RecordStore::Tick& tick) { return tick.at < from; });
  if (!first.ok()) return first.status();
  std::optional<Mark> mark;
  if (*first) mark = Mark{(*first)->position, (*first)->number};
  std::optional<Time> tick;
  if (*first) count({.tick = (*first)->at});  // from then on campaigns are counted
  for (RecordReader reader = records.read(mark);;) {
    absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
    if (!item.ok()) return item.status();
    if (!*item) break;
    if (const auto* advance = std::get_if<Advance>(&(*item)->what)) {
      const bool isOfMinute = !tick || paneOf(advance->tick, minutes(1)) != paneOf(*tick, minutes(1));
      tick = advance->tick;
      if (isOfMinute) count({.tick = tick});
    } else if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what)) {
      count({.events = takenOf(*batch, tick)});
    }
    if (!onProgress((*item)->position)) return absl::CancelledError("the recovery was ended");
  }
  if (tick) count({.tick = tick});
  return absl::OkStatus();
}

void TalkCounter::start() {
  m_thread = std::thread([this] { run(); });
}

void TalkCounter::add(const BatchRecord& batch, const BatchResult& result, std::shared_ptr<const void> hold) {
  std::vector<EventView> events;
  auto left = result.left.begin();
  for (size_t i = 0; i < batch.events.size(); ++i) {
    const bool isLeft = left != result.left.end() && *left == i;
    if (isLeft) ++left;
    if (!isLeft && isOfInterest(batch.events[i])) events.push_back(batch.events[i]);
  }
  if (events.empty()) return;
  MutexLock lock(m_mutex);
  if (m_isStopping) return;
  m_told.push_back({.events = std::move(events), .storage = batch.storage, .hold = std::move(hold)});
  m_changed.notifyAll();
}

void TalkCounter::tick(Time at) {
  MutexLock lock(m_mutex);
  if (m_told.empty() || !m_told.back().tick) {
    m_told.push_back({.tick = at});
  } else {
    m_told.back().tick = at;
  }
  m_changed.notifyAll();
}

void TalkCounter::flush() {
  MutexLock lock(m_mutex);
  while (!m_isStopping && (m_isBusy || !m_told.empty())) m_changed.wait(m_mutex);
}

void TalkCounter::whenCounted(std::function<void(const absl::Status&)> done) {
  {
    MutexLock lock(m_mutex);
    if (!m_isStopping) {
      m_told.push_back({.done = std::move(done)});
      return m_changed.notifyAll();
    }
  }
  done(stopping());
}

void TalkCounter::ask(TopicQuestion question, Answered done) {
  enqueue([this, question = std::move(question), done = std::move(done)](const absl::Status& status) {
    done(status.ok() ? answer(question) : status);
  });
}

void TalkCounter::ask(CampaignQuestion question, CampaignsAnswered done) {
  enqueue([this, question = std::move(question), done = std::move(done)](const absl::Status& status) {
    done(status.ok() ? answer(question) : status);
  });
}

void TalkCounter::enqueue(Question question) {
  absl::Status refusal;
  {
    MutexLock lock(m_mutex);
    if (m_isStopping) {
      refusal = stopping();
    } else if (m_questions.size() >= kMostQuestions) {
      refusal = absl::ResourceExhaustedError("too many are asking for topics: try again a little later");
    } else {
      m_questions.push_back(std::move(question));
      return m_changed.notifyAll();
    }
  }
  question(refusal);
}

void TalkCounter::run() {
  std::deque<Told> told;
  while (next(&told)) {
    answerAll();
    for (; !told.empty(); told.pop_front()) {
      count(told.front());
      if (isStopping()) break;
      if (told.front().done) told.front().done(absl::OkStatus());
    }
  }
  answerAll(stopping());
  for (const Told& waiting : told) {
    if (waiting.done) waiting.done(stopping());
  }
}

// False when it is to stop: then all that waits.
bool TalkCounter::next(std::deque<Told>* told) {
  MutexLock lock(m_mutex);
  m_isBusy = false;
  m_changed.notifyAll();
  while (m_told.empty() && m_questions.empty() && !m_isStopping) m_changed.wait(m_mutex);
  if (m_isStopping) {
    for (; !m_told.empty(); m_told.pop_front()) told->push_back(std::move(m_told.front()));
    return false;
  }
  m_told.swap(*told);
  m_isBusy = true;
  return true;
}

// Or as far as it comes until it is to stop.
void TalkCounter::count(const Told& told) {
  static const TopicBook kNobodys;
  const std::shared_ptr<const TopicBook> book = m_options.book ? m_options.book->newest() : nullptr;
  if (book != std::exchange(m_book, book)) m_topics.follow(*book);
  m_isChanged |= !told.events.empty();
  std::vector<const EventView*> events;
  events.reserve(told.events.size());
  for (const EventView& event : told.events) events.push_back(&event);
  if (m_mentions) {
    std::stable_sort(events.begin(), events.end(),
                     [](const EventView* a, const EventView* b) { return a->time < b->time; });
  }
  for (size_t i = 0; i < events.size() && !isStopping(); ++i) {
    if (m_mentions) follow(*events[i]);
    m_topics.add(*events[i], book ? *book : kNobodys);
    m_conversationTrends.add(*events[i]);
    if ((i + 1) % kAtOnce == 0) answerAll();
  }
  if (m_mentions && told.tick) follow(*told.tick);
  if (m_mentions) m_mentions->add(std::exchange(m_untold, {}));
  if (m_mentions && !told.done && !isStopping()) publishTrends();
  if (told.tick) advance(*told.tick);
}

// An event of a recording is to be counted: whatever is before it is over.
void TalkCounter::follow(const EventView& event) {
  const auto* const message = std::get_if<MessageView>(&event.body);
  const bool isMention = message && message->direction == MessageDirection::kInbound && !message->isPrivate;
  if (isMention && m_minute && paneOf(event.time, kPane) < floorOf(*m_minute, kMinutesOfPane)) ++m_late;
  follow(event.time);
  m_untold.push_back(event);
}

void TalkCounter::follow(Time at) {
  const int64_t minute = paneOf(at, minutes(1)), pane = paneOf(at, kPane);
  if (m_minute && minute <= *m_minute) return;
  // Of the first pane nobody knows whether it is whole.
  if (!m_from) endPane(pane - 1, false), m_from = pane + 1;
  int64_t next = m_minute ? floorOf(*m_minute, kMinutesOfPane) : pane;
  if (next < pane) endPane(next, next >= *m_from), ++next;
  if (pane - next > kSkipped) endPane(next = pane - 1, false), ++next;
  for (; next < pane && !isStopping(); ++next) {
    endPane(next, next >= *m_from);
    answerAll();
  }
  m_conversationTrends.advance(Time{minutes(1) * minute});
  m_minute = minute;
}

void TalkCounter::endPane(int64_t pane, bool isWhole) {
  const Time begin{kPane * pane}, end = begin + kPane;
  m_mentions->add(std::exchange(m_untold, {}));
  m_mentions->end(begin, isWhole);
  m_tick = std::max(m_tick.value_or(end), end);
  m_topics.advance(WindowRanges::at(*m_tick, m_options.dayStart, m_options.clock));
  if (isWhole || !m_from) m_topicTrends.look(end, m_topics);
}

// Where nothing was said, once a second: panes are of seconds. The clock may have been set back.
void TalkCounter::advance(Time tick) {
  const bool isNews = std::exchange(m_isChanged, false);
  if (m_tick && !isNews && paneOf(tick, kPaneSizes[0]) <= paneOf(*m_tick, kPaneSizes[0])) return;
  m_tick = std::max(m_tick.value_or(tick), tick);
  m_topics.advance(WindowRanges::at(*m_tick, m_options.dayStart, m_options.clock));
  if (!m_mentions) look(*m_tick);
}

void TalkCounter::look(Time tick) {
  const bool isTopics = m_topicTrends.look(tick, m_topics);
  const bool isConversations = m_conversationTrends.advance(tick);
  if (isTopics || isConversations) publishTrends();
}

void TalkCounter::publishTrends() {
  TrendList list{.late = m_late};
  if (m_mentions) list.trends = m_mentions->list();
  for (const auto& more : {m_topicTrends.list(), m_conversationTrends.list()})
    list.trends.insert(list.trends.end(), more.begin(), more.end());
  sortByRank(&list.trends);
  MutexLock lock(m_mutex);
  m_trends = std::move(list);
}

TrendList TalkCounter::trends() const {
  MutexLock lock(m_mutex);
  return m_trends;
}

void TalkCounter::answerAll(const absl::Status& status) {
  std::deque<Question> questions;
  {
    MutexLock lock(m_mutex);
    m_questions.swap(questions);
  }
  for (const Question& question : questions) question(status);
}

absl::StatusOr<TopicAnswer> TalkCounter::answer(const TopicQuestion& question) const {
  const TopicCounts& counts = m_topics.counts();
  const size_t brands = question.brands.empty() ? counts.brands().size() + 1 : question.brands.size();
  if (brands * question.windows.size() > TopicQuestion::kMostLists) {
    return absl::InvalidArgumentError(absl::StrCat("brands and windows make more than ",
                                                   TopicQuestion::kMostLists, " lists: ask for fewer"));
  }
  TopicAnswer answer{.asOf = m_tick, .isComplete = counts.untracked() == 0};
  if (m_tick) answer.lists = counts.lists(question);
  return answer;
}

absl::StatusOr<CampaignAnswer> TalkCounter::answer(const CampaignQuestion& question) const {
  CampaignAnswer answer{.asOf = m_tick, .campaigns = m_topics.campaigns().reports(question.names)};
  for (const std::string& name : question.names) {
    const bool isThere = std::any_of(answer.campaigns.begin(), answer.campaigns.end(),
                                     [&](const CampaignReport& report) { return report.name == name; });
    if (!isThere) return absl::NotFoundError(absl::StrCat("the engine has no campaign of the name ", name));
  }
  return answer;
}

}  // namespace watchfloor
