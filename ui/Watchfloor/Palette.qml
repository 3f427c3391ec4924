import QtQuick
import Watchfloor

// Everything that the wall can do now, and show, by name: type a part of it.
Chooser {
    id: root

    required property WallModel wall
    required property WallKeys keys
    property list<Command> offered // that could be run when it was opened

    function openAll() {
        const boards = Array.from(wall.boards, name => qsTr("board: %1").arg(name)), themes = Array.from(wall.themes, name => qsTr("theme: %1").arg(name));
        root.offered = Array.from(keys.commands).filter(command => command.enabled);
        const all = Array.from(offered, command => command.text).concat(boards, themes);
        open(qsTr("Commands"), all, all, 0);
    }
    function run(index: int) {
        const boards = wall.boards.length, board = index - offered.length, theme = board - boards;
        if (board >= 0) theme >= 0 ? wall.chooseTheme(theme) : wall.chooseBoard(wall.boards[board]);
        else if (offered[index].enabled) offered[index].activated();
    }

    objectName: "palette"
    onChosen: index => run(index)
}
