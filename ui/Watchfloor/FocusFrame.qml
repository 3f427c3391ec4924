import QtQuick
import Watchfloor

// Around what the keys act on.
Rectangle {
    anchors.fill: parent
    color: "transparent"
    radius: Theme.px(2)
    border.color: Theme.primary
    border.width: Math.max(2, Theme.px(1.5))
}
