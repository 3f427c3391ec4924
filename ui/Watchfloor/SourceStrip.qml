pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The sources, on one line, and what of their events was not taken.
TileGround {
    id: root

    required property WallModel wall
    readonly property real room: (width - counters.width) / Theme.u - 46
    readonly property real base: height / Theme.u / 2 + 8

    objectName: "sources"
    onRoomChanged: wall.sources.room = room

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Sources")
    Accessible.description: wall.countersText

    Row {
        x: Theme.at(Theme.padding + Theme.px(3), this)
        spacing: Theme.px(20)

        Repeater {
            model: root.wall.sources

            Item {
                id: source

                required property string text
                required property bool isSilent
                required property int shape

                width: Theme.px(22) + name.width
                height: root.height

                Accessible.role: Accessible.ListItem
                Accessible.name: text

                Glyph {
                    objectName: "sourceSign"
                    x: Theme.at(0, this)
                    y: Theme.px(root.base - 16)
                    width: Theme.px(16)
                    height: Theme.px(16)
                    shape: source.shape
                    color: source.isSilent ? Theme.alarm(2) : Theme.muted
                }

                Line {
                    id: name

                    objectName: "source"
                    x: Theme.at(Theme.px(22), this)
                    base: root.base
                    color: source.isSilent ? Theme.primary : Theme.muted
                    text: source.text
                }
            }
        }

        Line {
            objectName: "more"
            base: root.base
            color: Theme.muted
            text: root.wall.sources.moreText
        }
    }

    Line {
        id: counters

        objectName: "counters"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        base: root.base
        color: Theme.muted
        text: root.wall.countersText
    }
}
