pragma ComponentBehavior: Bound

import QtQuick
import Watchfloor

// A row for each brand, channel or queue: a name, its figures at the right, and a bar between them when it has one.
TileGround {
    id: root

    required property RowsModel modelData
    property Explanation explanation: null
    readonly property RowsModel rows: modelData
    readonly property bool isPast: rows.condition > TileState.Late
    readonly property real firstTop: rows.headings.length > 0 ? 66 : 40
    readonly property real inset: Theme.padding + Theme.px(3)

    objectName: "rows." + rows.key
    area: rows.area

    Accessible.role: Accessible.Table
    Accessible.name: rows.title

    Line {
        id: title

        objectName: "title"
        x: Theme.at(root.inset, this)
        base: 26
        text: root.rows.title
    }

    Line {
        id: basis

        readonly property real room: root.width - root.inset - title.width - Theme.px(40)

        objectName: "basis"
        anchors.right: sign.left
        anchors.rightMargin: Theme.px(8)
        base: 26
        color: text === root.rows.problem ? Theme.primary : Theme.muted
        text: root.isPast ? root.rows.problem : root.rows.basis
        visible: implicitWidth < room
    }

    Glyph {
        id: sign

        objectName: "sign"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        y: Theme.px(10)
        width: Theme.px(16)
        height: Theme.px(16)
        shape: root.rows.shape
        color: root.isPast ? Theme.primary : Theme.muted
    }

    Repeater {
        model: root.rows.headings

        Line {
            required property string modelData
            required property int index

            objectName: "heading"
            x: Theme.at(Theme.px(root.rows.edges[index] ?? 0) - width, this)
            base: 54
            color: Theme.muted
            text: modelData
        }
    }

    Repeater {
        model: root.rows

        Item {
            id: row

            required property int index
            required property string rowName
            required property list<string> texts
            required property list<real> parts
            required property bool isPast
            required property int unsure // a bit a column
            required property bool isChosen
            required property string spoken
            required property string brand
            required property string channel
            required property int nameLines
            required property real rowTop
            readonly property bool isOld: root.isPast || isPast
            readonly property bool isMuted: isOld || (unsure & 1) !== 0
            readonly property real more: (nameLines - 1) * root.rows.nameTall // for lines of its name
            readonly property real below: root.rows.isStacked ? root.rows.cap + 10 : 0
            readonly property real base: (root.rows.pitch + root.rows.cap - below) / 2
            readonly property real line: root.rows.isStacked ? below + more : 0 // from the name to what stands below it

            objectName: "row." + root.rows.key + "." + index
            y: Theme.px(root.firstTop + rowTop)
            width: root.width
            height: Theme.px(root.rows.pitch + more)

            Accessible.role: Accessible.Row
            Accessible.name: spoken

            // A hair between rows leads the eye.
            Rectangle {
                visible: row.index > 0
                x: Theme.at(root.inset, this)
                width: parent.width - root.inset - Theme.padding
                height: 1
                color: Theme.band
            }

            RowName {
                objectName: "rowName"
                x: Theme.at(root.inset, this)
                base: row.base
                cap: root.rows.cap
                color: row.isChosen ? Theme.primary : row.isMuted ? Theme.muted : Theme.secondary
                font.weight: row.isChosen ? Font.Medium : Font.Normal
                lines: row.nameLines
                room: root.rows.nameRoom
                pitch: root.rows.nameTall
                text: row.rowName
            }

            RowBar {
                objectName: "bar"
                visible: root.rows.hasBars
                anchors.left: parent.left
                anchors.leftMargin: root.inset + Theme.px(root.rows.barStart)
                anchors.right: parent.right
                anchors.rightMargin: root.width - Theme.px(root.rows.barEnd)
                y: Math.round(Theme.px(row.base + row.line - root.rows.cap / 2) - height / 2)
                height: Theme.px(root.rows.isStacked ? root.rows.cap * 0.8 : root.rows.pitch * 0.55)
                parts: row.parts
                isDistribution: root.rows.isDistribution
                isMuted: row.isMuted
            }

            Repeater {
                model: row.texts.length

                Line {
                    id: figure

                    required property int index

                    objectName: "rowValue"
                    x: Theme.at(Theme.px(root.rows.edges[index] ?? 0) - width, this)
                    base: row.base + row.line
                    cap: root.rows.cap
                    color: row.isOld || (row.unsure >> index & 1) !== 0 ? Theme.muted : Theme.primary
                    font.weight: Font.Medium
                    text: row.texts[index] ?? ""

                    Figure {
                        explanation: root.explanation
                        tile: root.rows.key
                        subject: row.rowName + ", " + (root.rows.headings[figure.index] ?? root.rows.title)
                        brand: row.brand
                        channel: row.channel
                        column: figure.index
                    }
                }
            }
        }
    }

    Line {
        objectName: "more"
        x: Theme.at(root.inset, this)
        base: root.height / Theme.u - 10
        color: Theme.muted
        text: root.rows.moreText
    }

    Lines {
        objectName: "nothing"
        x: Theme.at(root.inset, this)
        y: Theme.px(root.firstTop + 6)
        width: parent.width - 2 * root.inset
        height: Math.max(0, parent.height - y - Theme.px(10))
        clip: true
        color: Theme.muted
        horizontalAlignment: Text.AlignLeft
        text: root.rows.nothingText
    }

    Hatch {
        anchors.fill: parent
        anchors.topMargin: Theme.px(root.firstTop)
        visible: root.rows.condition === TileState.Stale
    }
}
