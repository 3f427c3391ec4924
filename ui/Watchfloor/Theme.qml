pragma Singleton
import QtQuick
import Watchfloor

// What the wall looks like: the colours of the theme in force (ui/models/palette.h writes them down), and its only
// unit, the arc minute.
QtObject {
    property real u: 1 // pixels an arc minute
    property bool isStill: false // no motion, for pictures
    property bool isPointing: true // somebody moves the pointer
    property bool isAttended: true // somebody is there
    property bool isRightToLeft: false // so runs the language
    property wallPalette palette
    property int pulsing: 0 // how many edges do: all of them in one beat, so that no wall ever flashes faster than it
    readonly property real beat: pulse.glow
    readonly property Pulse pulse: Pulse {
        running: Theme.pulsing > 0
    }

    readonly property string family: "Roboto"
    readonly property real capOfEm: 0.711

    readonly property color ground: palette.ground
    readonly property color surface: palette.surface
    readonly property color raised: palette.raised
    readonly property color outline: palette.outline
    readonly property color band: palette.band
    readonly property color bandFar: palette.bandFar
    readonly property color primary: palette.primary
    readonly property color secondary: palette.secondary
    readonly property color muted: palette.muted
    readonly property color axis: palette.axis
    readonly property color series: palette.series
    readonly property color reference: palette.reference
    readonly property color positive: palette.positive
    readonly property color negative: palette.negative
    readonly property color ink: palette.ink
    readonly property list<color> alarms: palette.alarms
    readonly property list<color> channels: palette.channels

    readonly property real gap: px(6)
    readonly property real padding: px(10)
    readonly property real margin: Math.round(px(12)) // so that what fills the wall stands on whole pixels

    // Where an item stands whose beginning is so far from that of its parent: from the left, or from the right where
    // the language runs that way.
    function at(start: real, item: Item): real { return isRightToLeft ? (item.parent?.width ?? 0) - start - item.width : start; }
    function px(minutes: real): real { return minutes * u; }
    // The font's size for capitals of so many arc minutes; never below them.
    function em(minutes: real): int { return Math.ceil(minutes * u / capOfEm - 0.01); }
    function alarm(level: int): color { return alarms[level]; }
}
