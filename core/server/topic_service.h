// watchfloor.v1.TopicService: what is talked about, to whoever asks, masked unless the program says
// otherwise. Questions are answered on the thread that counts, those under way at the end, too.
#pragma once

#include "host/talk_counter.h"
#include "watchfloor/v1/topic.grpc.pb.h"

namespace watchfloor {

class TopicService final : public v1::TopicService::CallbackService {
 public:
  struct Options {
    TalkCounter* talk = nullptr;     // started; outlives the service. Null: nobody counts
    bool showsPersonalData = false;  // to who asks for it
  };

  explicit TopicService(const Options& options) : m_options(options) {}

  grpc::ServerUnaryReactor* ListTopics(grpc::CallbackServerContext* context,
                                       const v1::ListTopicsRequest* request,
                                       v1::ListTopicsResponse* response) override;
  grpc::ServerUnaryReactor* ListCampaigns(grpc::CallbackServerContext* context,
                                          const v1::ListCampaignsRequest* request,
                                          v1::ListCampaignsResponse* response) override;

 private:
  const Options m_options;
};

}  // namespace watchfloor
