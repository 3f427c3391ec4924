import QtQuick
import QtCharts
import Watchfloor

// Messages and contacts a minute, stacked by channel.
ChartPanel {
    id: root

    area: view.plotArea
    labelColors: Theme.channels
    rightSpace: Math.max(156, labelsWidth + 18)

    HourView {
        id: view

        chart: root.chart

        AreaSeries {
            id: area

            axisX: view.times
            axisY: view.values
            opacity: 0.62 // the names beside it keep their full colour
            borderWidth: 0
            borderColor: "transparent"
            upperSeries: LineSeries {}
            lowerSeries: LineSeries {}
        }
    }

    StackFeed {
        chart: root.chart
        colors: Theme.channels
        series: area
    }
}
