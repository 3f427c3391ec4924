import QtQuick
import Watchfloor

// Something that happened while the lines of a chart ran: a line where it did, and its name above that; where a newer one
// or the title is in the way, a sign on the axis.
Item {
    id: root

    required property int index
    required property real position
    required property string text
    property real start: 0 // of the x axis, within the chart
    property real room: 0 // its length
    property real foot: 0 // of its line
    property real first: 0 // where names may begin
    property real limit: 0 // where its own has to end
    property color color: Theme.secondary
    property bool isQuiet: false // the chart says something where the line would be
    readonly property real middle: start + room * position
    readonly property real taken: name.visible ? name.x - Theme.px(14) : limit // from there to the right

    Rectangle {
        objectName: "markLine"
        visible: name.visible
        x: Math.round(root.middle)
        y: Math.round(Theme.px(32))
        width: Math.max(1, Math.round(Theme.px(1.2)))
        height: Math.round(root.foot) - y
        color: root.color
    }

    // Without its name a line would be a riddle.
    Rectangle {
        objectName: "markSign"
        visible: !name.visible
        x: root.middle - width / 2
        y: root.foot - height / 2
        width: Theme.px(7)
        height: width
        rotation: 45
        color: root.color
    }

    Line {
        id: name

        objectName: "mark"
        visible: !root.isQuiet && x >= root.first && x + width > root.middle
        x: Math.min(root.middle - width / 2, root.limit - width)
        base: 26
        color: root.color
        text: root.text
    }
}
