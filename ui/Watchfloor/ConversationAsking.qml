import QtQuick
import Watchfloor

// Asks for a text, and among what it is chosen: words, a name, a note, a reason. By keys and by touch.
Item {
    id: root

    property string question
    property list<string> choices
    property int choice: 0
    property bool isEmptyAllowed: false
    property string task // what for
    signal ended
    signal answered(string task, string text, int choice)

    function ask(task: string, question: string) {
        root.task = task, root.question = question, root.choices = [], root.isEmptyAllowed = false;
        typing.text = "", root.visible = true, typing.forceActiveFocus();
    }
    function leave() {
        root.visible = false, typing.focus = false;
        root.ended();
    }
    function answer() {
        if (typing.text.trim() === "" && !isEmptyAllowed) return typing.forceActiveFocus();
        root.leave();
        root.answered(root.task, typing.text, root.choice);
    }
    function step(by: int) {
        if (choices.length > 0) choice = (choice + by + choices.length) % choices.length;
    }

    visible: false
    implicitHeight: visible ? content.height + Theme.px(12) : 0

    Keys.onEscapePressed: leave()
    Keys.onUpPressed: step(-1)
    Keys.onDownPressed: step(1)
    Keys.onPressed: event => event.accepted = true // nothing else is done meanwhile

    Rectangle {
        anchors.fill: parent
        color: Theme.band
        radius: Theme.px(2)
    }

    Column {
        id: content

        x: Theme.at(Theme.px(10), this)
        y: Theme.px(6)
        width: parent.width - Theme.px(20)
        spacing: Theme.px(2)

        Lines {
            objectName: "question"
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            text: root.choices.length > 0 ? qsTr("%1 (↑ ↓ or a touch: another bucket). Why?").arg(root.question.arg(root.choices[root.choice])) : root.question

            TapHandler {
                onTapped: root.step(1)
            }
        }

        TextInput {
            id: typing

            objectName: "answer"
            width: parent.width
            color: Theme.primary
            font.family: Theme.family
            font.pixelSize: Theme.em(16)
            horizontalAlignment: Theme.isRightToLeft ? TextInput.AlignRight : TextInput.AlignLeft
            maximumLength: 1000
            clip: true
            Accessible.role: Accessible.EditableText
            Accessible.name: root.question
            onAccepted: root.answer()
        }

        PanelKeyBar {
            width: parent.width
            topPadding: Theme.px(4)
            fill: Theme.raised // apart from what it stands on
            prefix: "asking."
            keys: [
                PanelKey { keys: "↵"; text: qsTr("confirm"); onActivated: root.answer() },
                PanelKey { keys: "Esc"; text: qsTr("cancel"); onActivated: root.leave() }
            ]
        }
    }
}
