// watchfloor.v1.HistoryService: the past, to whoever asks. Questions are worked on by a few threads of its
// own, in order of arrival; a reader that is slow keeps nobody waiting, as an answer is bounded (200,000
// figures).
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "model/thread.h"
#include "store/history_reader.h"
#include "watchfloor/v1/history.grpc.pb.h"

namespace watchfloor {

class HistoryService final : public v1::HistoryService::CallbackService {
 public:
  struct Options {
    std::optional<HistoryReader> reader;  // none: no history is kept
    // Brings the file up to date, before it is read; what it fails with only makes the answer older.
    std::function<absl::Status()> flush;
    size_t threads = 2;
    size_t mostAnswers = 32;  // that gRPC holds; one more is refused
  };

  explicit HistoryService(Options options);
  ~HistoryService() override;  // stop()

  // Every answer ends; new ones are refused. Idempotent.
  void stop() EXCLUDES_LOCK(m_mutex);

  grpc::ServerWriteReactor<v1::QueryHistoryResponse>* QueryHistory(
      grpc::CallbackServerContext* context, const v1::QueryHistoryRequest* request) override;

 private:
  class Answer;

  void run() EXCLUDES_LOCK(m_mutex);
  void work(Answer& answer) const;
  void remove(Answer* answer) EXCLUDES_LOCK(m_mutex);

  const Options m_options;
  Mutex m_mutex;
  CondVar m_changed;
  std::deque<std::shared_ptr<Answer>> m_waiting GUARDED_BY(m_mutex);
  std::vector<std::shared_ptr<Answer>> m_answers GUARDED_BY(m_mutex);  // that gRPC still holds
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::vector<std::thread> m_threads;
};

}  // namespace watchfloor
