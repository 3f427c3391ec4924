#!/usr/bin/env python3
"""Random sequences with what the reference says of them, a JSON document a line, for tst_lockstep.

  lockstep.py FIRST LAST N    seeds FIRST..LAST of N events

Even seeds run a recording under the event clock, odd ones a live stream under the wall clock: events arrive out of
order, late, ahead of time and twice, and the configuration changes on the way.
"""
import json, random, sys

from reference import HOUR, MINUTE, SECOND, Reference, format_time, parse_time, random_events


def random_config(dice):
    config = {"zone": dice.choice(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"]),
              "reset": dice.choice(["00:00", "02:30", "05:00"]),
              "service_level": dice.choice(["SHORT", "IGNORE", "NEGATIVE", "POSITIVE", "HANDLED_ONLY"]),
              "response_within_s": dice.choice([600, 3600, 86400]),
              "reopen_after_s": dice.choice([None, 900, 7200]),
              "watched_only": dice.choice([[], [], ["bravo"], ["acme", "cirrus"], ["acme", "bravo", "cirrus"], ["nobody"]]),
              "lost_after_s": {"voice": dice.choice([600, 14400]), "*": dice.choice([3600, 604800])},
              "targets": []}
    for brand in ("acme", "*"):
        for channel in ("voice", "*"):
            if dice.random() < 0.6:
                config["targets"].append({"brand": brand, "channel": channel, "target_s": dice.choice([5, 20, 60]),
                                          **({"short_abandon_s": dice.choice([0, 3])} if dice.random() < 0.6 else {})})
    return config


def published(tau, result):
    cells, counters = result
    return {"tick": format_time(tau), "counters": counters,
            "cells": [{"brand": b, "channel": c, "window": w, **cell} for (b, c, w), cell in cells.items()]}


def recording(seed, n, dice):
    raws, ticks = random_events(seed, n)
    config, steps = random_config(dice), []
    machine = Reference(config, "event")
    raws.sort(key=lambda raw: (parse_time(raw["event_time"]), raw["source"], raw["event_id"]))
    for tau in ticks:
        while raws and parse_time(raws[0]["event_time"]) <= tau:
            machine.accept(raws[0])
            steps.append({"event": raws.pop(0)})
        steps.append(published(tau, machine.tick(tau)))
    return {"seed": seed, "clock": "event", "config": config, "steps": steps}


def stream(seed, n, dice):
    raws, _ = random_events(seed, n)
    config, steps = random_config(dice), []
    machine = Reference(config, "wall")
    # Arrival: mostly in time, some late by up to a day and a bit, some ahead of time.
    def arrival(raw):
        at = parse_time(raw["event_time"])
        return at + dice.choice([0] * 12 + [-2 * MINUTE, -10 * MINUTE, 90 * SECOND, 3 * HOUR, 24 * HOUR, 26 * HOUR])
    order = sorted(((arrival(raw), i) for i, raw in enumerate(raws)))
    asked = set(dice.sample(range(len(order)), 8))
    for k, (at, i) in enumerate(order):
        machine.accept(raws[i])
        steps.append({"event": raws[i]})
        if k in asked:
            tau = max(machine.tau or 0, at)
            steps.append(published(tau, machine.tick(tau)))
        if dice.random() < 3 / n:
            config_now = random_config(dice)
            machine.configure(config_now)
            steps.append({"config": config_now})
    tau = machine.tau + dice.choice([1, SECOND, MINUTE, HOUR, 25 * HOUR])
    steps.append(published(tau, machine.tick(tau)))
    return {"seed": seed, "clock": "wall", "config": config, "steps": steps}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    first, last, n = map(int, sys.argv[1:])
    for seed in range(first, last + 1):
        make = stream if seed % 2 else recording
        print(json.dumps(make(seed, n, random.Random(f"lockstep {seed}"))), flush=True)


if __name__ == "__main__":
    main()
