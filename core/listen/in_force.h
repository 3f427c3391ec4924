// What is in force, from a file that may be read again at any time: triage rules, named topics. A new version
// is compiled aside and then exchanged; a bad one leaves the old one in force, and says what is wrong. A
// message is judged by one version from beginning to end.
//
//   StatusOr<std::unique_ptr<TriageInForce>> triage = TriageInForce::open("rules.toml");
//   std::shared_ptr<const TriageRules> rules = (*triage)->newest();   // for a batch
//   (*triage)->reload();                                             // when the operator asks for it
//
// Any thread. newest() waits for nothing but an exchange of two pointers.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <string>
#include <utility>

#include "listen/topics_book.h"
#include "listen/triage_rules.h"
#include "model/thread.h"

namespace watchfloor {

template <class T>
class InForce {
 public:
  // As T::load().
  static absl::StatusOr<std::unique_ptr<InForce>> open(std::string path) {
    absl::StatusOr<T> read = T::load(path);
    if (!read.ok()) return read.status();
    return std::unique_ptr<InForce>(new InForce(std::move(path), *std::move(read)));
  }

  std::shared_ptr<const T> newest() const EXCLUDES_LOCK(m_mutex) {
    const MutexLock lock(m_mutex);
    return m_newest;
  }

  // Reads the file, and those that it names, again.
  absl::Status reload() EXCLUDES_LOCK(m_mutex) {
    absl::StatusOr<T> read = T::load(m_path);
    if (!read.ok()) return read.status();
    auto newest = std::make_shared<const T>(*std::move(read));
    const MutexLock lock(m_mutex);
    m_newest.swap(newest);  // the old one goes when nobody uses it any more
    return absl::OkStatus();
  }

 private:
  InForce(std::string path, T first)
      : m_path(std::move(path)), m_newest(std::make_shared<const T>(std::move(first))) {}

  const std::string m_path;
  mutable Mutex m_mutex;
  std::shared_ptr<const T> m_newest GUARDED_BY(m_mutex);
};

using TriageInForce = InForce<TriageRules>;
using TopicsInForce = InForce<TopicBook>;

}  // namespace watchfloor
