import QtQuick
import Watchfloor

// Laid over what is not the present any more.
Sparkline {
    isHatched: true
    hatchStep: Theme.px(28)
    stroke: Theme.px(1.2)
    axisColor: Theme.axis
}
