// Conversations as watchfloorctl prints them: tables for people, whose texts a terminal may show, and an
// object a line for scripts. Pure functions.
#pragma once

#include <string>

#include "model/conversation.h"

namespace watchfloor {

std::string entryHeader();
std::string entryLine(const ConversationEntry& entry);
std::string entryJson(const ConversationEntry& entry);

std::string messageLine(const ConversationMessage& message);
std::string messageJson(const ConversationMessage& message);

std::string recordLine(const ConversationRecord& record);
std::string recordJson(const ConversationRecord& record);

// A conversation with its messages, oldest first, and what people did.
std::string detailsText(const ConversationDetails& details);
std::string detailsJson(const ConversationDetails& details);

}  // namespace watchfloor
