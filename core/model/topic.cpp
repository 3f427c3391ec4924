#include "model/topic.h"

#include <algorithm>

namespace watchfloor {

std::optional<TopicKind> topicKindNamed(std::string_view name) {
  const auto it = std::find(kTopicKindNames.begin(), kTopicKindNames.end(), name);
  if (it == kTopicKindNames.end()) return std::nullopt;
  return static_cast<TopicKind>(it - kTopicKindNames.begin());
}

std::optional<CountRange> TopicFigure::change() const {
  if (!before) return std::nullopt;
  return CountRange{count.least - before->most, count.most - before->least};
}

}  // namespace watchfloor
