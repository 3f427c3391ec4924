import QtQuick
import Watchfloor

// What is shown, on the left; how fresh it is, on the right.
Item {
    id: root

    required property WallModel wall
    signal brandTapped
    signal channelTapped
    signal windowTapped

    objectName: "header"
    implicitHeight: Theme.px(27)

    Row {
        spacing: Theme.px(7)

        HeaderField {
            objectName: "brand"
            text: root.wall.brandText
            onTapped: root.brandTapped()
        }

        Line {
            base: 20
            text: "·"
        }

        HeaderField {
            objectName: "channel"
            text: root.wall.channelText
            onTapped: root.channelTapped()
        }

        Line {
            base: 20
            text: "·"
        }

        HeaderField {
            objectName: "window"
            text: root.wall.windowText
            onTapped: root.windowTapped()
        }
    }

    Glyph {
        anchors.right: freshness.left
        anchors.rightMargin: Theme.px(6)
        y: Theme.px(4)
        width: Theme.px(16)
        height: Theme.px(16)
        shape: root.wall.shape
        color: freshness.color
    }

    Line {
        id: freshness

        objectName: "freshness"
        anchors.right: clock.left
        anchors.rightMargin: Theme.px(18)
        base: 20
        color: root.wall.condition === TileState.Live ? Theme.secondary : Theme.primary
        text: root.wall.freshnessText
    }

    Line {
        id: clock

        objectName: "clock"
        anchors.right: parent.right
        base: 20
        text: root.wall.clockText
    }
}
