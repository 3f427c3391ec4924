import QtQuick
import Watchfloor

// How much was written over a conversation's time, and how: time runs from the left in every language.
Column {
    id: root

    required property ConversationBrowser browser
    property bool isStale: false

    spacing: Theme.px(2)
    Accessible.role: Accessible.Chart
    Accessible.name: volumeName.text + ", " + sentimentName.text + ", " + root.browser.fromText + " – " + root.browser.toText

    Lines {
        id: volumeName

        objectName: "volumeName"
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        color: Theme.muted
        text: qsTr("Customers above, brand below")
    }

    Sparkline {
        objectName: "volume"
        width: parent.width
        height: Theme.px(36)
        hasColumns: true
        trace: root.browser.customers
        few: root.browser.brand
        isHollow: root.isStale
        fewColor: Theme.muted
        aboveColor: Theme.series
        belowColor: Theme.series
        axisColor: Theme.axis
        stroke: Theme.px(2)
    }

    Item {
        width: parent.width
        height: Theme.px(28)

        Line {
            objectName: "from"
            base: 20
            color: Theme.muted
            text: root.browser.fromText
        }

        Line {
            objectName: "to"
            x: parent.width - width
            base: 20
            color: Theme.muted
            text: root.browser.toText
        }
    }

    Lines {
        id: sentimentName

        objectName: "sentimentName"
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        color: Theme.muted
        text: qsTr("Positive above, negative below")
    }

    Sparkline {
        objectName: "sentiment"
        width: parent.width
        height: Theme.px(36)
        hasColumns: true
        trace: root.browser.sentiment
        isHollow: root.isStale
        aboveColor: Theme.positive
        belowColor: Theme.negative
        axisColor: Theme.axis
        stroke: Theme.px(2)
    }
}
