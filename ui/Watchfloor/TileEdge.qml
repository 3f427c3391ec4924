import QtQuick
import Watchfloor

// The edge that says from afar that something is wrong; an outline when it is not known to be so still. What is
// new pulses three times in three seconds, then stands.
Rectangle {
    id: root

    required property int level
    property int news: 0 // grows with each new alarm; 0: there was none
    property bool isOutline: false
    readonly property real glow: opacity // for the sign beside it
    readonly property bool isPulsing: pulse.running

    x: Theme.at(0, root)
    visible: level > 0
    width: Theme.px(4)
    height: parent?.height ?? 0
    color: isOutline ? "transparent" : Theme.alarm(level)
    border.color: Theme.alarm(level)
    border.width: isOutline ? Math.max(1, Theme.px(0.8)) : 0
    onNewsChanged: news > 0 && !Theme.isStill ? pulse.restart() : pulse.complete()

    SequentialAnimation {
        id: pulse

        loops: 3

        NumberAnimation {
            target: root
            property: "opacity"
            to: 0.25
            duration: 500
            easing.type: Easing.InOutSine
        }

        NumberAnimation {
            target: root
            property: "opacity"
            to: 1
            duration: 500
            easing.type: Easing.InOutSine
        }
    }
}
