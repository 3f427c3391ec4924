import QtQuick
import Watchfloor

// The edge that says from afar that something is wrong; an outline when it is not known to be so still. What is
// new pulses three times, in the beat of all the others, then stands.
Rectangle {
    id: root

    required property int level
    property int news: 0 // grows with each new alarm; 0: there was none
    property bool isOutline: false
    property int turns: 0 // that are still to come
    property bool isInBeat: false
    readonly property real glow: opacity // for the sign beside it
    readonly property bool isPulsing: turns > 0

    function pulse() {
        if (!isPulsing) {
            isInBeat = Theme.pulsing === 0; // else with the next beat
            ++Theme.pulsing;
        }
        turns = 3;
    }
    function stand() {
        if (!isPulsing) return;
        turns = 0;
        --Theme.pulsing;
    }

    x: Theme.at(0, root)
    visible: level > 0
    width: Theme.px(4)
    height: parent?.height ?? 0
    opacity: isPulsing && isInBeat ? Theme.beat : 1
    color: isOutline ? "transparent" : Theme.alarm(level)
    border.color: Theme.alarm(level)
    border.width: isOutline ? Math.max(1, Theme.px(0.8)) : 0
    onNewsChanged: news > 0 && !Theme.isStill ? pulse() : stand()
    Component.onDestruction: stand()

    Connections {
        target: Theme.pulse
        enabled: root.isPulsing

        function onTurned() {
            if (!root.isInBeat) root.isInBeat = true;
            else if (root.turns > 1) --root.turns;
            else root.stand();
        }
    }
}
