import QtQuick
import QtCharts
import Watchfloor

// The plot of one hour: axes without texts, which ChartPanel writes, and no grid.
ChartView {
    id: root

    required property HourChart chart
    readonly property ValueAxis times: times
    readonly property ValueAxis values: values

    anchors.fill: parent
    antialiasing: true
    animationOptions: ChartView.NoAnimation
    backgroundColor: "transparent"
    backgroundRoundness: 0
    dropShadowEnabled: false
    legend.visible: false
    margins.bottom: 0
    margins.left: 0
    margins.right: 0
    margins.top: 0

    ValueAxis {
        id: times

        min: -0.5
        max: 59.5
        visible: false
    }

    ValueAxis {
        id: values

        min: root.chart.low
        max: root.chart.high
        visible: false
    }
}
