pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A list to choose from by touch, mouse or keyboard, over the wall; what is typed leaves those that contain it. It
// stays as it was when it was opened.
Rectangle {
    id: root

    property string title
    property list<string> options
    property list<string> names // what the options stand for
    property int current: 0 // of those that match
    property real widest: 0 // of the options seen so far
    property Item before: null // had the focus
    readonly property string typed: typing.text.trim().toLowerCase()
    readonly property list<int> matches: Array.from(options, (option, index) => index).filter(index => options[index].toLowerCase().includes(typed))
    signal chosen(int index, string name)

    function open(title: string, options: list<string>, names: list<string>, current: int) {
        root.title = title, root.options = options, root.names = names, typing.text = "", root.current = current;
        if (!root.visible) root.before = Window.activeFocusItem;
        root.visible = true, typing.forceActiveFocus();
    }

    function close(index: int) {
        root.visible = false;
        root.before?.forceActiveFocus();
        if (index >= 0) root.chosen(index, root.names[index]);
    }

    visible: false
    onVisibleChanged: if (!visible) typing.focus = false // or it would go on taking keys
    color: Theme.raised
    radius: Theme.px(4)
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))
    width: Math.min(Math.max(Theme.px(400), widest + Theme.px(32)), parent?.width ?? 0)
    height: Math.min(parent?.height ?? 0, Theme.px(60 + 44 * options.length))

    Accessible.role: Accessible.List
    Accessible.name: root.title

    Keys.onEscapePressed: close(-1)
    Keys.onDownPressed: current = Math.min(current + 1, matches.length - 1)
    Keys.onUpPressed: current = Math.max(current - 1, 0)

    // A touch beside the options goes no further.
    MouseArea {
        anchors.fill: parent
    }

    Line {
        x: Theme.at(Theme.px(16), this)
        base: 34
        color: Theme.muted
        text: root.title
    }

    // What is typed stands where the title ends.
    TextInput {
        id: typing

        objectName: "typing"
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(16)
        y: Theme.px(10)
        width: Math.min(contentWidth + Theme.px(4), parent.width / 2)
        color: Theme.primary
        font.family: Theme.family
        font.pixelSize: Theme.em(16)
        clip: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.title
        onTextEdited: root.current = 0
        onAccepted: if (root.matches.length > 0) root.close(root.matches[root.current])
    }

    ListView {
        anchors.fill: parent
        anchors.topMargin: Theme.px(50)
        anchors.bottomMargin: Theme.px(10)
        clip: true
        highlightMoveDuration: 0
        currentIndex: root.current
        model: root.matches

        delegate: Rectangle {
            id: option

            objectName: "option." + index

            required property int modelData
            required property int index

            width: ListView.view.width
            height: Theme.px(44)
            color: index === root.current ? Theme.bandFar : "transparent"

            Accessible.role: Accessible.ListItem
            Accessible.name: line.text
            Accessible.selectable: true
            Accessible.selected: index === root.current
            Accessible.onPressAction: root.close(modelData)

            Line {
                id: line

                x: Theme.at(Theme.px(16), this)
                base: 32
                cap: 20
                color: Theme.primary
                text: root.options[option.modelData] ?? ""
                onWidthChanged: root.widest = Math.max(root.widest, width)
            }

            MouseArea {
                anchors.fill: parent
                onClicked: root.close(option.modelData)
            }
        }
    }
}
