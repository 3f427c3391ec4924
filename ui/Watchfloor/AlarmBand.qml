import QtQuick
import Watchfloor

// What is abnormal, what is new first; always there, quiet when nothing is. It changes sides at shift change.
Rectangle {
    id: root

    required property WallModel wall
    required property string warning // about the wall itself
    readonly property bool isMirrored: wall.isMirrored
    readonly property bool isAlarm: wall.noticeLevel > 0

    function placed(x: real, item: Item): real { return Theme.at(isMirrored ? width - x - item.width : x, item); }

    objectName: "band"
    implicitHeight: Theme.px(40)
    color: isAlarm ? Theme.raised : Theme.surface
    radius: Theme.px(2)
    border.color: Theme.outline
    border.width: Theme.outline.a > 0 ? Math.max(1, Theme.px(0.8)) : 0

    Accessible.role: Accessible.AlertMessage
    Accessible.name: wall.noticeText

    TileEdge {
        id: edge

        objectName: "bandEdge"
        x: root.placed(0, this)
        level: root.wall.noticeLevel
        news: root.wall.news
    }

    Glyph {
        id: sign

        visible: root.isAlarm
        x: root.placed(Theme.padding, this)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(24)
        height: Theme.px(24)
        opacity: edge.glow
        shape: root.wall.noticeShape
        number: root.wall.noticeLevel
        color: Theme.alarm(root.wall.noticeLevel)
        inkColor: Theme.ink
    }

    // At 20′ where there is room, else at 16′, else in fewer words.
    Line {
        id: notice

        readonly property real start: root.isAlarm ? Theme.px(44) : Theme.padding + Theme.px(3)
        readonly property real room: root.width - start - Theme.px(20) - others.width
        readonly property var texts: root.wall.noticeTexts
        readonly property bool isLarge: large.advanceWidth(texts[0]) < room

        objectName: "notice"
        x: root.placed(start, this)
        base: cap === 20 ? 30 : 28
        cap: isLarge ? 20 : 16
        color: root.isAlarm ? Theme.primary : Theme.muted
        text: isLarge ? texts[0] : texts.find(text => small.advanceWidth(text) < room) ?? texts[texts.length - 1]
    }

    FontMetrics {
        id: large

        font.family: Theme.family
        font.pixelSize: Theme.em(20)
    }

    FontMetrics {
        id: small

        font.family: Theme.family
        font.pixelSize: Theme.em(16)
    }

    // What is left out of a narrow wall is how many notices there are: they take turns.
    Item {
        id: others

        x: root.placed(parent.width - width - Theme.padding, this)
        width: (count.visible ? count.width : 0) + (root.warning === "" ? 0 : warning.width + (count.visible && count.text !== "" ? Theme.px(18) : 0))

        Line {
            id: warning

            objectName: "warning"
            x: Theme.at(root.isMirrored ? parent.width - width : 0, this)
            base: 28
            text: root.warning
        }

        Line {
            id: count

            objectName: "noticeCount"
            visible: root.warning === "" || root.width > Theme.px(720)
            x: Theme.at(root.isMirrored ? 0 : parent.width - width, this)
            base: 28
            text: root.wall.noticeCount
        }
    }
}
