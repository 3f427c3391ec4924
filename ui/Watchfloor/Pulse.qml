import QtQuick

// The beat in which all that is new pulses: down and up again, once a second.
SequentialAnimation {
    id: root

    property real glow: 1
    signal turned

    loops: Animation.Infinite

    NumberAnimation {
        target: root
        property: "glow"
        from: 1
        to: 0.25
        duration: 500
        easing.type: Easing.InOutSine
    }

    NumberAnimation {
        target: root
        property: "glow"
        to: 1
        duration: 500
        easing.type: Easing.InOutSine
    }

    ScriptAction {
        script: root.turned()
    }
}
