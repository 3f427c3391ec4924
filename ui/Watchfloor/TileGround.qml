import QtQuick
import Watchfloor

// What every tile stands on, where its board has put it. Its corners are square: so it hides what is beneath, and the
// software renderer fills each pixel once.
Rectangle {
    property rect area // arc minutes
    readonly property real edge: Theme.outline.a > 0 ? Math.max(1, Theme.px(0.8)) : 0

    readonly property real start: Math.round(Theme.px(area.x))

    x: Theme.at(start, this)
    y: Math.round(Theme.px(area.y))
    width: Math.round(Theme.px(area.x + area.width)) - start
    height: Math.round(Theme.px(area.y + area.height)) - y
    color: Theme.surface
    border.color: Theme.outline
    border.width: edge
}
