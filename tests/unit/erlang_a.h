// The formulas of the Erlang-A queue, M/M/n+M, in the steady state, straight from the balance equations of
// its birth and death process (C. Palm, Research on Telephone Traffic, 1957; A. Mandelbaum and S. Zeltyn,
// Service Engineering in Action: the Palm/Erlang-A Queue, 2007). For tests.
#pragma once

#include <vector>

namespace watchfloor {

struct ErlangA {
  double arrivals = 0;  // per second
  double service = 0;   // mean seconds
  double patience = 0;  // mean seconds
  int agents = 0;

  struct Steady {
    double abandonRate = 0;  // of all customers
    double meanWait = 0;     // seconds, of all customers, whether answered or not
  };

  // States beyond those of a relative weight of 1e-15 are left out.
  Steady steady() const {
    double sum = 0, waiting = 0, weight = 1;
    for (int k = 0; k <= agents || weight > sum * 1e-15; ++k) {
      sum += weight;
      if (k > agents) waiting += weight * (k - agents);
      const int next = k + 1;
      const double departures =
          next <= agents ? next / service : agents / service + (next - agents) / patience;
      weight *= arrivals / departures;
    }
    const double meanWaiting = waiting / sum;
    // Everybody who waits leaves at the rate 1 / patience; and Little's law.
    return {meanWaiting / patience / arrivals, meanWaiting / arrivals};
  }
};

}  // namespace watchfloor
