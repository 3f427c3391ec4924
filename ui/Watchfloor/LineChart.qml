import QtQuick
import QtCharts
import Watchfloor

// A rate as a line, with its target dashed; hollow marks where too few stand behind it.
ChartPanel {
    id: root

    area: view.plotArea
    labelColors: [Theme.primary, Theme.primary, Theme.muted]
    rightSpace: 84
    hasDots: true
    hollowLine: 2

    HourView {
        id: view

        chart: root.chart

        LineSeries {
            id: target

            axisX: view.times
            axisY: view.values
            color: Theme.reference
            style: Qt.DashLine
            width: Theme.px(2)
        }

        HollowMarks {
            id: tooFew

            axisX: view.times
            axisY: view.values
        }

        LineSeries {
            id: rate

            axisX: view.times
            axisY: view.values
            color: Theme.series
            width: Theme.px(3)
        }
    }

    LineFeed {
        chart: root.chart
        line: 0
        series: rate
    }

    LineFeed {
        chart: root.chart
        line: 1
        series: target
    }

    MarkFeed {
        chart: root.chart
        line: 2
        series: tooFew
        size: Theme.px(8.2)
        stroke: Math.max(1, Theme.px(1.2))
    }
}
