#include "export/figure_json.h"

namespace watchfloor::json {

void appendRatio(std::string& out, const Ratio& ratio, bool isTime) {
  Object object(out);
  if (isTime) {
    object.addReal("num", secondsOf(Duration(ratio.num)));
    object.addReal("den", secondsOf(Duration(ratio.den)));
    object.addReal("excluded", secondsOf(Duration(ratio.excluded)));
  } else {
    object.add("num", ratio.num);
    object.add("den", ratio.den);
    object.add("excluded", ratio.excluded);
  }
  object.addReal("value", ratio.value());
  object.close();
}

void appendSpread(std::string& out, const Spread& spread) {
  const auto orNull = [](std::optional<Duration> d) {
    return d ? std::optional(secondsOf(*d)) : std::nullopt;
  };
  const std::optional<double> mean = spread.mean();
  Object object(out);
  object.add("n", spread.n);
  object.addReal("mean", mean ? std::optional(rounded(*mean, 1e6)) : std::nullopt);
  object.addReal("max", spread.n == 0 ? std::nullopt : std::optional(secondsOf(spread.max)));
  object.addReal("p50", orNull(spread.quantile(50)));
  object.addReal("p90", orNull(spread.quantile(90)));
  object.addReal("p95", orNull(spread.quantile(95)));
  object.addReal("p99", orNull(spread.quantile(99)));
  if (spread.isOver) object.key("over") += "true";
  object.close();
}

}  // namespace watchfloor::json
