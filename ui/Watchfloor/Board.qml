pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Watchfloor

// Mission control for a room: six figures at 60′ in two rows, the agents across below them.
ColumnLayout {
    id: root

    required property WallModel wall
    required property string warning
    signal brandTapped
    signal channelTapped
    signal windowTapped

    spacing: Theme.gap

    Header {
        Layout.fillWidth: true
        wall: root.wall
        onBrandTapped: root.brandTapped()
        onChannelTapped: root.channelTapped()
        onWindowTapped: root.windowTapped()
    }

    AlarmBand {
        Layout.fillWidth: true
        wall: root.wall
        warning: root.warning
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: 3
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Repeater {
            model: root.wall.tiles

            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: 1
            }
        }
    }

    Repeater {
        model: root.wall.agents

        TileStrip {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.px(58)
        }
    }
}
