pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A chart of the last hour, or of a day, for whoever sits near: title, axes with their texts, and names beside the ends of
// the lines. The plot itself comes from the charts that use this.
Item {
    id: root

    required property HourChart chart
    readonly property bool isPast: chart.condition > TileState.Late
    property list<color> labelColors: [Theme.secondary]
    property real rightSpace: 60
    readonly property real labelsWidth: labels.childrenRect.width / Theme.u
    property bool hasDots: false // at the ends of the lines
    property int hollowLine: -1 // with a hollow one
    default property alias plot: plot.data
    property rect area: Qt.rect(0, 0, plot.width, plot.height) // of the axes, within the plot

    // Between the title and what is wrong, not above the names at the right.
    readonly property Line atLeft: Theme.isRightToLeft ? problem : title
    readonly property Line atRight: Theme.isRightToLeft ? title : problem
    readonly property real marksFrom: atLeft.text === "" ? Theme.padding : atLeft.x + atLeft.width + Theme.px(16)
    readonly property real marksTo: Math.min(texts.x + texts.width + Theme.px(8), atRight.text === "" ? width : atRight.x - Theme.px(16))

    function labelColor(paletteIndex: int): color { return isPast ? Theme.muted : labelColors[paletteIndex % labelColors.length]; }

    objectName: "panel"
    // Time runs from the left in every language.
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Accessible.role: Accessible.Chart
    Accessible.name: chart.title
    Accessible.description: chart.spoken

    Binding {
        target: root.chart
        property: "labelRoom"
        value: root.area.height / Theme.u
    }

    Binding {
        target: root.chart
        property: "timeEnds"
        value: Qt.point(texts.x, texts.x + texts.width)
    }

    Line {
        id: title

        objectName: "title"
        x: Theme.at(Theme.padding + Theme.px(3), this)
        base: 26
        text: root.chart.title
    }

    Line {
        id: problem

        objectName: "problem"
        x: Theme.at(parent.width - width - Theme.padding, this)
        base: 26
        color: Theme.primary
        text: root.isPast ? root.chart.problem : ""
    }

    Item {
        id: plot

        objectName: "plot"
        anchors.fill: parent
        anchors.topMargin: Theme.px(44)
        anchors.bottomMargin: Theme.px(40)
        anchors.leftMargin: Theme.px(78)
        anchors.rightMargin: Theme.px(root.rightSpace)
        opacity: root.isPast ? 0.5 : 1
    }

    Rectangle {
        x: texts.x
        y: texts.y + texts.height * (1 - root.chart.zeroPosition)
        width: texts.width
        height: Math.max(2, Theme.px(1))
        color: Theme.axis
    }

    Item {
        id: texts

        anchors.fill: plot
        anchors.topMargin: root.area.y
        anchors.bottomMargin: plot.height - root.area.y - root.area.height
        anchors.leftMargin: root.area.x
        anchors.rightMargin: plot.width - root.area.x - root.area.width

        // A text that has gone is still told of changes, for a moment, when all around it is gone.
        Repeater {
            model: root.chart.valueTexts

            Line {
                required property real position
                required text

                x: -width - Theme.px(8)
                base: ((parent?.height ?? 0) * (1 - position)) / Theme.u + 8
                color: Theme.muted
            }
        }

        Repeater {
            model: root.chart.timeTexts

            Line {
                required property real position
                required property real number
                required text

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: -Theme.px(4)
                    width: Math.max(2, Theme.px(1))
                    height: Theme.px(5)
                    color: Theme.axis
                }

                // As many as have room, the same ones from minute to minute.
                readonly property real pitch: (texts?.width ?? 0) * (root?.chart.timePitch ?? 1)

                visible: number % Math.max(1, Math.ceil((implicitWidth + Theme.px(16)) / pitch)) === 0
                x: (texts?.width ?? 0) * position - width / 2
                base: (texts?.height ?? 0) / Theme.u + 32
                color: Theme.muted
            }
        }

        Repeater {
            model: root.hasDots ? root.chart.labelTexts : null

            Rectangle {
                required property real end
                required property int line
                required property int paletteIndex

                objectName: "dot"
                x: (texts?.width ?? 0) * (root?.chart.endPosition ?? 1) - width / 2
                y: (texts?.height ?? 0) * (1 - end) - height / 2
                width: Theme.px(8)
                height: width
                radius: width / 2
                color: line === root?.hollowLine ? "transparent" : root?.labelColor(paletteIndex) ?? "transparent"
                border.color: root?.labelColor(paletteIndex) ?? "transparent"
                border.width: Math.max(1, Theme.px(1.2))
            }
        }

        Item {
            id: labels

            x: texts.width + Theme.px(8)

            Repeater {
                model: root.chart.labelTexts

                Lines {
                    required property real position
                    required property int paletteIndex
                    required text

                    objectName: "name"
                    y: (texts?.height ?? 0) * (1 - position) - height / 2
                    width: Math.min(implicitWidth, Theme.px(root?.chart.nameWidth ?? 0))
                    color: root?.labelColor(paletteIndex) ?? "transparent"
                }
            }
        }
    }

    // What happened; names have room beside those of newer ones. All of them are read out.
    Repeater {
        id: marks

        model: root.chart.markTexts

        ChartMark {
            readonly property ChartMark newer: marks && marks.count > 0 ? marks.itemAt(index - 1) as ChartMark : null

            start: texts?.x ?? 0
            room: texts?.width ?? 0
            isQuiet: root?.chart.isEmpty ?? false
            foot: (texts?.y ?? 0) + (texts?.height ?? 0)
            first: root?.marksFrom ?? 0
            limit: newer?.taken ?? root?.marksTo ?? 0
            color: root?.isPast ? Theme.muted : Theme.secondary
        }
    }

    Line {
        objectName: "nothing"
        anchors.horizontalCenter: texts.horizontalCenter
        base: (texts.y + texts.height / 2) / Theme.u - 18 // above a line through the middle
        visible: root.chart.isEmpty
        color: Theme.muted
        text: root.chart.nothingText
    }

    Hatch {
        anchors.fill: texts
        visible: root.chart.condition === TileState.Stale
    }
}
