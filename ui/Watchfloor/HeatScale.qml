pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// From the lowest to the highest of what the heat map shows.
Row {
    id: root

    required property HeatMapModel map
    required property bool isPast

    spacing: Theme.px(6)
    height: Theme.px(27)
    visible: map.lowText !== ""

    Line {
        base: 20
        color: Theme.muted
        text: root.map.lowText
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter

        Repeater {
            model: root.map.scale

            Rectangle {
                required property color modelData

                width: Theme.px(12)
                height: Theme.px(12)
                color: root.isPast ? Qt.alpha(modelData, 0.35) : modelData
            }
        }
    }

    Line {
        base: 20
        color: Theme.muted
        text: root.map.highText
    }
}
