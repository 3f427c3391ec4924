import QtQuick
import QtCharts
import Watchfloor

// What is not settled: too few stand behind it, or it waits still. A MarkFeed draws the marks; there is no line.
LineSeries {
    color: Theme.muted
    style: Qt.NoPen
}
