import QtQuick
import Watchfloor

// What is shown, on one side; how fresh it is, on the other. They change sides at shift change. Long names take
// further lines.
Item {
    id: root

    required property WallModel wall
    readonly property bool isNarrow: width < Theme.px(720)
    readonly property real room: width - state.width - Theme.px(18)
    signal brandTapped
    signal channelTapped
    signal windowTapped
    signal clockTapped

    objectName: "header"
    implicitHeight: scope.height + Theme.px(10)

    Flow {
        id: scope

        x: Theme.at(root.wall.isMirrored ? parent.width - width : 0, this)
        width: Math.min(root.room, Math.ceil(brand.width + (channel.visible ? channel.width + spacing : 0) + window.width + spacing) + 1)
        spacing: Theme.px(7)

        HeaderField {
            id: brand

            objectName: "brand"
            room: root.room
            text: root.isNarrow ? root.wall.brandBrief : root.wall.brandText
            onTapped: root.brandTapped()
        }

        HeaderField {
            id: channel

            objectName: "channel"
            visible: !root.isNarrow || root.wall.channelIndex > 0
            hasDot: true
            room: root.room
            text: root.isNarrow ? root.wall.channelBrief : root.wall.channelText
            onTapped: root.channelTapped()
        }

        HeaderField {
            id: window

            objectName: "window"
            hasDot: true
            room: root.room
            text: root.wall.windowText
            onTapped: root.windowTapped()
        }
    }

    Item {
        id: state

        objectName: "state"
        x: Theme.at(root.wall.isMirrored ? 0 : parent.width - width, this)
        height: Theme.px(27)
        readonly property real clockSpace: clock.width + Theme.px(18)
        readonly property real freshnessSpace: Theme.px(22) + freshness.width
        readonly property real watermarkSpace: watermark.text === "" ? 0 : watermark.width + Theme.px(18)

        width: watermarkSpace + freshnessSpace + clockSpace

        Accessible.role: Accessible.Button
        Accessible.name: freshness.text + ", " + clock.text
        Accessible.onPressAction: root.clockTapped()

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
        }

        TapHandler {
            onTapped: root.clockTapped()
        }

        Line {
            id: watermark

            objectName: "watermark"
            x: Theme.at(root.wall.isMirrored ? parent.width - width : 0, this)
            base: 20
            color: Theme.muted
            text: root.width < Theme.px(1000) ? "" : root.wall.watermarkText
        }

        Glyph {
            id: sign

            readonly property real start: root.wall.isMirrored ? state.clockSpace : state.watermarkSpace

            x: Theme.at(start, this)
            y: Theme.px(4)
            width: Theme.px(16)
            height: Theme.px(16)
            shape: root.wall.shape
            color: freshness.color
        }

        Line {
            id: freshness

            objectName: "freshness"
            x: Theme.at(sign.start + Theme.px(22), this)
            base: 20
            color: root.wall.condition === TileState.Live ? Theme.secondary : Theme.primary
            text: root.isNarrow ? root.wall.freshnessBrief : root.wall.freshnessText
        }

        Line {
            id: clock

            objectName: "clock"
            x: Theme.at(root.wall.isMirrored ? 0 : parent.width - width, this)
            base: 20
            text: root.isNarrow ? root.wall.clockBrief : root.wall.clockText
        }
    }
}
