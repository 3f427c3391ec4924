pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// The window: a board, and what is laid over it.
Window {
    id: root

    required property WallModel wall
    required property Viewing viewing
    required property Exporter exporter
    property bool isStill: false // no motion, for pictures
    property bool isPointing: true // somebody moves the pointer
    property bool isAttended: true // somebody is there: has touched it in the last minute

    readonly property list<Item> panels: [boards, brands, channels, windows, forms, everything, help] // at most one of them is open
    readonly property bool isChoosing: boards.visible || brands.visible || channels.visible || windows.visible || forms.visible || everything.visible || conversations.visible
    readonly property bool hasPanel: isChoosing || help.visible // the conversations, too
    readonly property Figure figure: activeFocusItem as Figure // that has the focus
    property bool wasExplained: false // a figure was, when the palette took its place

    function closeOthers() {
        for (let i = 0; i < panels.length; ++i) panels[i].visible = false;
        wall.explanation.close();
    }
    function closePanels() {
        closeOthers();
        wall.conversations.close();
    }
    function openConversations() { wall.openConversations(figure?.tile ?? "", figure?.brand ?? "", figure?.channel ?? "", figure?.column ?? 0, figure?.topic ?? "", figure?.slot ?? -1); }
    function search() {
        openConversations();
        conversations.search();
    }
    function explain() {
        if (!figure) board.focusFirst();
        figure?.explain(true);
    }
    // It is shown, so that what was copied can be seen.
    function copy() {
        if (!wall.explanation.isOpen) wasExplained ? wall.explanation.askAgain() : figure?.explain(true);
        wall.explanation.copy();
    }
    function leave() {
        exporter.dismiss();
        const isOpen = help.visible || wall.explanation.isOpen;
        isOpen ? closePanels() : showNormal();
    }
    function openPalette() {
        wasExplained = wall.explanation.isOpen;
        closePanels();
        everything.openAll();
    }
    function openBoards() { closePanels(); boards.open(qsTr("Board"), wall.boards, wall.boards, wall.boardIndex); }
    function openBrands() { closePanels(); brands.open(qsTr("Brand"), wall.brands, wall.brandNames, wall.brandIndex); }
    function openChannels() { closePanels(); channels.open(qsTr("Channel"), wall.channels, wall.channelNames, wall.channelIndex); }
    function openWindows() { closePanels(); windows.open(qsTr("Window"), wall.windows, wall.windows, wall.windowIndex); }
    function openForms() { closePanels(); forms.open(qsTr("Save as"), exporter.forms, exporter.forms, 0); }

    width: 1920
    height: 1080
    color: Theme.ground
    title: qsTr("Watchfloor")

    LayoutMirroring.enabled: Theme.isRightToLeft
    LayoutMirroring.childrenInherit: true

    onFrameSwapped: rest.restart()
    onIsAttendedChanged: if (!isAttended && wall) closePanels()
    onWidthChanged: viewing?.setPixels(width, height)
    onHeightChanged: viewing?.setPixels(width, height)

    ThemeOfWall {
        wall: root.wall
        u: root.viewing.u
        isStill: root.isStill
        isPointing: root.isPointing
        isAttended: root.isAttended
    }

    // When the palette's command has run.
    Timer {
        id: forget

        interval: 0
        onTriggered: root.wasExplained = false
    }

    // Garbage is collected while nothing is drawn, and so often that it never has to be in the midst of a frame.
    Timer {
        id: rest

        property int count: 0

        interval: 20 // longer than a step of an animation
        onTriggered: {
            if (++count % 10 === 0) gc();
            if (count % 300 === 0) root.wall.tidy();
        }
    }

    Binding {
        target: root.wall
        property: "isAttended"
        value: root.isAttended || root.hasPanel || root.wall.explanation.isHeld
    }

    Binding {
        target: root.wall.scene
        property: "wallClass"
        value: root.viewing.wallClass
    }

    // It drifts by whole pixels, within its margin.
    Board {
        id: board

        anchors.fill: parent
        anchors.margins: Theme.margin
        anchors.bottomMargin: Theme.margin + (timeBar.visible ? timeBar.height + Theme.gap : 0)
        transform: Translate {
            x: Math.round(Theme.px(root.wall.drift.x))
            y: Math.round(Theme.px(root.wall.drift.y))
        }
        enabled: !root.hasPanel
        wall: root.wall
        warning: root.viewing.warning
        onBrandTapped: root.openBrands()
        onChannelTapped: root.openChannels()
        onWindowTapped: root.openWindows()
        onClockTapped: root.openPalette()
    }

    TimeBar {
        id: timeBar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        enabled: !root.hasPanel
        past: root.wall.past
        room: root.height
    }

    // A recording is framed: nothing in it is the present.
    Rectangle {
        objectName: "replayFrame"
        anchors.fill: parent
        visible: root.wall.isReplay
        color: "transparent"
        border.color: Theme.primary
        border.width: Theme.px(5)
    }

    WallKeys {
        id: wallKeys

        wall: root.wall
        enabled: !root.isChoosing
        canCopy: root.wall.explanation.isOpen || root.wasExplained || root.figure !== null
        isReading: explained.canScroll
        onRead: by => explained.scroll(by)
        onHelp: {
            const opens = !help.visible;
            root.closePanels();
            help.visible = opens;
        }
        onCommandList: root.openPalette()
        onExplain: root.explain()
        onCopy: root.copy()
        onLeave: root.leave()
        onFullScreen: root.visibility === Window.FullScreen ? root.showNormal() : root.showFullScreen()
        onBoardList: root.openBoards()
        onBrandList: root.openBrands()
        onChannelList: root.openChannels()
        onWindowList: root.openWindows()
        onConversationList: root.openConversations()
        onSearch: root.search()
        onFormList: root.openForms()
    }

    // Beneath an open panel nothing can be touched (the boards are not enabled then); a touch beside it closes it.
    MouseArea {
        objectName: "beneath"
        anchors.fill: parent
        visible: root.hasPanel
        hoverEnabled: true
        onClicked: root.closePanels()
    }

    // A touch beside what is explained closes it, and does all else that it does there. It hears of those within, too.
    Item {
        id: beside

        anchors.fill: parent
        visible: root.wall.explanation.isHeld

        TapHandler {
            onTapped: point => {
                if (!explained.contains(beside.mapToItem(explained, point.position))) root.wall.explanation.close();
            }
        }
    }

    Explained {
        id: explained

        explanation: root.wall.explanation
        onConversationsAsked: root.wall.openConversations("", "", "", 0, "")
    }

    ConversationPanel {
        id: conversations

        anchors.fill: parent
        anchors.margins: Theme.margin / 2 // all of the board, which drifts
        browser: root.wall.conversations
        onVisibleChanged: if (visible) root.closeOthers()
    }

    Chooser {
        id: boards

        objectName: "boardChooser"
        anchors.centerIn: parent
        onChosen: (index, name) => root.wall.chooseBoard(name)
    }

    Chooser {
        id: brands

        objectName: "brandChooser"
        anchors.centerIn: parent
        onChosen: (index, name) => root.wall.chooseBrand(name)
    }

    Chooser {
        id: channels

        objectName: "channelChooser"
        anchors.centerIn: parent
        onChosen: (index, name) => root.wall.chooseChannel(name)
    }

    Chooser {
        id: windows

        objectName: "windowChooser"
        anchors.centerIn: parent
        onChosen: index => root.wall.chooseWindow(index)
    }

    Chooser {
        id: forms

        objectName: "formChooser"
        anchors.centerIn: parent
        onChosen: form => root.exporter.save(root, form)
    }

    Palette {
        id: everything

        anchors.centerIn: parent
        wall: root.wall
        keys: wallKeys
        onVisibleChanged: if (!visible) forget.restart()
    }

    Help {
        id: help

        anchors.centerIn: parent
        wall: root.wall
        keys: wallKeys
    }

    Saved {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin * 2
        exporter: root.exporter
    }

    Identity {
        anchors.centerIn: parent
        text: root.wall.identity
    }

    // The night is for other eyes.
    Rectangle {
        objectName: "night"
        anchors.fill: parent
        visible: root.wall.isNight
        color: "black"
        opacity: 0.4
    }
}
