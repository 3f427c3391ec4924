import QtQuick
import Watchfloor

// What the theme is told of its wall: how large an arc minute is, which colours are in force, who is there.
Item {
    id: root

    required property WallModel wall
    required property real u // pixels an arc minute
    required property bool isStill
    required property bool isPointing
    required property bool isAttended

    Binding {
        target: Theme
        property: "u"
        value: root.u
    }

    Binding {
        target: Theme
        property: "isStill"
        value: root.isStill
    }

    Binding {
        target: Theme
        property: "isPointing"
        value: root.isPointing
    }

    Binding {
        target: Theme
        property: "isAttended"
        value: root.isAttended
    }

    Binding {
        target: Theme
        property: "isRightToLeft"
        value: root.wall.isRightToLeft
    }

    Binding {
        target: Theme
        property: "palette"
        value: root.wall.palette
    }
}
