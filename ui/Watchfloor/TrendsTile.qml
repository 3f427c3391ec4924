pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// What is talked about more, or less, than is usual: a sign, a name and how many times as much; below, of what kind it is,
// and why.
TileGround {
    id: root

    required property TrendsModel modelData
    required property WallModel wall
    readonly property TrendsModel trends: modelData
    readonly property bool isPast: trends.condition > TileState.Late
    readonly property real inset: Theme.padding + Theme.px(3)

    objectName: "trends." + trends.key
    area: trends.area

    Accessible.role: Accessible.List
    Accessible.name: trends.title

    Line {
        id: title

        objectName: "title"
        x: Theme.at(root.inset, this)
        base: 26
        text: root.trends.title
    }

    Line {
        objectName: "basis"
        anchors.right: sign.left
        anchors.rightMargin: Theme.px(8)
        base: 26
        color: root.isPast ? Theme.primary : Theme.muted
        text: root.trends.basis
        visible: implicitWidth < root.width - root.inset - title.width - Theme.px(40)
    }

    Glyph {
        id: sign

        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        y: Theme.px(10)
        width: Theme.px(16)
        height: Theme.px(16)
        shape: root.trends.shape
        color: root.isPast ? Theme.primary : Theme.muted
    }

    Repeater {
        model: root.trends

        Item {
            id: row

            required property int index
            required property string rowName
            required property int shape
            required property string factor
            required property string reason
            required property bool isUnusual
            required property string spoken
            required property string brand
            required property int kind
            required property real conversation
            required property string topic
            required property int nameLines
            required property real rowTop
            readonly property real more: (nameLines - 1) * root.trends.nameTall // for lines of its name
            readonly property color ink: isUnusual && !root.isPast ? Theme.primary : Theme.muted

            objectName: "trend" + index
            y: Theme.px(38 + rowTop)
            width: root.width
            height: Theme.px(root.trends.cap + 44 + more)

            Accessible.role: Accessible.ListItem
            Accessible.name: spoken
            Accessible.onPressAction: root.wall.openTrend(brand, conversation, topic)

            activeFocusOnTab: true
            Keys.onReturnPressed: root.wall.openTrend(brand, conversation, topic)
            Keys.onEnterPressed: root.wall.openTrend(brand, conversation, topic)

            FocusFrame {
                visible: row.activeFocus && Theme.isAttended
            }

            Glyph {
                x: Theme.at(root.inset, this)
                y: Theme.px(root.trends.cap + 7 - 16)
                width: Theme.px(16)
                height: Theme.px(16)
                shape: row.shape
                color: row.ink
            }

            Glyph {
                objectName: "kind"
                visible: row.kind >= 0
                x: Theme.at(root.inset, this)
                y: Theme.px(root.trends.cap + 33 - 15 + row.more)
                width: Theme.px(16)
                height: Theme.px(16)
                shape: row.kind
                color: row.ink
            }

            RowName {
                objectName: "trendName"
                x: Theme.at(root.inset + Theme.px(24), this)
                base: root.trends.cap + 7
                cap: root.trends.cap
                lines: row.nameLines
                room: root.trends.nameRoom
                pitch: root.trends.nameTall
                color: row.ink
                text: row.rowName
            }

            Line {
                objectName: "factor"
                x: Theme.at(root.width - width - Theme.padding, this)
                base: root.trends.cap + 7
                cap: root.trends.cap
                color: row.ink
                font.weight: Font.Medium
                text: row.factor
            }

            Line {
                objectName: "reason"
                x: Theme.at(root.inset + Theme.px(24), this)
                base: root.trends.cap + 33 + row.more
                color: row.isUnusual && !root.isPast ? Theme.secondary : Theme.muted
                text: row.reason
            }

            HoverHandler {
                cursorShape: Qt.PointingHandCursor
            }

            TapHandler {
                onTapped: root.wall.openTrend(row.brand, row.conversation, row.topic)
            }
        }
    }

    Line {
        objectName: "more"
        x: Theme.at(root.inset, this)
        base: root.height / Theme.u - 10
        color: Theme.muted
        text: root.trends.moreText
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
        text: root.trends.nothingText
    }

    Hatch {
        anchors.fill: parent
        anchors.topMargin: Theme.px(40)
        visible: root.trends.condition === TileState.Stale
    }
}
