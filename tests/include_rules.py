#!/usr/bin/env python3
"""Who may include whom, and who may read a clock. Prints each fault as FILE:LINE: REASON; exit 1 if there is one.

  tests/include_rules.py [ROOT]

The rules are DESIGN: events go one way, from the sources to the screen, and no folder looks back. A folder may
include itself, and those that it stands on.
"""
import pathlib
import re
import sys

VALUES = {"model"}
FIGURES = VALUES | {"window", "metrics"}
MAY_INCLUDE = {
    "core/model": set(),
    "core/window": VALUES,
    "core/metrics": VALUES | {"window"},
    "core/contact": FIGURES,
    "core/threads": FIGURES,
    "core/listen": FIGURES | {"toml"},
    "core/alerts": FIGURES,
    "core/engine": FIGURES | {"contact", "threads"},
    "core/host": FIGURES | {"engine", "listen", "store"},
    "core/store": FIGURES | {"wire"},
    "core/export": VALUES,
    "core/wire": VALUES,
    "core/toml": VALUES,
    "core/sources": VALUES | {"wire", "toml"},
    "core/server": VALUES | {"wire", "host", "engine", "listen", "store"},
    "core/client": VALUES | {"wire"},
    "ui": VALUES | {"client", "export", "toml"},
}
SPEAK_PROTOBUF = {"core/wire", "core/server", "core/client"}
SPEAK_GRPC = {"core/server", "core/client"}
KNOW_QT = {"ui", "app/watchfloor", "tests"}

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
PROTOBUF = re.compile(r"google/protobuf/|.*\.pb\.h$")
GRPC = re.compile(r"grpc|.*\.grpc\.pb\.h$")
QT = re.compile(r"Q[A-Za-z]+(/|$)|q[a-z_]+\.h$")
CLOCK = re.compile(
    r"\b(system_clock|steady_clock|high_resolution_clock)::now\b|\babsl::Now\b|\bgettimeofday\b|\bclock_gettime\b"
    r"|\b(std::)?time\((nullptr|NULL|0)\)|\bQElapsedTimer\b|\bQ(Date|Time|DateTime)::current\w+"
    r"|\bDate\.now\b|\bnew Date\(\)|\bgpr_now\b")
COMMENT = re.compile(r"//.*|/\*.*?\*/")


def folder_of(path):
    """The part of the tree that a file belongs to: core/<folder>, app/<program>, ui or tests."""
    return "/".join(path.parts[:2]) if path.parts[0] in ("core", "app") else path.parts[0]


def include_fault(path, bracket, included):
    folder = folder_of(path)
    is_grpc, is_protobuf = GRPC.match(included), PROTOBUF.match(included)
    if QT.match(included):
        return None if folder in KNOW_QT else "only ui, app/watchfloor and tests may know Qt"
    if folder not in MAY_INCLUDE:
        return None
    if is_grpc:
        return None if folder in SPEAK_GRPC else "only core/server and core/client may speak gRPC"
    if is_protobuf:
        return None if folder in SPEAK_PROTOBUF else "only core/wire, core/server and core/client may speak protobuf"
    if bracket == "<":
        return None
    head, _, rest = included.partition("/")
    if not rest and folder != "ui":
        return f'name the folder: "{path.parts[1]}/{included}"'
    if f"core/{head}" not in MAY_INCLUDE:
        return None if folder == "ui" else f"there is no folder core/{head}"
    if head in MAY_INCLUDE[folder] or folder == f"core/{head}":
        return None
    allowed = ", ".join(sorted(MAY_INCLUDE[folder])) or "nothing else"
    return f"{folder} may not include {head}/; it stands on: {allowed}"


def faults(root):
    root = pathlib.Path(root)
    for path in sorted(p for top in ("core", "app", "ui", "tests") for p in (root / top).rglob("*")):
        if path.suffix not in (".cpp", ".h", ".qml", ".js"):
            continue
        inside = path.relative_to(root)
        folder = folder_of(inside)
        if folder.startswith("core/") and folder not in MAY_INCLUDE:
            yield f"{inside}:1: {folder} has no rule yet; add it to tests/include_rules.py"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (match := INCLUDE.match(line)) and (fault := include_fault(inside, *match.groups())):
                yield f"{inside}:{number}: {fault}"
            if folder.startswith(("core/", "ui")) and CLOCK.search(COMMENT.sub("", line)):
                yield f"{inside}:{number}: only app/ reads a clock; take the time, or a function that tells it, as a parameter"


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent
    found = list(faults(root))
    print("\n".join(found) or "the include rules hold")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
