import QtQuick
import Watchfloor

// A text of the board's own.
TileGround {
    id: root

    required property NoteTile modelData

    objectName: "text." + modelData.objectName
    area: modelData.area

    Accessible.role: Accessible.StaticText
    Accessible.name: modelData.title === "" ? modelData.text : modelData.title
    Accessible.description: modelData.text

    Line {
        objectName: "title"
        x: Theme.at(Theme.padding + Theme.px(3), this)
        base: 26
        color: Theme.muted
        text: root.modelData.title
    }

    Lines {
        objectName: "text"
        x: Theme.at(Theme.padding + Theme.px(3), this)
        y: Theme.px(root.modelData.title === "" ? 10 : 36)
        width: parent.width - 2 * Theme.padding - Theme.px(3)
        color: Theme.primary
        lineHeight: 0.9
        font.pixelSize: Theme.em(root.modelData.cap)
        text: root.modelData.text
    }
}
