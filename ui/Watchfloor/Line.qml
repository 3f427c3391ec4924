import QtQuick
import Watchfloor

// One line of text, placed by its baseline, in arc minutes from the top of its parent.
Text {
    id: root

    property real cap: 16
    property real base: 0

    anchors.baseline: parent?.top
    anchors.baselineOffset: Theme.px(base)
    color: Theme.secondary
    font.family: Theme.family
    font.pixelSize: Theme.em(cap)
    textFormat: Text.PlainText
    renderType: Text.QtRendering
    maximumLineCount: 1
}
