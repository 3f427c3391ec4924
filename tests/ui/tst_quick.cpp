// Runs tests/ui/quick/tst_*.qml: parts of the board by themselves.
#include <QtQml/qqmlextensionplugin.h>
#include <QQmlEngine>
#include <QtQuickTest>

Q_IMPORT_QML_PLUGIN(WatchfloorPlugin)

namespace watchfloor {

class Setup : public QObject {
  Q_OBJECT

 public Q_SLOTS:
  void qmlEngineAvailable(QQmlEngine* engine) { engine->addImportPath(QStringLiteral(":/qt/qml")); }
};

}  // namespace watchfloor

QUICK_TEST_MAIN_WITH_SETUP(quick, watchfloor::Setup)
#include "tst_quick.moc"
