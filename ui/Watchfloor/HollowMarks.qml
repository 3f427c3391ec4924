import QtQuick
import QtCharts
import Watchfloor

// What is not settled: too few stand behind it, or it waits still.
ScatterSeries {
    color: "transparent"
    borderColor: Theme.muted
    borderWidth: Math.max(1, Theme.px(1.2))
    markerSize: Theme.px(7)
}
