import QtQuick
import Watchfloor

// The edge that says from afar that something is wrong; an outline when it is not known to be so still.
Rectangle {
    id: root

    required property int level
    property bool isOutline: false

    visible: level > 0
    width: Theme.px(4)
    height: parent?.height ?? 0
    color: isOutline ? "transparent" : Theme.alarm(level)
    border.color: Theme.alarm(level)
    border.width: isOutline ? Math.max(1, Theme.px(0.8)) : 0
}
