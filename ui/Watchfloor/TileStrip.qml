import QtQuick
import Watchfloor

// One figure across the whole width: label, value, and what it stands on, on one line.
TileGround {
    id: root

    required property string key
    required property string label
    required property string value
    required property string unit
    required property string support
    required property string detail
    required property string problem
    required property string widest
    required property string basis
    required property int condition
    required property int shape
    required property int level
    required property int news
    required property bool isUnsure
    required property string spoken
    property Explanation explanation: null // where it shows how it came about
    required area

    readonly property bool isPast: condition > TileState.Late
    readonly property bool isStill: condition === TileState.Stale || condition === TileState.Paused || condition === TileState.Connecting // its alarm may be over
    readonly property bool isWrong: isPast && condition !== TileState.Connecting
    readonly property real line: height / Theme.u / 2 + 10
    readonly property real second: Math.max(width * 0.578, support.start + width * 0.27 + Theme.px(14)) // text

    objectName: "tile." + key

    Accessible.role: Accessible.StaticText
    Accessible.name: root.label
    Accessible.description: root.spoken

    TileEdge {
        id: edge

        objectName: "edge"
        level: root.level
        news: root.news
        isOutline: root.isStill
    }

    Line {
        id: label

        objectName: "label"
        x: Theme.at(Theme.padding + Theme.px(3), this)
        base: root.line
        text: root.label
    }

    Value {
        id: value

        readonly property real start: Math.max(Theme.px(98), Theme.padding + Theme.px(17) + label.width)

        x: Theme.at(start, this)
        base: root.line + 9
        cap: 40
        unitCap: 16
        color: root.isPast || root.isUnsure ? Theme.muted : Theme.primary
        text: root.value
        unit: root.unit
        widest: root.widest
    }

    Line {
        id: support

        readonly property real start: Math.max(parent.width * 0.278, value.start + value.width + Theme.px(14))

        objectName: "support"
        x: Theme.at(start, this)
        base: root.line
        color: root.isPast ? Theme.muted : Theme.secondary
        text: root.support
    }

    Line {
        id: detail

        objectName: "detail"
        x: Theme.at(root.second, this)
        base: root.line - (root.problem === "" ? 0 : 12)
        color: root.isPast ? Theme.muted : Theme.secondary
        text: root.detail
    }

    Line {
        objectName: "problem"
        x: Theme.at(root.second, this)
        base: root.line + (root.detail === "" ? 0 : 12)
        color: Theme.primary
        text: root.problem
    }

    Line {
        objectName: "basis"
        anchors.right: sign.left
        anchors.rightMargin: Theme.px(8)
        base: root.line
        color: Theme.muted
        text: root.basis
    }

    Glyph {
        id: sign

        objectName: "sign"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(24)
        height: Theme.px(24)
        shape: root.shape
        number: root.level
        opacity: edge.glow
        color: root.level > 0 && !root.isStill && root.condition <= TileState.Silent ? Theme.alarm(root.level) : root.isWrong ? Theme.primary : Theme.muted
        inkColor: Theme.ink
    }

    Figure {
        explanation: root.explanation
        tile: root.key
        subject: root.label
    }
}
