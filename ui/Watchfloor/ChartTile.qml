pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A series, in the form that suits what it shows: one of these is there.
TileGround {
    id: root

    required property HourChart modelData
    property Explanation explanation: null

    objectName: "chart." + modelData.objectName
    area: modelData.area

    Repeater {
        model: root.modelData.form === HourChart.Lines ? 1 : 0

        LineChart {
            width: root.width
            height: root.height
            chart: root.modelData
        }
    }

    Repeater {
        model: root.modelData.form === HourChart.Stack ? 1 : 0

        StackChart {
            width: root.width
            height: root.height
            chart: root.modelData
        }
    }

    Repeater {
        model: root.modelData.form === HourChart.Columns ? 1 : 0

        ColumnChart {
            width: root.width
            height: root.height
            chart: root.modelData
        }
    }

    Repeater {
        model: root.modelData.form === HourChart.Band ? 1 : 0

        BandChart {
            width: root.width
            height: root.height
            chart: root.modelData
        }
    }

    Figure {
        explanation: root.explanation
        tile: root.modelData.objectName
        subject: root.modelData.title
        chart: root.modelData
    }
}
