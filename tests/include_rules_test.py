#!/usr/bin/env python3
"""Does include_rules.py find what it is there to find, and nothing else?"""
import pathlib
import tempfile
import unittest

from include_rules import faults


class IncludeRules(unittest.TestCase):
    def found(self, path, line):
        with tempfile.TemporaryDirectory() as root:
            file = pathlib.Path(root, path)
            file.parent.mkdir(parents=True)
            file.write_text(f"// a file\n{line}\n", encoding="utf-8")
            return list(faults(root))

    def test_faults(self):
        for path, line in [
            ("core/model/a.h", '#include "window/pane.h"'),
            ("core/window/a.h", '#include "engine/engine.h"'),
            ("core/contact/a.h", '#include "threads/segment.h"'),
            ("core/threads/a.h", '#include "contact/leg.h"'),
            ("core/engine/a.cpp", '#include "wire/event_wire.h"'),
            ("core/wire/a.h", '#include "metrics/cube.h"'),
            ("core/export/a.h", '#include "metrics/cube.h"'),
            ("core/client/a.h", '#include "engine/engine.h"'),
            ("core/sources/a.h", '#include "engine/engine.h"'),
            ("core/sources/a.h", "#include <google/protobuf/util/json_util.h>"),
            ("core/sources/a.h", '#include "watchfloor/v1/event.pb.h"'),
            ("core/wire/a.h", "#include <grpcpp/grpcpp.h>"),
            ("core/wire/a.h", '#include "watchfloor/v1/service.grpc.pb.h"'),
            ("core/export/a.h", "#include <QString>"),
            ("core/engine/a.h", "  #  include <QtCore/QObject>"),
            ("app/watchfloord/a.cpp", "#include <QCoreApplication>"),
            ("app/watchfloorctl/a.cpp", "#include <QtGlobal>"),
            ("core/engine/a.h", '#include "engine.h"'),
            ("core/engine/a.h", '#include "nowhere/a.h"'),
            ("core/nowhere/a.h", ""),
            ("ui/models/a.h", '#include "engine/engine.h"'),
            ("core/host/a.cpp", "auto t = std::chrono::steady_clock::now();"),
            ("core/engine/a.cpp", "auto t = absl::Now();"),
            ("core/engine/a.cpp", "srand(time(nullptr));"),
            ("ui/models/a.cpp", "auto t = QDateTime::currentDateTimeUtc();"),
            ("ui/Watchfloor/A.qml", "property date now: new Date()"),
        ]:
            with self.subTest(path=path, line=line):
                self.assertEqual(len(self.found(path, line)), 1)

    def test_what_is_allowed(self):
        for path, line in [
            ("core/engine/a.h", '#include "engine/engine.h"'),
            ("core/engine/a.h", '#include "contact/leg.h"'),
            ("core/engine/a.h", "#include <chrono>"),
            ("core/sources/a.h", '#include "wire/event_wire.h"'),
            ("core/wire/a.cpp", '#include "watchfloor/v1/event.pb.h"'),
            ("core/server/a.cpp", '#include "watchfloor/v1/service.grpc.pb.h"'),
            ("core/server/a.cpp", "#include <grpcpp/grpcpp.h>"),
            ("ui/models/a.h", "#include <QAbstractListModel>"),
            ("ui/models/a.h", '#include "client/wall_client.h"'),
            ("app/watchfloor/main.cpp", "#include <QApplication>"),
            ("app/watchfloord/main.cpp", "auto t = std::chrono::system_clock::now();"),
            ("tests/unit/tst_a.cpp", "#include <QtTest>"),
            ("core/host/a.h", "// not steady_clock::now(), but what the program hands in"),
        ]:
            with self.subTest(path=path, line=line):
                self.assertEqual(self.found(path, line), [])


if __name__ == "__main__":
    unittest.main()
