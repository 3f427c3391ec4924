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
        Layout.preferredHeight: Theme.px(156)
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

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: 3
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        VolumeChart {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: 1
            chart: root.wall.volumeChart
            condition: root.wall.condition
        }

        SentimentChart {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: 1
            chart: root.wall.sentimentChart
            condition: root.wall.condition
        }

        ResponseChart {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: 1
            chart: root.wall.responseChart
            condition: root.wall.condition
        }

        RateChart {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: 1
            chart: root.wall.abandonChart
            condition: root.wall.condition
        }

        RateChart {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: 1
            chart: root.wall.serviceLevelChart
            condition: root.wall.condition
        }

        HeatMap {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: 1
            wall: root.wall
        }
    }

    SourceStrip {
        Layout.fillWidth: true
        wall: root.wall
    }
}
