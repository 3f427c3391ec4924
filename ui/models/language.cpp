#include "language.h"

#include <QDir>
#include <QGuiApplication>
#include <QTranslator>

namespace watchfloor {
namespace {

const QString kFolder = QStringLiteral(":/i18n/"), kName = QStringLiteral("watchfloor_"),
              kEnding = QStringLiteral(".qm");
const QString kEnglish = QStringLiteral("en"), kArabic = QStringLiteral("ar");

QString codeOf(const QLocale& locale) { return locale.name().section(QLatin1Char('_'), 0, 0); }

// English in the country of the clocks that run to 24 is what is written in the source.
QLocale localeOf(const QString& language) {
  const QLocale system = QLocale::system();
  if (codeOf(system) == language) return system;
  if (language == kEnglish) return QLocale(QLocale::English, QLocale::UnitedStates);
  // With the digits of the wall's typeface, which are of one width.
  return language == kArabic ? QLocale(QLocale::Arabic, QLocale::UnitedArabEmirates) : QLocale(language);
}

}  // namespace

QStringList languages() {
  QStringList found{kEnglish};
  for (const QString& file : QDir(kFolder).entryList({kName + QLatin1Char('*') + kEnding}))
    found << file.mid(kName.size()).chopped(kEnding.size());
  found.removeDuplicates();
  found.sort();
  return found;
}

QString setLanguage(const QString& asked) {
  static QTranslator* translator = nullptr;
  const QStringList known = languages();
  QString language = asked.isEmpty() ? codeOf(QLocale::system()) : asked;
  if (!known.contains(language)) language = kEnglish;
  if (translator) QCoreApplication::removeTranslator(translator);
  delete translator;
  translator = new QTranslator(QCoreApplication::instance());
  if (translator->load(kFolder + kName + language + kEnding)) QCoreApplication::installTranslator(translator);
  const QLocale locale = localeOf(language);
  QLocale::setDefault(locale);
  QGuiApplication::setLayoutDirection(locale.textDirection());
  return language;
}

QLocale displayLocale() {
  const QLocale locale;
  return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : locale;
}

}  // namespace watchfloor
