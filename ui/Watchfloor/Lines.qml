import QtQuick
import Watchfloor

// A text that takes as many lines as it needs.
Text {
    color: Theme.secondary
    font.family: Theme.family
    font.pixelSize: Theme.em(16)
    textFormat: Text.PlainText
    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    lineHeight: 0.8
}
