import QtQuick
import QtTest
import Watchfloor

Item {
    width: 900
    height: 100

    Component {
        id: agents

        TileStrip {
            width: 900
            height: 64
            key: "agents"
            label: "Agents"
            value: "23"
            unit: "free"
            widest: "888"
            support: "occupancy 86.7 % in 15 min"
            detail: "64 of 100 slots busy"
            problem: ""
            basis: "now · 0 s"
            condition: TileState.Live
            shape: GlyphShape.Dot
            level: 0
            news: 0
            isUnsure: false
            area: Qt.rect(0, 0, 900, 64)
            spoken: "Agents, 23 free"
        }
    }

    TestCase {
        name: "TileStrip"
        when: windowShown

        function stripWith(properties) {
            return createTemporaryObject(agents, this.parent, properties);
        }

        function test_brightness_data() {
            return [
                { tag: "live", condition: TileState.Live, value: Theme.primary, support: Theme.secondary },
                { tag: "late", condition: TileState.Late, value: Theme.primary, support: Theme.secondary },
                { tag: "silent", condition: TileState.Silent, value: Theme.muted, support: Theme.muted },
                { tag: "stale", condition: TileState.Stale, value: Theme.muted, support: Theme.muted },
                { tag: "disconnected", condition: TileState.Disconnected, value: Theme.muted, support: Theme.muted },
                { tag: "connecting", condition: TileState.Connecting, value: Theme.muted, support: Theme.muted }
            ];
        }

        function test_brightness(data) {
            const strip = stripWith({ condition: data.condition });
            compare(findChild(strip, "value").color, data.value);
            compare(findChild(strip, "support").color, data.support);
            compare(findChild(strip, "detail").color, data.support);
        }

        function test_unsure() {
            compare(findChild(stripWith({ isUnsure: true }), "value").color, Theme.muted);
        }

        function test_unitFollowsTheValue() {
            const few = stripWith({ value: "7" }), many = stripWith({ value: "230" });
            verify(findChild(few, "unit").x < findChild(many, "unit").x);
            compare(findChild(few, "value").parent.width, findChild(many, "value").parent.width);
        }
    }
}
