#!/usr/bin/env python3
"""SQLite, in memory, indexed by time: rows that are asked when a wall is wanted.

  sqlite.py FOLDER END_US ANSWERS
"""
import csv
import json
import pathlib
import sqlite3
import sys
import time

WINDOWS = {"1m": 60, "5m": 300, "15m": 900, "30m": 1800, "60m": 3600}
KINDS = ("offered", "answered", "abandoned", "inbound", "outbound")
CUBE = " UNION ALL ".join(
    f"SELECT {brand} AS brand, {channel} AS channel, kind, wait, author FROM events"
    " WHERE time >= :first AND time < :end AND kind <> 'other'"
    for brand in ("brand", "'all'") for channel in ("channel", "'all'"))
COUNTS = f"""SELECT brand, channel, {", ".join(f"sum(kind = '{kind}') AS {kind}" for kind in KINDS)},
  count(DISTINCT CASE WHEN kind = 'inbound' THEN author END) AS authors FROM ({CUBE}) GROUP BY brand, channel"""
QUANTILES = f"""SELECT brand, channel, max(CASE WHEN place = (n * 50 + 99) / 100 THEN wait END) AS p50,
  max(CASE WHEN place = (n * 95 + 99) / 100 THEN wait END) AS p95 FROM (
    SELECT brand, channel, wait, row_number() OVER cell AS place, count(*) OVER (PARTITION BY brand, channel) AS n
    FROM ({CUBE}) WHERE kind = 'answered' WINDOW cell AS (PARTITION BY brand, channel ORDER BY wait))
  GROUP BY brand, channel"""
WALL = f"""SELECT brand, channel, {", ".join(KINDS)}, coalesce(p50, 0), coalesce(p95, 0), authors
  FROM ({COUNTS}) LEFT JOIN ({QUANTILES}) USING (brand, channel)"""


def measured(name, work):
    cpu, begin = time.process_time(), time.perf_counter()
    result = work()
    for what, value in (("cpu", time.process_time() - cpu), ("wall", time.perf_counter() - begin)):
        print(json.dumps({"name": f"{name}.{what}", "value": value, "unit": "s"}))
    return result


def load(database, folder):
    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file, database:
            database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", csv.reader(file))


def ask(database, end):
    return [(window, *row) for window, seconds in WINDOWS.items()
            for row in database.execute(WALL, {"first": end - seconds * 1_000_000, "end": end})]


def main():
    folder, end, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE events (time INTEGER, brand TEXT, channel TEXT, kind TEXT, wait INTEGER, author TEXT)")
    database.execute("CREATE INDEX by_time ON events (time)")
    measured("load", lambda: load(database, folder))
    answers = measured("ask", lambda: ask(database, end))
    pathlib.Path(out).write_text("".join("\t".join(map(str, row)) + "\n" for row in answers), encoding="utf-8")


if __name__ == "__main__":
    main()
