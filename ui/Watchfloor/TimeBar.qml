pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The past: which moment is shown, and all that can be done about it, by a touch. It takes room from the board below.
Rectangle {
    id: root

    required property PastPlayer past
    required property real room // height of the wall: a low one needs it for figures; keys still move, the header tells
    readonly property real value: past.position // these three as they are heard
    readonly property real minimumValue: 0
    readonly property real maximumValue: 1
    readonly property real dragged: drag.active ? Math.max(0, Math.min(1, ratioOf(drag.centroid.position.x))) : -1

    function ratioOf(x: real): real {
        const ratio = x / track.width;
        return Theme.isRightToLeft ? 1 - ratio : ratio;
    }

    objectName: "timeBar"
    visible: past.isOpen && room >= Theme.px(480)
    implicitHeight: Theme.px(92)
    color: Theme.raised
    radius: Theme.px(2)
    border.color: Theme.outline
    border.width: Theme.outline.a > 0 ? Math.max(1, Theme.px(0.8)) : 0

    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Time bar")
    Accessible.description: moment.text + ", " + state.text
    Accessible.onIncreaseAction: past.step(60)
    Accessible.onDecreaseAction: past.step(-60)

    Glyph {
        id: glyph

        x: Theme.at(Theme.padding, this)
        y: Theme.px(11)
        width: Theme.px(20)
        height: Theme.px(20)
        objectName: "play"
        shape: root.past.isPlaying ? GlyphShape.Play : GlyphShape.Bars
        color: Theme.primary

        activeFocusOnTab: true
        Keys.onReturnPressed: root.past.togglePlay()
        Keys.onEnterPressed: root.past.togglePlay()
        Keys.onSpacePressed: root.past.togglePlay()

        Accessible.role: Accessible.Button
        Accessible.name: root.past.isPlaying ? qsTr("hold") : qsTr("play")
        Accessible.onPressAction: root.past.togglePlay()

        Rectangle {
            objectName: "playFocus"
            anchors.fill: parent
            anchors.margins: -Theme.px(3)
            visible: glyph.activeFocus && Theme.isAttended
            color: "transparent"
            radius: Theme.px(2)
            border.color: Theme.primary
            border.width: Math.max(1, Theme.px(1.5))
        }

        TapHandler {
            margin: Theme.px(8)
            onTapped: root.past.togglePlay()
        }
    }

    Line {
        id: moment

        objectName: "moment"
        x: Theme.at(Theme.px(40), this)
        base: 31
        cap: 20
        color: Theme.primary
        text: root.dragged < 0 ? root.past.momentText : root.past.textAt(root.dragged)
    }

    Line {
        id: state

        objectName: "pastState"
        visible: root.width > Theme.px(720)
        x: Theme.at(moment.width + Theme.px(56), this)
        base: 31
        text: root.past.stateText
    }

    Row {
        x: Theme.at(parent.width - width - Theme.padding, this)
        y: Theme.px(10)
        spacing: Theme.px(20)
        layoutDirection: Theme.isRightToLeft ? Qt.RightToLeft : Qt.LeftToRight

        HeaderField {
            objectName: "speed"
            text: root.past.speedText
            onTapped: root.past.cycleSpeed()
        }

        HeaderField {
            objectName: "range"
            visible: root.width > Theme.px(480)
            text: root.past.rangeText
            onTapped: root.past.stepRange(1)
        }

        HeaderField {
            objectName: "toLive"
            text: root.width > Theme.px(720) ? qsTr("back to live") : qsTr("live")
            onTapped: root.past.close()
        }
    }

    Item {
        id: track

        objectName: "track"
        x: Theme.px(16)
        y: Theme.px(40)
        width: parent.width - Theme.px(32)
        height: Theme.px(44)

        Rectangle {
            y: Theme.px(9)
            width: parent.width
            height: Theme.px(3)
            color: Theme.bandFar
        }

        Rectangle {
            x: Theme.at(0, this)
            y: Theme.px(9)
            width: handle.centre
            height: Theme.px(3)
            color: Theme.reference
        }

        Repeater {
            model: root.past.marks.length

            Item {
                id: mark

                required property int index
                readonly property real start: root.past.marks[index] * track.width

                Rectangle {
                    parent: track
                    x: Theme.at(mark.start - width / 2, this)
                    y: Theme.px(6)
                    width: Math.max(1, Theme.px(1))
                    height: Theme.px(9)
                    color: Theme.axis
                }

                // At the ends it would stick out.
                Line {
                    objectName: "mark"
                    parent: track
                    visible: mark.start - width / 2 >= 0 && mark.start + width / 2 <= track.width
                    x: Theme.at(mark.start - width / 2, this)
                    base: 37
                    color: Theme.muted
                    text: root.past.markTexts[mark.index]
                }
            }
        }

        Rectangle {
            id: handle

            readonly property real centre: (root.dragged < 0 ? root.past.position : root.dragged) * track.width

            objectName: "handle"
            x: Theme.at(centre - width / 2, this)
            y: Theme.px(2)
            width: Theme.px(8)
            height: Theme.px(17)
            radius: Theme.px(2)
            color: Theme.primary
        }

        TapHandler {
            onTapped: point => root.past.seek(root.ratioOf(point.position.x))
        }

        DragHandler {
            id: drag

            target: null
            yAxis.enabled: false
            onActiveChanged: if (!active) root.past.seek(root.ratioOf(centroid.position.x))
        }
    }
}
