// A rig whose engine keeps records: what it showed live can be played again.
#pragma once

#include <optional>
#include <semaphore>
#include <vector>

#include "crash/request.h"
#include "rpc/rig.h"
#include "store/record_store.h"

namespace watchfloor {

class RecordedRig {
 public:
  explicit RecordedRig(size_t replays = 4) {
    absl::StatusOr<RecordStore> store =
        RecordStore::open({.path = m_folder.filePath("records.db").toStdString()});
    if (!store.ok()) qFatal("%s", store.status().ToString().c_str());
    m_store.emplace(*std::move(store));
    m_rig.emplace(Rig::Bounds{.store = &*m_store, .replays = replays});
    m_subscription = m_rig->host().subscribe([this](const FramePtr& frame) { m_live.push_back(frame); });
  }

  Rig& rig() { return *m_rig; }
  // So many ticks with a call each, 250 ms apart. All that was shown until now.
  std::vector<FramePtr> live(int ticks) {
    for (int i = 0; i < ticks; ++i) {
      std::binary_semaphore done(0);
      Event event = answered(std::to_string(++m_calls), i % 3 == 0 ? "beta" : "acme");
      event.time = m_rig->clock().now();
      m_rig->host().submit(asPublished({.source = "acd", .events = {event}, .unreadable = 0}),
                           [&](const auto& outcome) {
                             if (!outcome.ok()) qWarning("%s", outcome.status().ToString().c_str());
                             done.release();
                           });
      done.acquire();
      m_rig->tick(std::chrono::milliseconds(250));
    }
    return m_live;
  }
  // Lets time go on until it is so. As eventually().
  template <class Condition>
  bool playUntil(Condition isTrue, Duration step = std::chrono::milliseconds(50)) {
    return eventually([&] {
      m_rig->pass(step);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return isTrue();
    });
  }
  void stop() {
    m_subscription.reset();
    m_rig->stop();
  }

 private:
  QTemporaryDir m_folder;
  std::optional<RecordStore> m_store;
  std::optional<Rig> m_rig;
  std::vector<FramePtr> m_live;
  std::unique_ptr<EngineHost::Subscription> m_subscription;
  int m_calls = 0;
};

}  // namespace watchfloor
