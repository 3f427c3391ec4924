import QtQuick
import Watchfloor

// Lies over a figure: a pointer that rests there, a long press, or Return while it has the focus shows how the figure
// came about. Which figure it is, `tile` and what follows say.
Item {
    id: root

    property Explanation explanation: null
    required property string tile
    required property string subject // what it explains, in words
    property string brand
    property string channel
    property int column: 0
    property string topic
    property HourChart chart: null // whose points can be touched, too
    property bool isChoosable: false // Return chooses it
    signal chosen

    // Of a chart the step under the pointer; below 0: there is none.
    readonly property int slot: hover.hovered ? slotAt(hover.point.position.x) : -1

    function explain(isHeld: bool) {
        explainAt(isHeld, -1);
    }
    function explainAt(isHeld: bool, x: real) {
        explanation?.ask(tile, brand, channel, column, mapToItem(null, 0, 0, width, height), isHeld, topic, slotAt(x));
    }
    function slotAt(x: real): int {
        return chart?.slotAt(x) ?? -1;
    }

    objectName: "figure"
    anchors.fill: parent
    activeFocusOnTab: explanation !== null

    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1: how it is computed").arg(subject)
    Accessible.ignored: explanation === null
    Accessible.onPressAction: explain(true)

    Keys.onReturnPressed: isChoosable ? chosen() : explain(true)
    Keys.onEnterPressed: isChoosable ? chosen() : explain(true)
    Keys.onSpacePressed: explain(true)
    onActiveFocusChanged: if (activeFocus && explanation?.isHeld) explain(true)

    HoverHandler {
        id: hover

        onHoveredChanged: if (!hovered) root.explanation?.leave()
    }

    Timer {
        interval: 700
        running: hover.hovered && Theme.isPointing
        onTriggered: root.explainAt(false, hover.point.position.x)
    }

    TapHandler {
        onLongPressed: root.explainAt(true, point.position.x)
        onDoubleTapped: point => root.explanation?.askConversations(root.tile, root.brand, root.channel, root.column, root.topic, root.slotAt(point.position.x))
    }

    FocusFrame {
        objectName: "focus"
        visible: root.activeFocus && Theme.isAttended
    }
}
