pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A list to choose from by touch, mouse or keyboard, over the wall. It stays as it was when it was opened.
Rectangle {
    id: root

    property string title
    property list<string> options
    property list<string> names // what the options stand for
    property int current: 0
    property real widest: 0 // of the options seen so far
    signal chosen(int index, string name)

    function open(title: string, options: list<string>, names: list<string>, current: int) {
        root.title = title, root.options = options, root.names = names, root.current = current;
        root.visible = true, root.forceActiveFocus();
    }

    function close(index: int) {
        root.visible = false;
        if (index >= 0) root.chosen(index, root.names[index]);
    }

    visible: false
    color: Theme.raised
    radius: Theme.px(4)
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))
    width: Math.max(Theme.px(400), widest + Theme.px(32))
    height: Math.min(parent?.height ?? 0, Theme.px(60 + 44 * options.length))

    Keys.onEscapePressed: close(-1)
    Keys.onReturnPressed: close(current)
    Keys.onEnterPressed: close(current)
    Keys.onDownPressed: current = Math.min(current + 1, options.length - 1)
    Keys.onUpPressed: current = Math.max(current - 1, 0)

    // A touch beside the options goes no further.
    MouseArea {
        anchors.fill: parent
    }

    Line {
        x: Theme.px(16)
        base: 34
        color: Theme.muted
        text: root.title
    }

    ListView {
        anchors.fill: parent
        anchors.topMargin: Theme.px(50)
        anchors.bottomMargin: Theme.px(10)
        clip: true
        highlightMoveDuration: 0
        currentIndex: root.current
        model: root.options

        delegate: Rectangle {
            id: option

            objectName: "option." + index

            required property string modelData
            required property int index

            width: ListView.view.width
            height: Theme.px(44)
            color: index === root.current ? Theme.bandFar : "transparent"

            Line {
                x: Theme.px(16)
                base: 32
                cap: 20
                color: Theme.primary
                text: option.modelData
                onWidthChanged: root.widest = Math.max(root.widest, width)
            }

            MouseArea {
                anchors.fill: parent
                onClicked: root.close(option.index)
            }
        }
    }
}
