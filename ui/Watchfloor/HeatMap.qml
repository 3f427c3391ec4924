pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// Brand × channel in one figure. A touch on a cell chooses it; a touch on the title, the next figure.
TileGround {
    id: root

    required property WallModel wall
    required property HeatMapModel modelData
    readonly property HeatMapModel map: modelData
    readonly property bool isPast: map.condition > TileState.Late
    readonly property real nameSpace: Theme.px(map.rowNamesWidth) + Theme.px(16)
    readonly property real cellWidth: (width - nameSpace - 2 * Theme.padding) / Math.max(1, map.columnNames.length)
    readonly property real headTop: title.y + title.height + Theme.px(17)
    readonly property size room: Qt.size((width - 2 * Theme.padding) / Theme.u, (height - headTop - Theme.padding) / Theme.u - 9)
    readonly property real gridTop: headTop + Theme.px(24.5 * map.columnLines + 9)
    readonly property real cellHeight: (height - gridTop - Theme.padding) / Math.max(1, map.rowNames.length)

    function after(part: string): string { return part === "" ? "" : " · " + part; }

    objectName: "heatMap"
    area: map.area
    onRoomChanged: map.room = room

    Accessible.role: Accessible.Table
    Accessible.name: map.metricText
    Accessible.description: map.windowText + after(map.partText) + after(map.problem) + after(map.isEmpty ? map.nothingText : "")

    HeaderField {
        id: title

        objectName: "heatMapTitle"
        room: root.width - 2 * Theme.padding - Theme.px(3) - (scale.visible ? scale.width + Theme.px(18) : 0) - (problem.text === "" ? 0 : problem.width + Theme.px(18))
        x: Theme.at(Theme.padding + Theme.px(3), this)
        y: Theme.px(6)
        text: root.map.metricText + root.after(root.map.windowText) + root.after(root.map.partText)
        onTapped: root.wall.stepHeatMap(1)
    }

    Line {
        id: problem

        objectName: "problem"
        anchors.right: scale.visible ? scale.left : parent.right
        anchors.rightMargin: scale.visible ? Theme.px(18) : Theme.padding
        base: 26
        color: Theme.primary
        text: root.map.condition === TileState.Late ? "" : root.map.problem
    }

    HeatScale {
        id: scale

        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        y: Theme.px(6)
        map: root.map
        isPast: root.isPast
    }

    Repeater {
        model: root.map.columnNames

        Lines {
            required property string modelData
            required property int index

            objectName: "columnName"
            x: Theme.at(Theme.padding + root.nameSpace + index * root.cellWidth + Theme.px(4), this)
            width: root.cellWidth - Theme.px(10)
            y: root.gridTop - height - Theme.px(10)
            color: root.isPast ? Theme.muted : Theme.secondary
            horizontalAlignment: Text.AlignHCenter
            text: modelData
        }
    }

    Column {
        id: rows

        x: Theme.at(Theme.padding + Theme.px(3), this)
        y: root.gridTop

        Repeater {
            model: root.map.rowNames

            Item {
                id: row

                required property string modelData

                width: Theme.px(root.map.rowNamesWidth)
                height: root.cellHeight

                Lines {
                    objectName: "rowName"
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width
                    color: root.isPast ? Theme.muted : Theme.secondary
                    text: row.modelData
                }
            }
        }
    }

    Repeater {
        model: root.map

        HeatCell {
            x: Theme.at(Theme.padding + root.nameSpace + column * root.cellWidth, this)
            y: root.gridTop + row * root.cellHeight
            width: root.cellWidth - Theme.px(2)
            height: root.cellHeight - Theme.px(2)
            visible: !root.map.isEmpty
            isLost: root.map.condition === TileState.Disconnected
            explanation: root.wall.explanation
            tile: root.map.key
            onTapped: root.wall.chooseCell(brand, channel)
        }
    }

    Line {
        objectName: "nothing"
        anchors.horizontalCenter: parent.horizontalCenter
        base: root.height / Theme.u / 2
        visible: root.map.isEmpty
        color: Theme.muted
        text: root.map.nothingText
    }
}
