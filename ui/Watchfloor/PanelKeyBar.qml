pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A panel's keys as buttons, in as many lines as they need.
Flow {
    id: root

    required property list<PanelKey> keys
    property bool isBrief: false
    property color fill: Theme.band
    property string prefix: "key." // of the buttons' names

    function press(event: var) {
        const found = Array.from(keys).find(key => key.matches(event));
        if (found) event.accepted = true, found.activated();
    }

    spacing: Theme.px(6)

    Repeater {
        model: root.keys

        Rectangle {
            id: button

            required property PanelKey modelData

            objectName: root.prefix + modelData.keys
            visible: modelData.text !== "" && modelData.enabled && (modelData.isMain || !root.isBrief)
            width: sign.width + name.width + Theme.px(28)
            height: Theme.px(30)
            radius: Theme.px(2)
            color: hover.hovered && Theme.isPointing ? Theme.bandFar : root.fill
            border.color: activeFocus ? Theme.primary : "transparent"
            border.width: Math.max(2, Theme.px(1.5))
            activeFocusOnTab: true

            Accessible.role: Accessible.Button
            Accessible.name: modelData.text
            Accessible.onPressAction: modelData.activated()

            Keys.onReturnPressed: modelData.activated()
            Keys.onEnterPressed: modelData.activated()
            Keys.onSpacePressed: modelData.activated()

            Line {
                id: sign

                x: Theme.at(Theme.px(10), this)
                base: 22
                color: Theme.primary
                text: button.modelData.keys
            }

            Line {
                id: name

                x: Theme.at(sign.width + Theme.px(18), this)
                base: 22
                text: button.modelData.text
            }

            HoverHandler {
                id: hover

                cursorShape: Qt.PointingHandCursor
            }

            TapHandler {
                onTapped: button.modelData.activated()
            }
        }
    }
}
