pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// Every key, and why there is no connection when there is none. What has no room is reached by scrolling.
Rectangle {
    id: root

    required property WallModel wall
    required property WallKeys keys
    readonly property int entries: {
        let n = 0;
        for (let i = 0; i < keys.commands.length; ++i) n += keys.commands[i].isCounterpart ? 0 : 1;
        return n;
    }
    readonly property int columns: width < Theme.px(900) ? 1 : 2

    // "Ctrl ←, →"
    function together(first: string, second: string): string {
        const last = second.lastIndexOf(" ") + 1;
        return first + ", " + (last > 0 && first.startsWith(second.slice(0, last)) ? second.slice(last) : second);
    }

    objectName: "help"
    visible: false
    color: Theme.raised
    radius: Theme.px(4)
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))
    width: Math.min(Theme.px(1120), parent?.width ?? 0)
    height: Math.min(content.implicitHeight + Theme.px(56), parent?.height ?? 0)

    Keys.onDownPressed: scroll.flick(0, -Theme.px(900))
    Keys.onUpPressed: scroll.flick(0, Theme.px(900))

    MouseArea {
        anchors.fill: parent
        onClicked: root.visible = false
    }

    Line {
        x: Theme.at(Theme.px(20), this)
        base: 36
        cap: 20
        color: Theme.primary
        text: qsTr("Keys")
    }

    Flickable {
        id: scroll

        objectName: "helpScroll"
        anchors.fill: parent
        anchors.topMargin: Theme.px(48)
        anchors.bottomMargin: Theme.px(8)
        anchors.leftMargin: Theme.px(20)
        anchors.rightMargin: Theme.px(20)
        contentHeight: content.implicitHeight
        clip: true

        MouseArea {
            width: parent.width
            height: Math.max(scroll.height, content.implicitHeight)
            onClicked: root.visible = false
        }

        Column {
            id: content

            width: parent.width
            spacing: Theme.px(6)

            Grid {
                flow: Grid.TopToBottom
                rows: Math.ceil(root.entries / root.columns)

                Repeater {
                    model: root.keys.commands

                    Item {
                        id: entry

                        required property Command modelData
                        readonly property Command other: modelData.counterpart

                        objectName: "helpEntry"
                        visible: !modelData.isCounterpart
                        width: content.width / root.columns
                        height: Math.max(sequence.height, effect.height)

                        Lines {
                            id: sequence

                            objectName: "keys"
                            x: Theme.at(0, this)
                            width: Theme.px(110)
                            color: Theme.primary
                            horizontalAlignment: Text.AlignLeft
                            text: entry.other ? root.together(entry.modelData.keys, entry.other.keys) : entry.modelData.keys
                        }

                        Lines {
                            id: effect

                            objectName: "effect"
                            x: Theme.at(Theme.px(116), this)
                            width: entry.width - Theme.px(122)
                            text: entry.other ? entry.modelData.text + ", " + entry.other.text : entry.modelData.text
                        }
                    }
                }
            }

            Lines {
                objectName: "about"
                width: parent.width
                color: Theme.muted
                lineHeight: 1
                text: qsTr("Tab and Return, a long press, or a pointer that rests: how a figure is computed")
            }

            Lines {
                width: parent.width
                color: Theme.primary
                lineHeight: 1
                text: root.wall.problem === "" ? root.wall.definitionText : root.wall.problem + "\n" + root.wall.definitionText
            }
        }
    }
}
