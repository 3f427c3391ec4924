import QtQml

// What a panel can do: by a key, by a touch on its name, and by name for whoever hears it. Those without a text are
// keys alone.
QtObject {
    property int key
    property int alsoKey: key
    property int modifiers: Qt.NoModifier
    property string keys // as the panel writes them
    property string text
    property bool enabled: true
    property bool isMain: false // shown where there is little room
    signal activated

    function matches(event: var): bool {
        const others = event.modifiers & ~modifiers & ~Qt.ShiftModifier & ~Qt.KeypadModifier;
        return enabled && (event.key === key || event.key === alsoKey) && (event.modifiers & modifiers) === modifiers && !others;
    }
}
