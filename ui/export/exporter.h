// Saves what a wall shows, in a folder, when somebody at the wall asks for it; a thread of its own writes.
//
//   Exporter exporter(wall, "exports");
//   exporter.save(window, ExportForm::Pdf)   -> exports/mission_control_2026-03-02T140500Z.pdf
//   exporter.told()                          -> "saved: …", or why it could not be
//
// GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QQuickWindow>
#include <QStringList>
#include <QThreadPool>

#include "models/wall_model.h"
#include "wall_export.h"

namespace watchfloor {

// What the wall shows now, of which that is the picture. Its figures are those of all that the board draws
// from: of every brand where it compares them, otherwise of those that are shown.
WallExport shownBy(const WallModel& wall, QImage picture);

class Exporter : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("comes from the program")
  Q_PROPERTY(QStringList forms READ forms CONSTANT)  // to choose from
  Q_PROPERTY(QString told READ told NOTIFY changed)  // empty: nothing
  Q_PROPERTY(bool isSaving READ isSaving NOTIFY changed)

 public:
  // `wall` outlives it. The folder is made when it is needed.
  Exporter(const WallModel& wall, QString folder, QObject* parent = nullptr);
  ~Exporter() override;  // what is being saved is saved

  static QStringList forms();
  const QString& told() const { return m_told; }
  bool isSaving() const { return m_isSaving; }

  // `form`: of forms(). While another one is being saved it does nothing.
  Q_INVOKABLE void save(QQuickWindow* window, int form);
  Q_INVOKABLE void dismiss();

 Q_SIGNALS:
  void changed();

 private:
  void tell(QString text, bool isSaving);
  QString freePath(ExportForm form) const;

  const WallModel& m_wall;
  const QString m_folder;
  QThreadPool m_writer;
  QString m_told;
  bool m_isSaving = false;
};

}  // namespace watchfloor
