// Words that say nothing about what a message is about, in English, German, French, Spanish, Portuguese and
// Italian, folded: articles, pronouns, auxiliaries, greetings and the filler of messages. Pure.
#pragma once

#include <string_view>

namespace watchfloor {

bool isStopWord(std::string_view folded);

}  // namespace watchfloor
