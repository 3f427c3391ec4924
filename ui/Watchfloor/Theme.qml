pragma Singleton
import QtQuick
import Watchfloor

// Quiet dark: the colours of the wall, and its only unit, the arc minute.
QtObject {
    property real u: 1 // pixels an arc minute
    property bool isStill: false // no motion, for pictures
    property bool isPointing: true // somebody moves the pointer

    readonly property string family: "Roboto"
    readonly property real capOfEm: 0.711

    readonly property color ground: "#11161B"
    readonly property color surface: "#1A2128"
    readonly property color raised: "#232C35"
    readonly property color band: "#27313B"
    readonly property color bandFar: "#303C48"
    readonly property color primary: "#E4E8EC"
    readonly property color secondary: "#B4BEC8"
    readonly property color muted: "#93A0AD"
    readonly property color axis: "#5E6C7A"
    readonly property color series: "#D3DAE1"
    readonly property color reference: "#74879A"
    readonly property color positive: "#7CC7F0"
    readonly property color negative: "#BD6BA8"
    readonly property color ink: "#0B0E11"
    readonly property list<color> alarms: ["transparent", "#F0503C", "#FF9A1F", "#FFF08A"]
    // None near an alarm or another, whatever kind of colour-blind looks; the last is for what goes together.
    readonly property list<color> channels: ["#75B4FE", "#C1A8A2", "#3C9B6F", "#D2E6DC", "#967CB8", "#B9C283", "#73F2FF", "#A1AEBF", "#83888E"]

    readonly property real gap: px(6)
    readonly property real padding: px(10)
    readonly property real margin: px(12)

    function px(minutes: real): real { return minutes * u; }
    // The font's size for capitals of so many arc minutes; never below them.
    function em(minutes: real): int { return Math.ceil(minutes * u / capOfEm - 0.01); }
    function alarm(level: int): color { return alarms[level]; }
}
