import QtQuick
import QtCharts
import Watchfloor

// Net sentiment as columns around zero; hollow where too few stand behind them.
ChartPanel {
    id: root

    area: view.plotArea
    labelColors: [Theme.primary, Theme.muted]

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

            BarSet {
                id: fewAbove

                color: "transparent"
                borderColor: Theme.muted
                borderWidth: Math.max(1, Theme.px(1))
            }

            BarSet {
                id: fewBelow

                color: "transparent"
                borderColor: Theme.muted
                borderWidth: Math.max(1, Theme.px(1))
            }
        }
    }

    ColumnFeed {
        chart: root.chart
        above: above
        below: below
    }

    ColumnFeed {
        chart: root.chart
        line: 1
        above: fewAbove
        below: fewBelow
    }
}
