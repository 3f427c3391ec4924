#include "model/topic.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool isPersonal(const TopicFigure& figure) {
  const bool isFound = figure.topic.kind <= TopicKind::kPhrase;  // in texts: nobody named it
  return isFound &&
         (figure.topic.text.find('@') != std::string::npos || figure.authors < TopicFigure::kManyAuthors);
}

}  // namespace

std::optional<TopicKind> topicKindNamed(std::string_view name) {
  const auto it = std::find(kTopicKindNames.begin(), kTopicKindNames.end(), name);
  if (it == kTopicKindNames.end()) return std::nullopt;
  return static_cast<TopicKind>(it - kTopicKindNames.begin());
}

std::optional<CountRange> TopicFigure::change() const {
  if (!before) return std::nullopt;
  return CountRange{count.least - before->most, count.most - before->least};
}

void mask(TopicAnswer* answer) {
  answer->isMasked = true;
  for (TopicList& list : answer->lists) std::erase_if(list.figures, isPersonal);
}

}  // namespace watchfloor
