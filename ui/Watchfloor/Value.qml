import QtQuick
import Watchfloor

// The figure itself and its unit. The digits begin where they stand, the unit follows them, and the room of the
// widest value is kept, so that nothing else on a tile moves. A new value fades over the old one.
Item {
    id: root

    required property string text
    required property string unit
    required property string widest
    required property color color
    property real cap: 60
    property real base: 0
    readonly property real gap: Theme.px(cap / (Theme.isRightToLeft ? 28 : 14)) // words are long there
    property real unitCap: Math.max(16, cap * 0.36)

    // The old value takes the place of the past, the new one that of the present.
    function turn() {
        past.text = present.text, present.text = text;
        fade.restart();
        if (Theme.isStill) fade.complete();
    }

    width: room.advanceWidth + gap + unitLine.width
    height: Theme.px(base)
    onTextChanged: turn()
    Component.onCompleted: turn(), fade.complete()

    Line {
        id: present

        objectName: "value"
        x: Theme.at(0, this)
        base: root.base
        cap: root.cap
        color: root.color
        font.weight: Font.Medium
    }

    Line {
        id: past

        x: Theme.at(0, this)
        base: root.base
        cap: root.cap
        color: root.color
        opacity: 1 - present.opacity
        font.weight: Font.Medium
    }

    Line {
        id: unitLine

        objectName: "unit"
        x: Theme.at(present.contentWidth + root.gap, this)
        base: root.base
        cap: root.unitCap
        color: root.color
        text: root.unit
    }

    TextMetrics {
        id: room

        font: present.font
        text: root.widest
    }

    NumberAnimation {
        id: fade

        target: present
        property: "opacity"
        from: 0
        to: 1
        duration: 150
    }
}
