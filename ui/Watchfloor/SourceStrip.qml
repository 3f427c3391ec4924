pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The sources, on one line, and what of their events was not taken.
Item {
    id: root

    required property WallModel wall
    readonly property real room: (width - counters.width) / Theme.u - 20

    objectName: "sources"
    implicitHeight: Theme.px(27)
    onRoomChanged: wall.sources.room = room

    Row {
        spacing: Theme.px(20)

        Repeater {
            model: root.wall.sources

            Item {
                id: source

                required property string text
                required property bool isSilent
                required property int shape

                width: name.x + name.width
                height: root.height

                Glyph {
                    objectName: "sourceSign"
                    y: Theme.px(4)
                    width: Theme.px(16)
                    height: Theme.px(16)
                    shape: source.shape
                    color: source.isSilent ? Theme.alarm(2) : Theme.muted
                }

                Line {
                    id: name

                    objectName: "source"
                    x: Theme.px(22)
                    base: 20
                    color: source.isSilent ? Theme.primary : Theme.muted
                    text: source.text
                }
            }
        }

        Line {
            objectName: "more"
            base: 20
            color: Theme.muted
            text: root.wall.sources.moreText
        }
    }

    Line {
        id: counters

        objectName: "counters"
        anchors.right: parent.right
        base: 20
        color: Theme.muted
        text: root.wall.countersText
    }
}
