pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// Lines of conversations, messages or acts under a heading, as many as have room whole.
FocusScope {
    id: root

    required property ConversationLines lines
    required property string whenTitle
    required property string nothingText
    property int current: -1 // below 0: there is none
    property bool isStale: false
    property bool isNarrow: false
    readonly property int count: view.count
    readonly property real start: whenTitle === "" ? 0 : heading.height + Theme.px(4)
    // For the text of a line, arc minutes, below who wrote it and what is said of it.
    readonly property size room: Qt.size((width - Theme.px(isNarrow ? 30 : 182)) / Theme.u, (height - start) / Theme.u - 135)
    signal chosen(int index)
    signal opened

    Lines {
        id: heading

        objectName: "heading"
        x: Theme.at(Theme.px(14), this)
        width: parent.width - Theme.px(14)
        horizontalAlignment: Text.AlignLeft
        color: Theme.muted
        text: root.whenTitle
    }

    Lines {
        objectName: "nothing"
        x: Theme.at(Theme.px(14), this)
        y: root.start + Theme.px(4)
        width: parent.width - Theme.px(14)
        visible: text !== ""
        horizontalAlignment: Text.AlignLeft
        text: root.nothingText
    }

    ListView {
        id: view

        anchors.fill: parent
        anchors.topMargin: root.start
        focus: true
        clip: true
        keyNavigationEnabled: false
        highlightMoveDuration: 0
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: root.current
        model: root.lines
        onHeightChanged: laidOut.restart()
        onContentHeightChanged: laidOut.restart()

        Accessible.role: Accessible.List
        Accessible.name: root.whenTitle

        // What is looked at stays in sight, however much room there is.
        Timer {
            id: laidOut

            interval: 0
            onTriggered: if (view.currentIndex >= 0) view.positionViewAtIndex(view.currentIndex, ListView.Contain)
        }

        delegate: ConversationRow {
            isCurrent: index === root.current
            isStale: root.isStale
            isNarrow: root.isNarrow
            onChosen: root.chosen(index)
            onOpened: root.opened()
        }
    }
}
