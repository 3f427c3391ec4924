import QtQuick
import Watchfloor

// One figure: label and state; value, unit and delta; what it stands on; a spark or a bullet.
Rectangle {
    id: root

    required property string key
    required property string label
    required property string value
    required property string unit
    required property string delta
    required property string deltaNote
    required property int direction
    required property string support
    required property string detail
    required property string problem
    required property string widest
    required property string basis
    required property int condition
    required property int shape
    required property int level
    required property bool isUnsure
    required property int mark
    required property list<real> trace
    required property list<real> few
    required property real measure
    required property real target
    required property string spoken

    property real valueCap: 60
    property bool hasMark: true

    readonly property bool isPast: condition > TileState.Late // what it shows is not known to be the present
    readonly property bool isWrong: isPast && condition !== TileState.Connecting
    readonly property real inset: Theme.padding + Theme.px(3)

    objectName: "tile." + key
    color: Theme.surface
    radius: Theme.px(2)

    Accessible.role: Accessible.StaticText
    Accessible.name: root.label
    Accessible.description: root.spoken

    TileEdge {
        id: edge

        objectName: "edge"
        level: root.level
        isOutline: root.condition === TileState.Stale
    }

    Line {
        objectName: "label"
        x: root.inset
        base: 26
        text: root.label
    }

    Line {
        objectName: "basis"
        x: root.hasMark ? sign.x - width - Theme.px(8) : root.inset
        base: root.hasMark ? 26 : root.height / Theme.u - 12
        color: Theme.muted
        text: root.basis
    }

    Glyph {
        id: sign

        objectName: "sign"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        y: Theme.px(6)
        width: Theme.px(24)
        height: Theme.px(24)
        shape: root.shape
        number: root.level
        opacity: edge.glow
        color: root.level > 0 && root.condition <= TileState.Silent ? Theme.alarm(root.level) : root.isWrong ? Theme.primary : Theme.muted
        inkColor: Theme.ink
    }

    Value {
        id: value

        x: root.inset - Theme.px(root.valueCap / 24)
        base: 42 + root.valueCap
        cap: root.valueCap
        color: root.isPast || root.isUnsure ? Theme.muted : Theme.primary
        text: root.value
        unit: root.unit
        widest: root.widest
    }

    Delta {
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        base: value.base - Math.max(root.valueCap / 2, root.valueCap - 20) // away from a large value's unit
        color: root.isPast || root.isUnsure ? Theme.muted : Theme.secondary
        direction: root.direction
        note: root.deltaNote
        text: root.delta
    }

    Line {
        objectName: "support"
        x: root.inset
        base: value.base + 33
        color: Theme.muted
        text: root.support
    }

    Line {
        objectName: "detail"
        x: root.inset
        base: value.base + 56
        width: root.width - root.inset - Theme.padding
        wrapMode: Text.WordWrap
        maximumLineCount: root.hasMark ? 1 : 2
        lineHeight: 0.8
        color: Theme.muted
        text: root.detail
    }

    Line {
        objectName: "problem"
        x: root.inset
        base: root.hasMark ? value.base + 79 : root.height / Theme.u - 37
        color: Theme.primary
        text: root.problem
    }

    Item {
        id: ground

        anchors.fill: parent
        anchors.leftMargin: root.inset
        anchors.rightMargin: Theme.padding
        anchors.bottomMargin: Theme.padding
        anchors.topMargin: root.hasMark ? Theme.px(value.base + (root.problem === "" ? 64 : 86)) : 0
        visible: root.hasMark && root.condition !== TileState.Connecting
    }

    Bullet {
        anchors.fill: ground
        anchors.topMargin: Math.max(0, (ground.height - Theme.px(34)) / 2)
        anchors.bottomMargin: anchors.topMargin
        objectName: "bullet"
        visible: ground.visible && root.mark === TileMark.Bullet
        isMuted: root.isPast || root.isUnsure
        measure: root.measure
        target: root.target
    }

    Sparkline {
        objectName: "spark"
        anchors.fill: ground
        visible: ground.visible && (root.mark !== TileMark.Bullet || isHatched)
        trace: root.mark === TileMark.Bullet ? [] : root.trace
        few: root.few
        fewColor: Theme.muted
        hasColumns: root.mark === TileMark.Columns
        isHollow: root.isPast || root.isUnsure
        isHatched: root.condition === TileState.Stale
        hatchStep: Theme.px(12)
        stroke: Theme.px(2)
        color: root.isPast ? Theme.muted : Theme.series
        aboveColor: root.isPast || root.isUnsure ? Theme.muted : Theme.positive
        belowColor: root.isPast || root.isUnsure ? Theme.muted : Theme.negative
        axisColor: Theme.axis
    }
}
