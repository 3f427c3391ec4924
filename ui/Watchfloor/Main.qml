pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The window: one board, in the class that the room asks for, and what is laid over it.
Window {
    id: root

    required property WallModel wall
    required property Viewing viewing
    property bool isStill: false // no motion, for pictures

    function openBrands() { brands.open(qsTr("Brand"), wall.brands, wall.brandIndex); }
    function openChannels() { channels.open(qsTr("Channel"), wall.channels, wall.channelIndex); }
    function openWindows() { windows.open(qsTr("Window"), wall.windows, wall.windowIndex); }

    width: 1920
    height: 1080
    color: Theme.ground
    title: qsTr("Watchfloor")

    onWidthChanged: viewing?.setPixels(width, height)
    onHeightChanged: viewing?.setPixels(width, height)

    Binding {
        target: Theme
        property: "u"
        value: root.viewing.u
    }

    Binding {
        target: Theme
        property: "isStill"
        value: root.isStill
    }

    Binding {
        target: root.wall
        property: "hasCharts"
        value: root.viewing.isNear
    }

    // One of the two is there.
    Repeater {
        model: root.viewing.isNear ? 0 : 1

        Board {
            anchors.fill: parent
            anchors.margins: Theme.margin
            wall: root.wall
            warning: root.viewing.warning
            onBrandTapped: root.openBrands()
            onChannelTapped: root.openChannels()
            onWindowTapped: root.openWindows()
        }
    }

    Repeater {
        model: root.viewing.isNear ? 1 : 0

        Desk {
            anchors.fill: parent
            anchors.margins: Theme.margin
            wall: root.wall
            warning: root.viewing.warning
            onBrandTapped: root.openBrands()
            onChannelTapped: root.openChannels()
            onWindowTapped: root.openWindows()
        }
    }

    WallKeys {
        wall: root.wall
        enabled: !brands.visible && !channels.visible && !windows.visible
        onHelp: help.visible = !help.visible
        onLeave: help.visible ? help.visible = false : root.showNormal()
        onFullScreen: root.visibility === Window.FullScreen ? root.showNormal() : root.showFullScreen()
        onBrandList: root.openBrands()
        onChannelList: root.openChannels()
        onWindowList: root.openWindows()
    }

    Chooser {
        id: brands

        objectName: "brandChooser"
        anchors.centerIn: parent
        onChosen: index => root.wall.chooseBrand(index)
    }

    Chooser {
        id: channels

        objectName: "channelChooser"
        anchors.centerIn: parent
        onChosen: index => root.wall.chooseChannel(index)
    }

    Chooser {
        id: windows

        objectName: "windowChooser"
        anchors.centerIn: parent
        onChosen: index => root.wall.chooseWindow(index)
    }

    Help {
        id: help

        anchors.centerIn: parent
        wall: root.wall
    }
}
