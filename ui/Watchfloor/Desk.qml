pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Watchfloor

// Mission control for whoever sits near: the figures, their last hour with axes, and brand × channel.
ColumnLayout {
    id: root

    required property WallModel wall
    required property string warning
    signal brandTapped
    signal channelTapped
    signal windowTapped

    spacing: Theme.gap

    Header {
        Layout.fillWidth: true
        wall: root.wall
        onBrandTapped: root.brandTapped()
        onChannelTapped: root.channelTapped()
        onWindowTapped: root.windowTapped()
    }

    AlarmBand {
        Layout.fillWidth: true
        wall: root.wall
        warning: root.warning
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        Layout.preferredHeight: Theme.px(226)
        columns: 7
        columnSpacing: Theme.gap

        Repeater {
            model: root.wall.tiles

            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: 1
                hasMark: false
                valueCap: 40
            }
        }

        Repeater {
            model: root.wall.agents

            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: 1
                hasMark: false
                valueCap: 40
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: 1
        spacing: Theme.gap

        VolumeChart {
            objectName: "volumeChart"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            chart: root.wall.volumeChart
        }

        SentimentChart {
            objectName: "sentimentChart"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            chart: root.wall.sentimentChart
        }

        ResponseChart {
            objectName: "responseChart"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            chart: root.wall.responseChart
        }
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: 1
        spacing: Theme.gap

        RateChart {
            objectName: "abandonChart"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 5
            chart: root.wall.abandonChart
        }

        RateChart {
            objectName: "serviceLevelChart"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 5
            chart: root.wall.serviceLevelChart
        }

        HeatMap {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 8
            wall: root.wall
        }
    }

    SourceStrip {
        Layout.fillWidth: true
        wall: root.wall
    }
}
