#include "bench/peers/answer.h"

#include <fstream>

namespace watchfloor::bench {

void writeAnswers(const std::vector<Answer>& answers, const std::string& path) {
  std::ofstream file(path);
  for (const Answer& a : answers) {
    if (a.offered + a.answered + a.abandoned + a.inbound + a.outbound == 0) continue;
    file << a.window << '\t' << a.brand << '\t' << a.channel << '\t' << a.offered << '\t' << a.answered
         << '\t' << a.abandoned << '\t' << a.inbound << '\t' << a.outbound << '\t' << a.p50 << '\t' << a.p95
         << '\t' << a.authors << '\n';
  }
}

}  // namespace watchfloor::bench
