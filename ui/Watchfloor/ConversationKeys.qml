import QtQuick
import Watchfloor

// What can be done with conversations, where somebody stands among them.
PanelKeyBar {
    id: root

    required property ConversationBrowser browser
    readonly property bool isConversation: browser.view === BrowserView.Conversation
    readonly property bool isList: browser.view === BrowserView.List
    signal stepped(int by)
    signal paged(int by)
    signal searched
    signal assigned
    signal moved
    signal noted

    keys: [
        PanelKey { key: Qt.Key_Down; onActivated: root.stepped(1) },
        PanelKey { key: Qt.Key_Up; onActivated: root.stepped(-1) },
        PanelKey { key: Qt.Key_PageDown; onActivated: root.paged(1) },
        PanelKey { key: Qt.Key_PageUp; onActivated: root.paged(-1) },
        PanelKey { key: Qt.Key_Home; onActivated: root.stepped(-100000) },
        PanelKey { key: Qt.Key_End; onActivated: root.stepped(100000) },
        PanelKey { key: Qt.Key_F; modifiers: Qt.ControlModifier; onActivated: root.searched() },
        PanelKey { key: Qt.Key_Return; alsoKey: Qt.Key_Enter; isMain: true; keys: "↵"; text: root.isConversation ? qsTr("its author") : qsTr("open it"); onActivated: root.browser.enter() },
        PanelKey { key: Qt.Key_Escape; isMain: true; keys: "Esc"; text: qsTr("back"); onActivated: root.browser.back() },
        PanelKey { key: Qt.Key_Slash; isMain: true; keys: "/"; text: qsTr("search"); onActivated: root.searched() },
        PanelKey { key: Qt.Key_O; keys: "O"; text: qsTr("other order"); enabled: root.isList; onActivated: root.browser.toggleOrder() },
        PanelKey { key: Qt.Key_B; keys: "B"; text: qsTr("other bucket"); enabled: root.isList; onActivated: root.browser.stepBucket() },
        PanelKey { key: Qt.Key_A; modifiers: Qt.ShiftModifier; keys: "Shift A"; text: qsTr("assign"); enabled: root.browser.canAct; onActivated: root.assigned() },
        PanelKey { key: Qt.Key_A; keys: "A"; text: qsTr("assign to %1").arg(root.browser.actor); enabled: root.browser.canAct; onActivated: root.browser.assign(root.browser.actor) },
        PanelKey { key: Qt.Key_K; keys: "K"; text: qsTr("acknowledge"); enabled: root.browser.canAct; onActivated: root.browser.handle("acknowledged") },
        PanelKey { key: Qt.Key_E; keys: "E"; text: qsTr("escalate"); enabled: root.browser.canAct; onActivated: root.browser.handle("escalated") },
        PanelKey { key: Qt.Key_R; keys: "R"; text: qsTr("resolve"); enabled: root.browser.canAct; onActivated: root.browser.handle("resolved") },
        PanelKey { key: Qt.Key_M; keys: "M"; text: qsTr("move"); enabled: root.browser.canAct; onActivated: root.moved() },
        PanelKey { key: Qt.Key_N; keys: "N"; text: qsTr("note"); enabled: root.browser.canAct; onActivated: root.noted() },
        PanelKey { key: Qt.Key_Minus; keys: "−"; text: qsTr("negative"); enabled: root.browser.canCorrect; onActivated: root.browser.correct(-1) },
        PanelKey { key: Qt.Key_0; keys: "0"; text: qsTr("neutral"); enabled: root.browser.canCorrect; onActivated: root.browser.correct(0) },
        PanelKey { key: Qt.Key_Plus; alsoKey: Qt.Key_Equal; keys: "+"; text: qsTr("positive"); enabled: root.browser.canCorrect; onActivated: root.browser.correct(1) },
        PanelKey { key: Qt.Key_U; keys: "U"; text: qsTr("take back"); enabled: root.browser.canUndo; onActivated: root.browser.undo() }
    ]
}
