import QtQuick
import QtCharts
import Watchfloor

// Net sentiment as columns around zero.
ChartPanel {
    id: root

    area: view.plotArea

    HourView {
        id: view

        chart: root.chart

        StackedBarSeries {
            axisX: view.times
            axisY: view.values
            barWidth: 0.7

            BarSet {
                id: above

                color: Theme.positive
                borderColor: "transparent"
                borderWidth: 0
            }

            BarSet {
                id: below

                color: Theme.negative
                borderColor: "transparent"
                borderWidth: 0
            }
        }

    }

    ColumnFeed {
        chart: root.chart
        above: above
        below: below
    }
}
