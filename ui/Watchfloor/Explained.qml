pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// How a figure came about, beside it: its parts, window, age, sources and definition.
Rectangle {
    id: root

    required property Explanation explanation
    readonly property rect figure: explanation.area
    readonly property bool isLeft: figure.x + figure.width / 2 > (parent?.width ?? 0) / 2
    readonly property real nameSpace: Theme.px(130)
    readonly property bool canScroll: explanation.isHeld && scroller.contentHeight > scroller.height
    signal conversationsAsked

    // By so many of its heights.
    function scroll(by: real) { scroller.contentY = Math.max(0, Math.min(scroller.contentY + by * scroller.height, scroller.contentHeight - scroller.height)); }

    objectName: "explained"
    visible: explanation.isOpen
    x: isLeft ? Math.max(0, Math.min(figure.x, parent.width) - width - Theme.px(6)) : Math.min(figure.x + figure.width + Theme.px(6), (parent?.width ?? 0) - width)
    y: Math.max(0, Math.min(figure.y, (parent?.height ?? 0) - height))
    width: Math.min(Theme.px(560), parent?.width ?? 0)
    height: Math.min(facts.implicitHeight + Theme.px(112), parent?.height ?? 0)
    color: Theme.raised
    radius: Theme.px(4)
    border.color: Theme.axis
    border.width: Math.max(2, Theme.px(1))

    Accessible.role: Accessible.ToolTip
    Accessible.name: explanation.title
    Accessible.description: explanation.plainText

    // A touch goes no further.
    MouseArea {
        anchors.fill: parent
        onClicked: root.explanation.copy()
    }

    Line {
        objectName: "explainedTitle"
        x: Theme.at(Theme.px(16), this)
        base: 32
        cap: 20
        color: Theme.primary
        text: root.explanation.title
    }

    Flickable {
        id: scroller

        objectName: "explainedScroll"
        anchors.fill: parent
        anchors.topMargin: Theme.px(44)
        anchors.bottomMargin: Theme.px(66)
        anchors.leftMargin: Theme.px(16)
        anchors.rightMargin: Theme.px(16)
        contentHeight: facts.implicitHeight
        clip: true
        interactive: root.explanation.isHeld

        Connections {
            target: root.explanation

            function onAskedAnew() { scroller.contentY = 0; }
        }


        MouseArea {
            width: parent.width
            height: facts.height
            onClicked: root.explanation.copy()
        }

        Column {
            id: facts

            width: parent.width

            Repeater {
                model: root.explanation.names

                Item {
                    id: fact

                    required property string modelData
                    required property int index

                    width: facts.width
                    height: text.height + Theme.px(4)

                    Lines {
                        objectName: "factName"
                        x: Theme.at(0, this)
                        width: root.nameSpace - Theme.px(10)
                        color: Theme.muted
                        text: fact.modelData
                    }

                    Lines {
                        id: text

                        objectName: "factText"
                        x: Theme.at(root.nameSpace, this)
                        width: fact.width - root.nameSpace
                        color: Theme.primary
                        horizontalAlignment: Text.AlignLeft
                        text: root.explanation.texts[fact.index] ?? ""
                    }
                }
            }
        }
    }

    // Where in it somebody reads.
    Rectangle {
        visible: root.canScroll
        x: Theme.at(root.width - Theme.px(9), this)
        y: scroller.y + scroller.visibleArea.yPosition * scroller.height
        width: Theme.px(3)
        height: scroller.visibleArea.heightRatio * scroller.height
        color: Theme.axis
    }

    // As large as a finger.
    Item {
        objectName: "explainedClose"
        visible: root.explanation.isHeld
        x: Theme.at(root.width - width, this)
        width: Math.max(44, Theme.px(44))
        height: width

        Accessible.role: Accessible.Button
        Accessible.name: qsTr("close")
        Accessible.onPressAction: root.explanation.close()

        Glyph {
            anchors.centerIn: parent
            width: Theme.px(18)
            height: width
            shape: GlyphShape.Cross
            color: Theme.primary
        }

        MouseArea {
            anchors.fill: parent
            onClicked: root.explanation.close()
        }
    }

    Line {
        objectName: "copyHint"
        x: Theme.at(Theme.px(16), this)
        base: root.height / Theme.u - 40
        color: Theme.muted
        text: root.explanation.isCopied ? qsTr("copied") : root.explanation.isHeld ? qsTr("Ctrl C or a touch copies it, Esc closes") : qsTr("Ctrl C copies it")
    }

    Line {
        objectName: "conversationsHint"
        x: Theme.at(Theme.px(16), this)
        base: root.height / Theme.u - 10
        text: qsTr("V or a touch here: the conversations behind it")

        Accessible.role: Accessible.Button
        Accessible.name: text
        Accessible.onPressAction: root.conversationsAsked()

        MouseArea {
            anchors.fill: parent
            onClicked: root.conversationsAsked()
        }
    }
}
