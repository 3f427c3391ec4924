// A tile with a text of the board's own. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QRectF>

#include "boards/board.h"
#include "titles.h"

namespace watchfloor {

class NoteTile : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to a board")
  Q_PROPERTY(QRectF area MEMBER m_area NOTIFY areaChanged)  // on the board, arc minutes
  Q_PROPERTY(double cap MEMBER m_cap NOTIFY areaChanged)    // of the text, arc minutes
  Q_PROPERTY(QString title MEMBER m_title CONSTANT)
  Q_PROPERTY(QString text MEMBER m_text CONSTANT)

 public:
  explicit NoteTile(const TileSpec& spec, QObject* parent = nullptr)
      : QObject(parent), m_title(titleText(spec.title)), m_text(QString::fromStdString(spec.text)) {
    setObjectName(QString::fromStdString(spec.key));
  }
  void layOut(QRectF area, double cap) {
    m_area = area, m_cap = cap;
    Q_EMIT areaChanged();
  }

 Q_SIGNALS:
  void areaChanged();

 private:
  QRectF m_area;
  double m_cap = 16;
  QString m_title, m_text;
};

}  // namespace watchfloor
