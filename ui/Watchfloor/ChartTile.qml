pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A series, in the form that suits what it shows.
TileGround {
    id: root

    required property HourChart modelData

    objectName: "chart." + modelData.objectName
    area: modelData.area

    Loader {
        anchors.fill: parent
        sourceComponent: [lines, stack, columns, band][root.modelData.form]
    }

    Component {
        id: lines

        LineChart {
            chart: root.modelData
        }
    }

    Component {
        id: stack

        StackChart {
            chart: root.modelData
        }
    }

    Component {
        id: columns

        ColumnChart {
            chart: root.modelData
        }
    }

    Component {
        id: band

        BandChart {
            chart: root.modelData
        }
    }
}
