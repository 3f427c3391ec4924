import QtQuick
import Watchfloor

// The keys of the wall, as Help tells them.
Item {
    id: root

    required property WallModel wall
    signal help
    signal leave
    signal fullScreen
    signal boardList
    signal brandList
    signal channelList
    signal windowList

    Shortcut { sequence: "Right"; enabled: root.enabled; onActivated: root.wall.stepBrand(1) }
    Shortcut { sequence: "Left"; enabled: root.enabled; onActivated: root.wall.stepBrand(-1) }
    Shortcut { sequence: "Down"; enabled: root.enabled; onActivated: root.wall.stepChannel(1) }
    Shortcut { sequence: "Up"; enabled: root.enabled; onActivated: root.wall.stepChannel(-1) }
    Shortcut { sequence: "W"; enabled: root.enabled; onActivated: root.wall.stepWindow(1) }
    Shortcut { sequence: "Shift+W"; enabled: root.enabled; onActivated: root.wall.stepWindow(-1) }
    Shortcut { sequence: "M"; enabled: root.enabled; onActivated: root.wall.stepHeatMap(1) }
    Shortcut { sequence: "Tab"; enabled: root.enabled; onActivated: root.wall.stepBoard(1) }
    Shortcut { sequence: "Shift+Tab"; enabled: root.enabled; onActivated: root.wall.stepBoard(-1) }
    Shortcut { sequence: "PgDown"; enabled: root.enabled; onActivated: root.wall.stepPage(1) }
    Shortcut { sequence: "PgUp"; enabled: root.enabled; onActivated: root.wall.stepPage(-1) }
    Shortcut { sequence: "D"; enabled: root.enabled; onActivated: root.wall.stepTheme(1) }
    Shortcut { sequence: "O"; enabled: root.enabled; onActivated: root.boardList() }
    Shortcut { sequence: "A"; enabled: root.enabled; onActivated: root.wall.chooseAll() }
    Shortcut { sequence: "B"; enabled: root.enabled; onActivated: root.brandList() }
    Shortcut { sequence: "C"; enabled: root.enabled; onActivated: root.channelList() }
    Shortcut { sequence: "T"; enabled: root.enabled; onActivated: root.windowList() }
    Shortcut { sequences: ["?", "Shift+?", "F1"]; onActivated: root.help() }
    Shortcut { sequences: ["F", "F11"]; onActivated: root.fullScreen() }
    Shortcut { sequence: "Esc"; enabled: root.enabled; onActivated: root.leave() }
    Shortcut { sequence: "Ctrl+Q"; onActivated: Qt.quit() }
}
