pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// Brand × channel in one figure. A touch on a cell chooses it; a touch on the title, the next figure.
Rectangle {
    id: root

    required property WallModel wall
    readonly property HeatMapModel map: wall.heatMap
    readonly property real nameSpace: Theme.px(116)
    readonly property real cellWidth: (width - nameSpace - 2 * Theme.padding) / Math.max(1, map.columnNames.length)
    readonly property real gridTop: Theme.px(86)
    readonly property real cellHeight: (height - gridTop - Theme.padding) / Math.max(1, map.rowNames.length)

    objectName: "heatMap"
    color: Theme.surface
    radius: Theme.px(2)

    HeaderField {
        objectName: "heatMapTitle"
        x: Theme.padding + Theme.px(3)
        y: Theme.px(6)
        text: qsTr("%1 · %2").arg(root.map.metricText).arg(root.map.windowText)
        onTapped: root.wall.stepHeatMap(1)
    }

    HeatScale {
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        y: Theme.px(6)
        map: root.map
    }

    Repeater {
        model: root.map.columnNames

        Text {
            required property string modelData
            required property int index

            x: Theme.padding + root.nameSpace + index * root.cellWidth + Theme.px(2)
            width: root.cellWidth - Theme.px(4)
            y: root.gridTop - height - Theme.px(4)
            color: Theme.secondary
            font.family: Theme.family
            font.pixelSize: Theme.em(16)
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            lineHeight: 0.9
            text: modelData
        }
    }

    Repeater {
        model: root.map.rowNames

        Line {
            required property string modelData
            required property int index

            x: Theme.padding + Theme.px(3)
            base: (root.gridTop + (index + 0.5) * root.cellHeight) / Theme.u + 8
            text: modelData
        }
    }

    Repeater {
        model: root.map

        HeatCell {
            x: Theme.padding + root.nameSpace + column * root.cellWidth
            y: root.gridTop + row * root.cellHeight
            width: root.cellWidth - Theme.px(2)
            height: root.cellHeight - Theme.px(2)
            isPast: root.wall.condition > TileState.Late
            onTapped: root.wall.chooseCell(index)
        }
    }

    Hatch {
        x: Theme.padding + root.nameSpace
        y: root.gridTop
        width: root.width - x - Theme.padding
        height: root.height - y - Theme.padding
        visible: root.wall.condition === TileState.Stale
    }
}
