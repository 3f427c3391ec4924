pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// What is talked about most: a topic, its messages, the change against the window before, and its sentiment, as a bar and a
// number; in columns or, where they have no room, on two lines.
TileGround {
    id: root

    required property TopicsModel modelData
    property Explanation explanation: null
    readonly property TopicsModel topics: modelData
    readonly property bool isPast: topics.condition > TileState.Late
    readonly property bool isStacked: topics.isStacked
    readonly property real firstTop: isStacked ? 38 : 66
    readonly property real inset: Theme.padding + Theme.px(3)

    objectName: "topics." + topics.key
    area: topics.area

    Accessible.role: Accessible.List
    Accessible.name: topics.title

    Line {
        id: title

        objectName: "title"
        x: Theme.at(root.inset, this)
        base: 26
        text: root.topics.title
    }

    Line {
        objectName: "basis"
        anchors.right: sign.left
        anchors.rightMargin: Theme.px(8)
        base: 26
        color: root.isPast ? Theme.primary : Theme.muted
        text: root.topics.basis
        visible: implicitWidth < root.width - root.inset - title.width - Theme.px(40)
    }

    Glyph {
        id: sign

        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        y: Theme.px(10)
        width: Theme.px(16)
        height: Theme.px(16)
        shape: root.topics.shape
        color: root.isPast ? Theme.primary : Theme.muted
    }

    Repeater {
        model: root.topics.headings

        Line {
            required property string modelData
            required property int index

            objectName: "heading"
            visible: root.topics.nothingText === ""
            x: Theme.at(Theme.px(root.topics.edges[index] ?? 0) - width, this)
            base: 54
            color: Theme.muted
            text: modelData
        }
    }

    Repeater {
        model: root.topics

        Item {
            id: row

            required property int index
            required property string rowName
            required property string messages
            required property string change
            required property int changeSign
            required property string sentiment
            required property list<real> parts
            required property bool isUnsure
            required property string topic
            required property string spoken
            required property int nameLines
            required property real rowTop
            readonly property real more: (nameLines - 1) * root.topics.nameTall // for lines of the topic
            readonly property color ink: root.isPast ? Theme.muted : Theme.primary
            readonly property real base: root.isStacked ? root.topics.cap + 7 : root.topics.pitch / 2 + root.topics.cap / 2
            readonly property real below: root.isStacked ? root.topics.cap + 33 + more : base

            objectName: "topic" + index
            y: Theme.px(root.firstTop + rowTop)
            width: root.width
            height: Theme.px(root.topics.pitch + more)

            Accessible.role: Accessible.ListItem
            Accessible.name: spoken

            // A hair between rows leads the eye.
            Rectangle {
                visible: row.index > 0
                x: Theme.at(root.inset, this)
                width: parent.width - root.inset - Theme.padding
                height: 1
                color: Theme.band
            }

            RowName {
                objectName: "topicName"
                x: Theme.at(root.inset, this)
                base: row.base
                cap: root.topics.cap
                lines: row.nameLines
                room: root.topics.nameRoom
                pitch: root.topics.nameTall
                color: root.isPast ? Theme.muted : Theme.secondary
                text: row.rowName
            }

            Line {
                objectName: "messages"
                x: Theme.at(Theme.px(root.topics.edges[0] ?? 0) - width, this)
                base: row.base
                cap: root.topics.cap
                color: row.ink
                font.weight: Font.Medium
                text: row.messages
            }

            Line {
                id: change

                readonly property real start: root.isStacked ? root.inset + Theme.px(24) : Theme.px(root.topics.edges[1] ?? 0) - width

                objectName: "change"
                x: Theme.at(start, this)
                base: row.below
                cap: root.topics.smallCap
                color: root.isPast ? Theme.muted : Theme.secondary
                text: row.change
            }

            Glyph {
                objectName: "changeSign"
                visible: row.changeSign >= 0
                x: Theme.at(change.start - Theme.px(24), this)
                y: Theme.px(row.below - 16)
                width: Theme.px(16)
                height: Theme.px(16)
                shape: Math.max(row.changeSign, 0)
                color: change.color
            }

            RowBar {
                objectName: "bar"
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(root.topics.barStart)
                anchors.right: parent.right
                anchors.rightMargin: root.width - Theme.px(root.topics.barEnd)
                y: Theme.px(row.below - root.topics.smallCap)
                height: Theme.px(root.topics.smallCap)
                parts: row.parts
                isDistribution: true
                isMuted: root.isPast || row.isUnsure
            }

            Line {
                objectName: "sentiment"
                x: Theme.at(Theme.px(root.topics.edges[2] ?? 0) - width, this)
                base: row.below
                cap: root.topics.smallCap
                color: root.isPast || row.isUnsure ? Theme.muted : Theme.primary
                font.weight: Font.Medium
                text: row.sentiment
            }

            Figure {
                explanation: root.explanation
                tile: root.topics.key
                subject: row.rowName
                topic: row.topic
            }
        }
    }

    Lines {
        objectName: "nothing"
        x: Theme.at(root.inset, this)
        y: Theme.px(46)
        width: parent.width - 2 * root.inset
        height: Math.max(0, parent.height - Theme.px(56))
        clip: true
        color: Theme.muted
        horizontalAlignment: Text.AlignLeft
        text: root.topics.nothingText
    }

    Hatch {
        anchors.fill: parent
        anchors.topMargin: Theme.px(40)
        visible: root.topics.condition === TileState.Stale
    }
}
