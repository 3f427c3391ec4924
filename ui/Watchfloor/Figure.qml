import QtQuick
import Watchfloor

// Lies over a figure: a pointer that rests there, a long press, or Return while it has the focus shows how the figure
// came about. Which figure it is, `tile` and what follows say.
Item {
    id: root

    property Explanation explanation: null
    required property string tile
    property string brand
    property string channel
    property int column: 0
    property string topic
    property HourChart chart: null // whose points can be touched, too
    property bool isChoosable: false // Return chooses it
    signal chosen

    function explain(isHeld: bool) {
        explanation?.ask(tile, brand, channel, column, mapToItem(null, 0, 0, width, height), isHeld, topic);
    }

    objectName: "figure"
    anchors.fill: parent
    activeFocusOnTab: explanation !== null

    Accessible.role: Accessible.Button
    Accessible.name: qsTr("how it is computed")
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
        onTriggered: root.explain(false)
    }

    TapHandler {
        onLongPressed: root.explain(true)
        onDoubleTapped: point => root.explanation?.askConversations(root.tile, root.brand, root.channel, root.column, root.topic, root.chart?.slotAt(point.position.x) ?? -1)
    }

    FocusFrame {
        objectName: "focus"
        visible: root.activeFocus && Theme.isAttended
    }
}
