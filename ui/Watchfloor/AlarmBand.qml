import QtQuick
import Watchfloor

// What is abnormal, the worst first; always there, quiet when nothing is.
Rectangle {
    id: root

    required property WallModel wall
    required property string warning // about the wall itself

    objectName: "band"
    implicitHeight: Theme.px(40)
    color: wall.noticeLevel > 0 ? Theme.raised : Theme.surface
    radius: Theme.px(2)

    Accessible.role: Accessible.AlertMessage
    Accessible.name: wall.noticeText

    TileEdge {
        level: root.wall.noticeLevel
    }

    Glyph {
        id: sign

        visible: root.wall.noticeLevel > 0
        x: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(24)
        height: Theme.px(24)
        shape: root.wall.noticeShape
        number: root.wall.noticeLevel
        color: Theme.alarm(root.wall.noticeLevel)
        inkColor: Theme.ink
    }

    Line {
        objectName: "notice"
        anchors.left: sign.visible ? sign.right : parent.left
        anchors.leftMargin: Theme.padding
        base: 30
        cap: 20
        color: root.wall.noticeLevel > 0 ? Theme.primary : Theme.muted
        text: root.wall.noticeText
    }

    Line {
        id: count

        objectName: "noticeCount"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        base: 28
        text: root.wall.noticeCount
    }

    Line {
        objectName: "warning"
        anchors.right: count.left
        anchors.rightMargin: Theme.padding
        base: 28
        text: root.warning
    }
}
