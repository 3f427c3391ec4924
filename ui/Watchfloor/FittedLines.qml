import QtQuick
import Watchfloor

// A text as wide as it needs to be; where it has no room, it takes further lines.
Lines {
    id: root

    property real room: Infinity

    // Lines are broken by other, finer metrics than these.
    width: Math.min(room, Math.ceil(metrics.advanceWidth * 1.03) + 2)
    horizontalAlignment: Text.AlignLeft

    TextMetrics {
        id: metrics

        font: root.font
        text: root.text
    }
}
