// For whom a publisher says that he is there while he has nothing to tell: each source that he has told of,
// and his own name as long as he has told of none. Whoever is not heard for EngineConfig::silentAfter is
// silent. Of what an input told that has ended nobody knows any more that it is there.
//
//   signs.toldOf(event.source, input, now);
//   for (const std::string& source : signs.due(now)) publisher.publish({.source = source});
//   signs.ended(input);
//
// Memory: kMost names; one more takes the place of the one that was told of longest ago. A name that was
// given stays one of them, so that it does not fall silent as soon as events name another. Not thread-safe.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace watchfloor {

class SignsOfLife {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static constexpr auto kEvery = std::chrono::seconds(10);
  static constexpr size_t kMost = 100;  // far fewer than Limits::sources: names that nobody needs are to go

  // `name`: who publishes; empty: nobody but the sources.
  explicit SignsOfLife(std::string name) : m_name(std::move(name)) {}

  // Input: any number, of where it was told.
  void toldOf(const std::string& source, size_t input, Moment now) {
    m_hasTold = true;
    if (m_sources.size() >= kMost && !m_sources.contains(source)) {
      m_sources.erase(std::min_element(m_sources.begin(), m_sources.end(), [](const auto& a, const auto& b) {
        return a.second.told < b.second.told;
      }));
    }
    Last& last = m_sources[source];
    last.inputs.insert(input);
    last.told = last.heard = now;
  }

  void ended(size_t input) {
    for (auto entry = m_sources.begin(); entry != m_sources.end();) {
      std::set<size_t>& inputs = entry->second.inputs;
      entry = inputs.erase(input) > 0 && inputs.empty() ? m_sources.erase(entry) : std::next(entry);
    }
  }

  // For whom a sign is due; it counts as given.
  std::vector<std::string> due(Moment now) {
    std::vector<std::string> due;
    if (!m_hasTold && !m_name.empty()) {
      m_hasTold = true;
      m_sources[m_name] = {.inputs = {}, .told = now, .heard = now};
      due.push_back(m_name);
    }
    for (auto& [source, last] : m_sources) {
      if (now - last.heard < kEvery) continue;
      last.heard = now;
      due.push_back(source);
    }
    return due;
  }

 private:
  struct Last {
    std::set<size_t> inputs;  // that told of it and have not ended
    Moment told, heard;
  };
  std::string m_name;
  bool m_hasTold = false;
  std::map<std::string, Last> m_sources;
};

}  // namespace watchfloor
