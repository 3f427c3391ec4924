import QtQuick
import QtCharts
import Watchfloor

// First response: the median in the band from the 25th to the 90th percentile, hollow marks where it is of too
// few; the hollow mark at the end is
// the oldest that is unanswered, above the axis when it is older than that reaches.
ChartPanel {
    id: root

    area: view.plotArea
    labelColors: [Theme.muted, Theme.muted, Theme.primary, Theme.muted, Theme.muted]
    hollowLine: 4
    rightSpace: 164
    hasDots: true

    HourView {
        id: view

        chart: root.chart

        AreaSeries {
            id: spread

            axisX: view.times
            axisY: view.values
            borderWidth: 0
            borderColor: "transparent"
            color: Theme.bandFar
            upperSeries: LineSeries {}
            lowerSeries: LineSeries {}
        }

        HollowMarks {
            id: tooFew

            axisX: view.times
            axisY: view.values
        }

        LineSeries {
            id: target

            axisX: view.times
            axisY: view.values
            color: Theme.reference
            style: Qt.DashLine
            width: Theme.px(2)
        }

        LineSeries {
            id: median

            axisX: view.times
            axisY: view.values
            color: Theme.series
            width: Theme.px(3)
        }
    }

    BandFeed {
        chart: root.chart
        lower: 0
        upper: 1
        series: spread
    }

    LineFeed {
        chart: root.chart
        line: 2
        series: median
    }

    LineFeed {
        chart: root.chart
        line: 3
        series: target
    }

    MarkFeed {
        chart: root.chart
        line: 5
        series: tooFew
        size: Theme.px(8.2)
        stroke: Math.max(1, Theme.px(1.2))
    }
}
