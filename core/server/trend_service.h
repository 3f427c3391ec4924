// watchfloor.v1.TrendService: whose mentions rise or collapse, from the host's frames, which it has show what
// it looks at, for a few seconds of five minutes; and which topics and conversations rise, from whoever
// counts these. Of a recording he counts brands, too, as frames do not follow its minutes. Authors go by
// their numbers, unless the program says otherwise.
#pragma once

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

  // Frames are no longer looked at. Idempotent.
  void stop();

  grpc::ServerUnaryReactor* ListTrends(grpc::CallbackServerContext* context,
                                       const v1::ListTrendsRequest* request,
                                       v1::ListTrendsResponse* response) override EXCLUDES_LOCK(m_mutex);

 private:
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
};

}  // namespace watchfloor
