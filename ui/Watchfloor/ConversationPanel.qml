pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The conversations behind a number, over the board: a list, a conversation, its author's history, a search.
FocusScope {
    id: root

    required property ConversationBrowser browser
    property Item before: null // had the focus
    readonly property bool isConversation: browser.view === BrowserView.Conversation
    readonly property bool isList: browser.view === BrowserView.List
    readonly property bool isWide: width >= Theme.px(900)
    readonly property bool isTall: height >= Theme.px(420)
    readonly property real inset: Theme.px(20)
    readonly property int pageStep: Math.max(1, Math.floor(list.height / Theme.px(80)))

    function step(by: int) {
        browser.current = Math.max(0, Math.min(browser.current + by, list.count - 1));
        list.forceActiveFocus();
    }
    function search() { asking.ask("search", qsTr("Words to look for, \"a phrase\", or begin*")); }
    function assign() {
        asking.ask("assign", qsTr("Assign to (empty: to nobody)"));
        asking.isEmptyAllowed = true;
    }
    function move() {
        asking.ask("move", qsTr("Move to %1"));
        asking.choices = browser.buckets, asking.choice = (browser.bucket + 1) % browser.buckets.length;
    }
    function answer(task: string, text: string, choice: int) {
        if (task === "search") browser.search(text);
        else if (task === "assign") browser.assign(text);
        else task === "move" ? browser.move(choice, text) : browser.writeNote(text);
    }

    objectName: "conversations"
    visible: browser.isOpen
    onVisibleChanged: {
        asking.visible = false;
        if (visible) before = Window.activeFocusItem, list.forceActiveFocus();
        else focus = false, before?.forceActiveFocus();
    }

    Accessible.role: Accessible.Dialog
    Accessible.name: browser.title
    Accessible.description: browser.scope

    Keys.onPressed: event => keys.press(event)

    Connections {
        target: root.browser

        // What was being typed was for another one.
        function onViewChanged() {
            asking.visible = false;
            if (root.visible) list.forceActiveFocus();
        }
    }

    Binding {
        target: root.browser
        property: "room"
        value: list.room
    }

    Binding {
        target: root.browser
        property: "actsRoom"
        value: acts.room
    }

    // A touch goes no further.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onWheel: wheel => root.step(wheel.angleDelta.y < 0 ? 1 : -1)
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.raised
        radius: Theme.px(4)
        border.color: Theme.axis
        border.width: Math.max(2, Theme.px(1))
    }

    Column {
        id: head

        x: root.inset
        y: Theme.px(12)
        width: root.width - 2 * root.inset
        spacing: Theme.px(2)

        Item {
            width: parent.width
            height: Math.max(title.height, age.height)

            Lines {
                id: title

                objectName: "conversationsTitle"
                x: Theme.at(0, this)
                width: parent.width - age.width - Theme.px(20)
                font.pixelSize: Theme.em(20)
                horizontalAlignment: Text.AlignLeft
                color: Theme.primary
                text: root.browser.title
            }

            Lines {
                id: age

                objectName: "conversationsAge"
                x: Theme.at(parent.width - width, this)
                y: Theme.px(5)
                color: root.browser.isStale ? Theme.primary : Theme.muted
                text: root.browser.moreText === "" ? root.browser.ageText : root.browser.moreText + " · " + root.browser.ageText
            }
        }

        Lines {
            objectName: "conversationsScope"
            width: parent.width
            visible: root.isTall || !root.isConversation
            horizontalAlignment: Text.AlignLeft
            text: root.browser.scope
        }

        Lines {
            objectName: "conversationsProblem"
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignLeft
            color: Theme.primary
            text: root.browser.problem
        }

        Lines {
            objectName: "conversationsNote"
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignLeft
            color: Theme.muted
            text: root.browser.note
        }

        Item {
            width: 1
            height: Theme.px(4)
        }
    }

    ConversationList {
        id: list

        objectName: "conversationLines"
        x: Theme.at(root.inset, this)
        y: head.y + head.height + Theme.px(4)
        width: acts.visible && root.isWide ? root.width * 0.66 - root.inset : root.width - 2 * root.inset
        height: foot.y - y - Theme.px(6) - (acts.visible && !root.isWide ? acts.height : 0)
        focus: true
        lines: root.browser.lines
        current: root.browser.current
        isStale: root.browser.isStale
        isNarrow: !root.isWide
        whenTitle: root.isTall ? root.browser.whenTitle : ""
        nothingText: root.browser.nothingText
        onChosen: index => root.browser.current = index
        onOpened: root.browser.enter()
    }

    ConversationColumns {
        id: columns

        objectName: "conversationColumns"
        visible: root.isConversation && root.isWide && root.isTall && root.browser.fromText !== ""
        x: acts.x
        y: list.y
        width: acts.width
        browser: root.browser
        isStale: root.browser.isStale
    }

    ConversationList {
        id: acts

        objectName: "conversationActs"
        visible: root.isConversation && (root.isWide || root.isTall)
        x: Theme.at(root.isWide ? root.width * 0.66 + Theme.px(20) : root.inset, this)
        y: !root.isWide ? list.y + list.height : columns.visible ? list.y + columns.height + Theme.px(16) : list.y
        width: root.isWide ? root.width * 0.34 - Theme.px(20) - root.inset : root.width - 2 * root.inset
        height: root.isWide ? list.y + list.height - y : root.height * 0.25
        lines: root.browser.acts
        isStale: root.browser.isStale
        isNarrow: true
        whenTitle: qsTr("What was done, the newest first")
        nothingText: acts.count === 0 ? qsTr("nothing yet") : ""
    }

    Column {
        id: foot

        x: root.inset
        y: root.height - height - Theme.px(12)
        width: root.width - 2 * root.inset
        spacing: Theme.px(6)

        Lines {
            objectName: "conversationsSaid"
            width: parent.width
            visible: text !== ""
            horizontalAlignment: Text.AlignLeft
            color: Theme.primary
            text: root.browser.said
        }

        ConversationAsking {
            id: asking

            objectName: "conversationsAsking"
            width: parent.width
            onEnded: list.forceActiveFocus()
            onAnswered: (task, text, choice) => root.answer(task, text, choice)
        }

        Lines {
            objectName: "conversationsReadOnly"
            width: parent.width
            visible: root.isConversation && root.isTall && root.browser.actor === ""
            horizontalAlignment: Text.AlignLeft
            color: Theme.muted
            text: qsTr("This wall is read only. Whoever is to act starts it with --as NAME, or writes operator = \"NAME\" into its configuration.")
        }

        ConversationKeys {
            id: keys

            objectName: "conversationKeys"
            width: parent.width
            visible: !asking.visible // it has keys of its own
            browser: root.browser
            isBrief: !root.isTall
            onStepped: by => root.step(by)
            onPaged: by => root.step(by * root.pageStep)
            onSearched: root.search()
            onAssigned: root.assign()
            onMoved: root.move()
            onNoted: asking.ask("note", qsTr("Note"))
        }
    }
}
