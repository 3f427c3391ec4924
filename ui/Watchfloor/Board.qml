pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Watchfloor

// A board: header and alarm band, and its tiles where they were laid out, one kind after the other.
ColumnLayout {
    id: root

    required property WallModel wall
    required property string warning
    readonly property BoardScene scene: wall.scene
    readonly property string said: warning === "" ? scene.partText : warning // about the wall itself
    readonly property string rotation: width > Theme.px(720) ? wall.rotationText : wall.rotationBrief
    signal brandTapped
    signal channelTapped
    signal windowTapped
    signal clockTapped

    function focusFirst() { ground.nextItemInFocusChain()?.forceActiveFocus(Qt.TabFocusReason); }

    spacing: Theme.gap

    Header {
        Layout.fillWidth: true
        wall: root.wall
        onBrandTapped: root.brandTapped()
        onChannelTapped: root.channelTapped()
        onWindowTapped: root.windowTapped()
        onClockTapped: root.clockTapped()
    }

    AlarmBand {
        Layout.fillWidth: true
        wall: root.wall
        warning: root.rotation === "" || root.said === "" ? root.said + root.rotation : root.said + " · " + root.rotation
    }

    Item {
        id: ground

        readonly property size room: Qt.size(width / Theme.u, height / Theme.u)

        objectName: "ground"
        Layout.fillWidth: true
        Layout.fillHeight: true
        onRoomChanged: root.scene.room = room

        Repeater {
            model: root.scene.figures

            Tile {
                explanation: root.wall.explanation
            }
        }

        Repeater {
            model: root.scene.strips

            TileStrip {
                explanation: root.wall.explanation
            }
        }

        Repeater {
            model: root.scene.charts

            ChartTile {
                explanation: root.wall.explanation
            }
        }

        Repeater {
            model: root.scene.heatMaps

            HeatMap {
                wall: root.wall
            }
        }

        Repeater {
            model: root.scene.lists

            RowsTile {
                explanation: root.wall.explanation
            }
        }

        Repeater {
            model: root.scene.trends

            TrendsTile {
                wall: root.wall
            }
        }

        Repeater {
            model: root.scene.topics

            TopicsTile {
                explanation: root.wall.explanation
            }
        }

        Repeater {
            model: root.scene.notes

            TextTile {}
        }

        SourceStrip {
            visible: area.height > 0
            area: root.scene.sourcesArea
            wall: root.wall
        }
    }
}
