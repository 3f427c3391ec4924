#!/usr/bin/env python3
"""What the released rule-based scorer, in Python, takes for the same texts.

  tests/bench/peers/vader.py TEXTS [ROUNDS]

TEXTS: one text a line. Needs the package vaderSentiment. Prints figures as the benchmarks do: each text is scored several
times, the fastest of a text is its time, and the median of the texts is told.
"""
import json
import pathlib
import statistics
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


def main():
    texts = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    score = SentimentIntensityAnalyzer().polarity_scores
    fastest = [float("inf")] * len(texts)
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 3):
        for i, text in enumerate(texts):
            start = time.perf_counter_ns()
            score(text)
            fastest[i] = min(fastest[i], time.perf_counter_ns() - start)
    print(json.dumps({"name": "sentiment.python.text.p50", "value": statistics.median(fastest), "unit": "ns"}))


if __name__ == "__main__":
    main()
