import QtQuick
import QtTest
import Watchfloor

Item {
    width: 400
    height: 300

    Component {
        id: serviceLevel

        Tile {
            width: 400
            height: 260
            key: "service_level"
            label: "Service level"
            value: "83.1"
            unit: "%"
            widest: "88.8"
            delta: "1.2"
            deltaNote: ""
            direction: -1
            support: "n 812"
            detail: "675 within 0:20"
            problem: ""
            basis: "15 min · 1 s"
            condition: TileState.Live
            shape: GlyphShape.Dot
            level: 0
            news: 0
            isUnsure: false
            mark: TileMark.Line
            trace: [1, 2, NaN, 4]
            few: []
            measure: 0.83
            target: 0.8
            area: Qt.rect(0, 0, 400, 260)
            cap: 60
            spoken: "Service level, 83.1 %"
        }
    }

    TestCase {
        name: "Tile"
        when: windowShown

        function tileWith(properties) {
            return createTemporaryObject(serviceLevel, this.parent, properties);
        }

        function test_brightness_data() {
            return [
                { tag: "live", condition: TileState.Live, value: Theme.primary },
                { tag: "late", condition: TileState.Late, value: Theme.primary },
                { tag: "silent", condition: TileState.Silent, value: Theme.muted },
                { tag: "stale", condition: TileState.Stale, value: Theme.muted },
                { tag: "disconnected", condition: TileState.Disconnected, value: Theme.muted },
                { tag: "connecting", condition: TileState.Connecting, value: Theme.muted }
            ];
        }

        function test_brightness(data) {
            const tile = tileWith({ condition: data.condition });
            compare(findChild(tile, "value").color, data.value);
            compare(findChild(tile, "detail").color, Theme.muted);
            compare(findChild(tile, "problem").color, Theme.primary);
        }

        function test_hatch() {
            compare(findChild(tileWith({ condition: TileState.Live }), "spark").isHatched, false);
            compare(findChild(tileWith({ condition: TileState.Stale }), "spark").isHatched, true);
            compare(findChild(tileWith({ condition: TileState.Silent }), "spark").isHollow, true);
        }

        // What is wrong takes the place of what is left out most easily; the spark stays where it was.
        function test_problemMovesNothing() {
            const tile = tileWith({});
            const before = findChild(tile, "spark").mapToItem(tile, 0, 0, tile.width, findChild(tile, "spark").height);
            verify(findChild(tile, "spark").visible);
            tile.condition = TileState.Stale;
            tile.problem = "stale 5 s";
            verify(findChild(tile, "spark").visible);
            compare(findChild(tile, "spark").mapToItem(tile, 0, 0, tile.width, findChild(tile, "spark").height), before);
            compare(findChild(tile, "problem").mapToItem(tile, 0, 0).y, findChild(tile, "detail").mapToItem(tile, 0, 0).y);
            verify(!findChild(tile, "detail").visible);
            tile.problem = "";
            verify(findChild(tile, "detail").visible);
        }

        function test_unsure() {
            const tile = tileWith({ isUnsure: true });
            compare(findChild(tile, "value").color, Theme.muted);
            compare(findChild(tile, "spark").isHollow, true);
            compare(findChild(tileWith({ isUnsure: true, mark: TileMark.Bullet }), "bullet").isMuted, true);
        }

        function test_alarm() {
            const edge = findChild(tileWith({ level: 0 }), "edge");
            compare(edge.visible, false);
            const wrong = tileWith({ level: 2, shape: GlyphShape.Triangle });
            compare(findChild(wrong, "edge").color, Theme.alarm(2));
            compare(findChild(wrong, "sign").number, 2);
            compare(findChild(wrong, "value").color, Theme.primary); // text takes no alarm's colour
        }

        function test_staleAlarmIsAnOutline() {
            const edge = findChild(tileWith({ level: 3, condition: TileState.Stale }), "edge");
            verify(edge.visible);
            compare(edge.color.a, 0);
            compare(edge.border.color, Theme.alarm(3));
        }

        // The digits begin where they do, the unit follows them, and all stays within a box that never moves.
        function test_valueBoxStandsStill_data() {
            return [
                { tag: "per cent", widest: "88.8", values: ["0.0", "9.9", "10.1", "83.1", "99.9", "100", "—"] },
                { tag: "duration", widest: "88:88", values: ["0:00", "9:59", "10:00", "59:59", "> 30"] },
                { tag: "count", widest: "8,888", values: ["0", "9", "10", "999", "9,999", "12.9", "128"] }
            ];
        }

        function test_valueBoxStandsStill(data) {
            const tile = tileWith({ widest: data.widest, value: data.values[0] });
            const unit = findChild(tile, "unit"), value = findChild(tile, "value"), box = value.parent;
            const at = box.mapToItem(tile, 0, 0), width = box.width;
            for (const text of data.values) {
                tile.value = text;
                compare(box.mapToItem(tile, 0, 0), at, text);
                compare(box.width, width, text);
                compare(value.x, 0, text);
                verify(unit.x >= value.contentWidth, text);
                verify(unit.x + unit.contentWidth <= box.width + 0.01, text);
            }
        }

        function test_delta() {
            const tile = tileWith({ delta: "" });
            verify(!findChild(tile, "delta").visible);
            tile.delta = "2.9";
            verify(findChild(tile, "delta").visible);
        }
    }
}
