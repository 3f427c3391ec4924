import QtQuick
import Watchfloor

// Everything that the wall can do and show, by name: type a part of it.
Chooser {
    id: root

    required property WallModel wall
    required property WallKeys keys

    function openAll() {
        const boards = Array.from(wall.boards, name => qsTr("board: %1").arg(name)), themes = Array.from(wall.themes, name => qsTr("theme: %1").arg(name));
        const all = Array.from(keys.commands, command => command.text).concat(boards, themes);
        open(qsTr("Commands"), all, all, 0);
    }
    function run(index: int) {
        const boards = wall.boards.length, board = index - keys.commands.length, theme = board - boards;
        theme >= 0 ? wall.chooseTheme(theme) : board >= 0 ? wall.chooseBoard(wall.boards[board]) : keys.commands[index].activated();
    }

    objectName: "palette"
    onChosen: index => run(index)
}
