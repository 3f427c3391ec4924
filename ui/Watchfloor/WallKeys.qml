import QtQuick
import Watchfloor

// All that the wall can do, and by which key: the help and the palette are made of this list.
Item {
    id: root

    required property WallModel wall
    signal help
    signal commandList
    property bool canCopy: false
    property bool isReading: false // what is longer than its place: keys that step elsewhere move it
    signal explain
    signal copy
    signal leave
    signal read(real by)
    signal fullScreen
    signal boardList
    signal brandList
    signal channelList
    signal windowList
    signal conversationList
    signal search
    signal formList

    readonly property list<Command> commands: [
        Command { sequence: "N"; keys: "N"; counterpart: counterpart1; text: qsTr("next board"); enabled: root.enabled; onActivated: root.wall.stepBoard(1) },
        Command { id: counterpart1; sequence: "Shift+N"; isCounterpart: true; keys: "Shift N"; text: qsTr("board before"); enabled: root.enabled; onActivated: root.wall.stepBoard(-1) },
        Command { sequence: "O"; keys: "O"; text: qsTr("choose a board"); enabled: root.enabled; onActivated: root.boardList() },
        Command { sequence: "P"; keys: "P"; text: qsTr("pin this board, or let it go"); enabled: root.enabled; onActivated: root.wall.togglePin() },
        Command { sequence: "R"; keys: "R"; text: qsTr("rest, or rotate again"); enabled: root.enabled; onActivated: root.wall.toggleRotation() },
        Command { sequences: ["S", "Pause"]; keys: "S"; text: qsTr("pause, or go on"); enabled: root.enabled; onActivated: root.wall.togglePause() },
        Command { sequence: "H"; keys: "H"; text: qsTr("look at the past, or come back"); enabled: root.enabled; onActivated: root.wall.past.toggle() },
        Command { sequence: "Ctrl+Left"; keys: "Ctrl ←"; counterpart: counterpart2; text: qsTr("a minute back"); autoRepeat: true; enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.step(-60) },
        Command { id: counterpart2; sequence: "Ctrl+Right"; isCounterpart: true; keys: "Ctrl →"; text: qsTr("a minute on"); autoRepeat: true; enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.step(60) },
        Command { sequence: "Shift+Left"; keys: "Shift ←"; counterpart: counterpart3; text: qsTr("an hour back"); autoRepeat: true; enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.step(-3600) },
        Command { id: counterpart3; sequence: "Shift+Right"; isCounterpart: true; keys: "Shift →"; text: qsTr("an hour on"); autoRepeat: true; enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.step(3600) },
        Command { sequences: ["+", "="]; keys: "+"; counterpart: counterpart4; text: qsTr("play faster"); enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.changeSpeed(1) },
        Command { id: counterpart4; sequence: "-"; isCounterpart: true; keys: "−"; text: qsTr("play slower"); enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.changeSpeed(-1) },
        Command { sequence: "Z"; keys: "Z"; text: qsTr("time bar of hours, days, weeks"); enabled: root.enabled && root.wall.past.isOpen; onActivated: root.wall.past.stepRange(1) },
        Command { sequence: "PgDown"; keys: qsTr("PgDn"); counterpart: counterpart5; text: qsTr("next page, on a small wall"); enabled: root.enabled; autoRepeat: root.isReading; onActivated: root.isReading ? root.read(0.9) : root.wall.stepPage(1) },
        Command { id: counterpart5; sequence: "PgUp"; isCounterpart: true; keys: qsTr("PgUp"); text: qsTr("page before"); enabled: root.enabled; autoRepeat: root.isReading; onActivated: root.isReading ? root.read(-0.9) : root.wall.stepPage(-1) },
        Command { sequence: "Right"; keys: "→"; counterpart: counterpart6; text: qsTr("next brand"); enabled: root.enabled; onActivated: root.wall.stepBrand(1) },
        Command { id: counterpart6; sequence: "Left"; isCounterpart: true; keys: "←"; text: qsTr("brand before"); enabled: root.enabled; onActivated: root.wall.stepBrand(-1) },
        Command { sequence: "B"; keys: "B"; text: qsTr("choose a brand"); enabled: root.enabled; onActivated: root.brandList() },
        Command { sequence: "Down"; keys: "↓"; counterpart: counterpart7; text: qsTr("next channel"); enabled: root.enabled; autoRepeat: root.isReading; onActivated: root.isReading ? root.read(0.25) : root.wall.stepChannel(1) },
        Command { id: counterpart7; sequence: "Up"; isCounterpart: true; keys: "↑"; text: qsTr("channel before"); enabled: root.enabled; autoRepeat: root.isReading; onActivated: root.isReading ? root.read(-0.25) : root.wall.stepChannel(-1) },
        Command { sequence: "C"; keys: "C"; text: qsTr("choose a channel"); enabled: root.enabled; onActivated: root.channelList() },
        Command { sequence: "W"; keys: "W"; counterpart: counterpart8; text: qsTr("next window"); enabled: root.enabled; onActivated: root.wall.stepWindow(1) },
        Command { id: counterpart8; sequence: "Shift+W"; isCounterpart: true; keys: "Shift W"; text: qsTr("window before"); enabled: root.enabled; onActivated: root.wall.stepWindow(-1) },
        Command { sequence: "T"; keys: "T"; text: qsTr("choose a window"); enabled: root.enabled; onActivated: root.windowList() },
        Command { sequence: "A"; keys: "A"; text: qsTr("all brands, all channels"); enabled: root.enabled; onActivated: root.wall.chooseAll() },
        Command { sequence: "M"; keys: "M"; text: qsTr("next figure of the heat map"); enabled: root.enabled; onActivated: root.wall.stepHeatMap(1) },
        Command { sequence: "I"; keys: "I"; text: qsTr("how is this figure computed?"); enabled: root.enabled; onActivated: root.explain() },
        Command { sequences: ["Ctrl+C", "Ctrl+Insert"]; keys: "Ctrl C"; text: qsTr("copy the figure with its definition"); enabled: root.enabled && root.canCopy; onActivated: root.copy() },
        Command { sequence: "V"; keys: "V"; text: qsTr("conversations behind this figure"); enabled: root.enabled; onActivated: root.conversationList() },
        Command { sequence: "Ctrl+F"; keys: "Ctrl F"; text: qsTr("search what was written"); enabled: root.enabled; onActivated: root.search() },
        Command { sequences: ["E", "Ctrl+S"]; keys: "E, Ctrl S"; text: qsTr("save what is shown"); enabled: root.enabled; onActivated: root.formList() },
        Command { sequence: "D"; keys: "D"; text: qsTr("theme: dark, light, high contrast"); enabled: root.enabled; onActivated: root.wall.stepTheme(1) },
        Command { sequences: ["F", "F11"]; keys: "F, F11"; text: qsTr("full screen"); enabled: root.enabled; onActivated: root.fullScreen() },
        Command { sequences: ["Ctrl+K", "/"]; keys: "Ctrl K, /"; text: qsTr("all commands (or touch the clock)"); enabled: root.enabled; onActivated: root.commandList() },
        Command { sequences: ["?", "Shift+?", "F1"]; keys: "?, F1"; text: qsTr("this help"); onActivated: root.help() },
        Command { sequence: "Esc"; keys: "Esc"; text: qsTr("close, leave full screen"); enabled: root.enabled; onActivated: root.leave() },
        Command { sequence: "Ctrl+Q"; keys: "Ctrl Q"; text: qsTr("quit"); onActivated: Qt.quit() }
    ]
}
