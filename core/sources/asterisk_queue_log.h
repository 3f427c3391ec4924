// Asterisk's queue_log, old (1.4) and new forms: "time|call|queue|agent|VERB|data…".
//
//   ENTERQUEUE                                   enqueued
//   CONNECT                                      answered, with the log's own hold time as wait
//   ABANDON                                      abandoned, with its wait
//   EXITWITHTIMEOUT, EXITWITHKEY, EXITEMPTY      flowed out, with its wait where the form has it
//   COMPLETEAGENT, COMPLETECALLER, TRANSFER, BLINDTRANSFER, ATTENDEDTRANSFER
//                                                ended, with the log's own talk time where the form has it
//   ADDMEMBER, REMOVEMEMBER, PAUSE, UNPAUSE, PAUSEALL, UNPAUSEALL, AGENTLOGIN, AGENTLOGOFF (and the CALLBACK
//   ones), and CONNECT and what ends it          the agent's state at each brand × channel that it serves
//
// An agent serves the queues that it was added to or answered in. The profile says which brand and channel a
// queue is. Other verbs are no news. A line that is broken is told and skipped. Ids: LineIds, for an agent's
// states with the place appended. Contacts may come in any order; agents follow the order of the lines, as
// the log is written: a login says nothing of queues, and most lines that change a state share their second
// with others, so that their times would not give the order back. Memory: the agents and their queues.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sources/decoder.h"
#include "sources/line_ids.h"
#include "sources/profile.h"

namespace watchfloor {

class AsteriskQueueLog : public Decoder {
 public:
  // REQUIRES: profile.kind == kAsteriskQueueLog
  AsteriskQueueLog(Profile profile, std::string file);

  absl::Status take(const Line& line, Decoded& out) override;

 private:
  using Place = std::pair<std::string, std::string>;  // brand, channel
  struct Agent {
    std::map<std::string, bool> queues;  // served, and whether paused there
    bool isOnContact = false;
    std::map<Place, AgentEvent::State> told;
  };
  struct Entry;

  absl::Status read(std::string_view text, std::vector<Event>& events);
  absl::Status readContact(const Entry& entry, std::vector<Event>& events) const;
  void readAgent(const Entry& entry, std::vector<Event>& events);
  void tellStates(const Entry& entry, Agent& agent, std::vector<Event>& events) const;
  Place placeOf(const std::string& queue) const;

  Profile m_profile;
  std::string m_file;
  LineIds m_ids;
  std::map<std::string, Agent, std::less<>> m_agents;  // by name
};

}  // namespace watchfloor
