import QtQuick
import QtCharts
import Watchfloor

// The plot of a chart: axes without texts, which ChartPanel writes, and no grid. ValuesAxis is ValueAxis under
// the name by which qmllint 6.4 finds it.
ChartView {
    id: root

    required property HourChart chart
    readonly property AbstractAxis times: timeAxis
    readonly property AbstractAxis values: valueAxis

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

    ValuesAxis {
        id: timeAxis

        min: root.chart.firstTime
        max: root.chart.lastTime
        visible: false
    }

    ValuesAxis {
        id: valueAxis

        min: root.chart.bottom
        max: root.chart.top
        visible: false
    }
}
