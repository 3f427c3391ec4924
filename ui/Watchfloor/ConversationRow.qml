pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// One line of a list of conversations or messages: when; who and how it stands; what was written. It shows itself
// whole, or not at all.
Rectangle {
    id: root

    required property int index
    required property string when
    required property string who
    required property string facts
    required property string text
    required property int shape
    required property int tone
    required property bool isBrand
    required property bool isQuiet
    required property string spoken
    property bool isCurrent: false
    property bool isStale: false
    property real whenSpace: Theme.px(120)
    property bool isNarrow: false
    readonly property Flickable view: ListView.view
    readonly property real offset: y - (view?.contentY ?? 0)
    readonly property bool isWhole: offset >= -1 && offset + height <= (view?.height ?? 0) + 1 || height > (view?.height ?? 0)
    readonly property real start: isNarrow ? Theme.px(14) : whenSpace + Theme.px(isBrand ? 46 : 22)
    signal chosen
    signal opened

    objectName: "line." + index
    width: view?.width ?? 0
    height: Math.max(said.height, when.visible ? when.height : 0) + Theme.px(12)
    opacity: isWhole ? 1 : 0
    radius: Theme.px(2)
    color: isCurrent ? Theme.bandFar : "transparent"

    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.selected: isCurrent
    Accessible.onPressAction: { chosen(); opened(); }

    Rectangle {
        objectName: "currentEdge"
        x: Theme.at(0, this)
        width: Theme.px(4)
        height: parent.height
        visible: root.isCurrent
        color: Theme.primary
    }

    // A hair between lines leads the eye.
    Rectangle {
        visible: root.index > 0 && !root.isCurrent
        width: parent.width
        height: 1
        color: Theme.band
    }

    Lines {
        id: when

        objectName: "when"
        x: Theme.at(Theme.px(14), this)
        y: Theme.px(6)
        width: root.whenSpace - Theme.px(14)
        visible: !root.isNarrow
        horizontalAlignment: Text.AlignLeft
        color: root.isStale ? Theme.muted : Theme.primary
        text: root.when
    }

    // The brand's own words stand a step aside, along a line.
    Rectangle {
        x: Theme.at(root.start - Theme.px(10), this)
        y: Theme.px(6)
        width: Theme.px(2)
        height: said.height
        visible: root.isBrand
        color: Theme.axis
    }

    Column {
        id: said

        x: Theme.at(root.start, this)
        y: Theme.px(6)
        width: root.width - root.start - Theme.px(14)

        Flow {
            width: parent.width
            spacing: Theme.px(7)

            Item {
                visible: root.shape >= 0
                width: Theme.px(16)
                height: Theme.px(22)

                Glyph {
                    objectName: "tone"
                    y: Theme.px(7)
                    width: Theme.px(16)
                    height: Theme.px(16)
                    shape: root.shape
                    color: root.isStale ? Theme.muted : root.tone < 0 ? Theme.negative : root.tone > 0 ? Theme.positive : Theme.muted
                }
            }

            FittedLines {
                objectName: "who"
                room: said.width - (root.shape >= 0 ? Theme.px(24) : 0)
                color: root.isStale ? Theme.muted : Theme.primary
                text: root.isNarrow ? root.when + "  " + root.who : root.who
            }

            FittedLines {
                objectName: "facts"
                room: said.width
                visible: text !== ""
                color: root.isStale ? Theme.muted : Theme.secondary
                text: root.facts
            }
        }

        Lines {
            objectName: "text"
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignLeft
            color: root.isQuiet || root.isStale ? Theme.muted : Theme.primary
            text: root.text
        }
    }

    TapHandler {
        onTapped: root.isCurrent ? root.opened() : root.chosen()
    }
}
