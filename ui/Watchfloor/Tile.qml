import QtQuick
import Watchfloor

// One figure: label and state; value, unit and delta; what it stands on; a spark or a bullet. What a small tile has no
// room for it leaves out, whole.
TileGround {
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
    required property int news
    required property bool isUnsure
    required property int mark
    required property list<real> trace
    required property list<real> few
    required property real measure
    required property real target
    required property string spoken
    property Explanation explanation: null // where it shows how it came about

    required property real cap
    required area

    readonly property real wide: width / Theme.u
    readonly property real tall: height / Theme.u
    readonly property bool isCompact: tall < 205
    readonly property bool isTiny: tall < 135
    readonly property real lastGap: isTiny ? 6 : isCompact ? 7 : 12
    readonly property bool isBeside: wide >= 345 // the basis, beside the label
    readonly property bool isDesk: cap === 40 && !isCompact // where charts stand beside it
    readonly property real foot: isBeside ? 10 : 33
    readonly property bool hasDelta: wide >= cap * 3.5 + 130 || width - inset - Theme.padding - value.width - Theme.px(8) >= delta.room
    readonly property bool hasDetail: tall >= support.base + pitch + 4 + foot + (isDesk ? 0 : 44)
    readonly property real lastBase: hasDetail ? support.base + pitch * detailLine.lineCount : support.base
    readonly property bool isProblemApart: isInDetail || tall >= lastBase + 23 + foot
    readonly property bool isInDetail: hasDetail && condition !== TileState.Disconnected && condition !== TileState.Paused // what is wrong, so that nothing has to move
    readonly property bool hasProblemLine: problem !== "" && !isInDetail
    readonly property real markTop: lastBase + 8 + (isProblemApart && isBeside && hasProblemLine ? 23 : 0)
    readonly property bool hasMark: tall - markTop - foot - (isBeside || !isProblemApart || !hasProblemLine ? 0 : 23) >= 30

    readonly property bool isPast: condition > TileState.Late // what it shows is not known to be the present
    readonly property bool isStill: condition === TileState.Stale || condition === TileState.Paused || condition === TileState.Connecting // its alarm may be over
    readonly property bool isWrong: isPast && condition !== TileState.Connecting
    readonly property real inset: Theme.padding + Theme.px(3)
    readonly property real lift: Theme.isRightToLeft && !isCompact && !isTiny ? 2 : 0 // Arabic hangs into the line below
    readonly property real pitch: lift + (Theme.isRightToLeft ? 24 : 23)
    readonly property real signStart: width - Theme.padding - sign.width

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
        objectName: "label"
        x: Theme.at(root.inset, this)
        base: root.isTiny ? 23 : 26
        text: root.label
    }

    Line {
        objectName: "basis"
        x: Theme.at(root.isBeside ? root.signStart - width - Theme.px(8) : root.inset, this)
        base: root.isBeside ? 26 : root.tall - root.lastGap
        visible: root.isProblemApart || root.problem === ""
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
        color: root.level > 0 && !root.isStill && root.condition <= TileState.Silent ? Theme.alarm(root.level) : root.isWrong ? Theme.primary : Theme.muted
        inkColor: Theme.ink
    }

    Value {
        id: value

        x: Theme.at(root.inset - (Theme.isRightToLeft ? 0 : Theme.px(root.cap / 24)), this) // digits have air before them
        base: (root.isTiny ? 29 + (Theme.isRightToLeft ? 2 : 0) : root.isCompact ? 36 : 42) + root.cap // Arabic hangs lower
        cap: root.cap
        color: root.isPast || root.isUnsure ? Theme.muted : Theme.primary
        text: root.value
        unit: root.unit
        widest: root.widest
    }

    Delta {
        id: delta

        shown: root.hasDelta
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        base: value.base - Math.max(root.cap / 2, root.cap - 20) // away from a large value's unit
        color: root.isPast || root.isUnsure ? Theme.muted : Theme.secondary
        direction: root.direction
        note: root.deltaNote
        text: root.delta
    }

    Line {
        id: support

        objectName: "support"
        x: Theme.at(root.inset, this)
        base: value.base + (root.isTiny ? 27 : root.isCompact ? 18 + root.cap * 0.24 : Math.max(33, 18 + root.cap * 0.24)) - root.lift
        color: Theme.muted
        text: root.support
    }

    Line {
        id: detailLine

        objectName: "detail"
        x: Theme.at(root.inset, this)
        base: support.base + root.pitch
        visible: root.hasDetail && !(root.isInDetail && root.problem !== "")
        width: root.width - root.inset - Theme.padding
        wrapMode: Text.WordWrap
        maximumLineCount: root.isDesk ? 2 : 1
        lineHeight: 0.8
        color: Theme.muted
        text: root.detail
    }

    Line {
        objectName: "problem" // in the basis' place where there is no other
        x: Theme.at(root.isBeside && !root.isProblemApart ? root.signStart - width - Theme.px(8) : root.inset, this)
        base: root.isInDetail ? detailLine.base : root.isBeside ? (root.isProblemApart ? root.lastBase + 23 : 26) : root.tall - (root.isProblemApart ? 37 : root.lastGap)
        color: Theme.primary
        text: root.problem
    }

    Item {
        id: ground

        anchors.fill: parent
        anchors.leftMargin: root.inset
        anchors.rightMargin: Theme.padding
        anchors.bottomMargin: Theme.px(root.foot + (root.isBeside || !root.isProblemApart || !root.hasProblemLine ? 0 : 23))
        anchors.topMargin: Theme.px(root.markTop)
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
        visible: ground.visible && (root.mark === TileMark.Line || root.mark === TileMark.Columns || isHatched)
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

    Figure {
        explanation: root.explanation
        tile: root.key
        subject: root.label
    }
}
