// watchfloor.v1.TrendService: whose mentions rise or collapse, from the host's frames, which it has show what
// it looks at, for a few seconds of five minutes; and which topics and conversations rise, from whoever
// counts these. Of a recording he counts brands, too, as frames do not follow its minutes. Authors go by
// their numbers, unless the program says otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "host/engine_host.h"
#include "host/talk_counter.h"
#include "listen/brand_trends.h"
#include "model/thread.h"
#include "store/conversation_reader.h"
#include "store/history_reader.h"
#include "watchfloor/v1/trend.grpc.pb.h"

namespace watchfloor {

// What is usual, by the last days of a history; takes about a second.
// `newest`: up to when, and which brands are watched only.
BrandTrends learnTrends(const HistoryReader& history, const Frame& newest);

class TrendService final : public v1::TrendService::CallbackService {
 public:
  struct Options {
    TalkCounter* talk = nullptr;  // outlives the service; null: brands only, and nothing of a recording
    std::optional<ConversationReader> reader = {};  // none: conversations have no numbers
    bool showsPersonalData = false;                 // to who asks for it
  };

  // `trends` has learnt from what was before the host's frames. `host` outlives the service.
  TrendService(EngineHost& host, BrandTrends trends, Options options);
  ~TrendService() override;  // stop()

  // Frames are no longer looked at, and who waits for a recording to be counted is refused. Idempotent.
  void stop();

  grpc::ServerUnaryReactor* ListTrends(grpc::CallbackServerContext* context,
                                       const v1::ListTrendsRequest* request,
                                       v1::ListTrendsResponse* response) override EXCLUDES_LOCK(m_mutex);

 private:
  // Who waits until what was published is counted: told once, by the counter or by stop().
  class Waiting {
   public:
    using Finish = std::function<void(const absl::Status&)>;

    // None: nobody waits any more.
    std::optional<uint64_t> add(Finish finish) EXCLUDES_LOCK(m_mutex);
    void tell(uint64_t number, const absl::Status& status) EXCLUDES_LOCK(m_mutex);
    void stop() EXCLUDES_LOCK(m_mutex);

   private:
    Mutex m_mutex;
    std::map<uint64_t, Finish> m_all GUARDED_BY(m_mutex);
    uint64_t m_next GUARDED_BY(m_mutex) = 0;
    bool m_isStopped GUARDED_BY(m_mutex) = false;
  };

  void look(const Frame& frame) EXCLUDES_LOCK(m_mutex);
  TrendList talkTrends(bool isMasked) const;
  void answer(const v1::ListTrendsRequest& request, const Frame& newest, v1::ListTrendsResponse* response)
      EXCLUDES_LOCK(m_mutex);

  EngineHost& m_host;
  const Options m_options;
  std::optional<uint64_t>
      m_wanted;  // of the engine's thread: the frames' number, while they are to show something
  Mutex m_mutex;
  BrandTrends m_trends GUARDED_BY(m_mutex);
  std::unique_ptr<EngineHost::Subscription> m_subscription;
  const std::shared_ptr<Waiting> m_waiting = std::make_shared<Waiting>();  // the counter may outlive it
};

}  // namespace watchfloor
