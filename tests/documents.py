#!/usr/bin/env python3
"""Does every file that a document names exist? Prints each that does not as FILE:LINE: NAME; exit 1 if there is one.

Checked are links, and what stands in `backquotes` and ends like a file of the repository. A name is looked for from the
document's folder and from the root.
"""
import pathlib
import re
import sys

LINK = re.compile(r"\]\(([^)#:]+)\)")
NAME = re.compile(r"`([\w./-]+/[\w.-]+\.(?:h|cpp|py|md|toml|proto|txt|qml))`")
ROOT = pathlib.Path(__file__).parent.parent


def missing():
    for document in sorted([*ROOT.glob("*.md"), *(p for top in ("app", "core", "ui", "resources", "tests") for p in (ROOT / top).rglob("*.md"))]):
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            for name in LINK.findall(line) + NAME.findall(line):
                if not (document.parent / name).exists() and not (ROOT / name).exists():
                    yield f"{document.relative_to(ROOT)}:{number}: there is no {name}"


found = list(missing())
print("\n".join(found) or "every file that is named exists")
sys.exit(bool(found))
