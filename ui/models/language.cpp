#include "language.h"

#include <QDir>
#include <QGuiApplication>
#include <QStandardPaths>
#include <QTranslator>

namespace watchfloor {
namespace {

const QString kOwnFolder = QStringLiteral(":/i18n/"), kName = QStringLiteral("watchfloor_"),
              kEnding = QStringLiteral(".qm");
const QString kEnglish = QStringLiteral("en"), kArabic = QStringLiteral("ar");

// Somebody's own translation goes before that of the program.
QStringList folders() {
  QStringList found;
  for (const QString& place : QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation))
    found << place + QStringLiteral("/watchfloor/translations/");
  return found << kOwnFolder;
}

QString codeOf(const QString& name) { return name.section(QLatin1Char('_'), 0, 0); }
QString codeOf(const QLocale& locale) { return codeOf(locale.name()); }

// Texts in the digits of the locale, as numbers and dates are. What stands for a text, as %1 does, has none.
class DigitTranslator : public QTranslator {
 public:
  using QTranslator::QTranslator;
  QString translate(const char* context, const char* source, const char* comment, int n) const override {
    QString text = QTranslator::translate(context, source, comment, n);
    const QString zero = QLocale().zeroDigit();
    if (zero.size() != 1 || zero == QLatin1String("0")) return text;
    for (qsizetype i = 0; i < text.size(); ++i) {
      const int digit = text[i].unicode() - u'0';
      if (digit >= 0 && digit <= 9 && (i == 0 || text[i - 1] != QLatin1Char('%')))
        text[i] = QChar(static_cast<char16_t>(zero[0].unicode() + digit));
    }
    return text;
  }
};

// English in the country of the clocks that run to 24 is what is written in the source.
QLocale localeOf(const QString& language, const QString& asked) {
  const QLocale system = QLocale::system();
  if (codeOf(asked) == language && asked != language) return QLocale(asked);
  if (codeOf(system) == language) return system;
  if (language == kEnglish) return QLocale(QLocale::English, QLocale::UnitedStates);
  // With the digits of the wall's typeface, which are of one width.
  return language == kArabic ? QLocale(QLocale::Arabic, QLocale::UnitedArabEmirates) : QLocale(language);
}

}  // namespace

QStringList languages() {
  QStringList found{kEnglish};
  for (const QString& folder : folders()) {
    for (const QString& file : QDir(folder).entryList({kName + QLatin1Char('*') + kEnding}))
      found << file.mid(kName.size()).chopped(kEnding.size());
  }
  found.removeIf([](const QString& name) { return codeOf(name) != name; });  // a country is no language
  found.removeDuplicates();
  found.sort();
  return found;
}

bool isLanguage(const QString& name) {
  return languages().contains(codeOf(name)) && (codeOf(name) == name || QLocale(name).name() == name);
}

QString setLanguage(const QString& asked) {
  static QTranslator* translator = nullptr;
  const QStringList known = languages();
  QString language = asked.isEmpty() ? codeOf(QLocale::system()) : codeOf(asked);
  if (!known.contains(language)) language = kEnglish;
  if (translator) QCoreApplication::removeTranslator(translator);
  delete translator;
  translator = new DigitTranslator(QCoreApplication::instance());
  for (const QString& folder : folders()) {
    const QString path = folder + kName + language + kEnding;
    if (!QFile::exists(path)) continue;
    if (translator->load(path)) {
      QCoreApplication::installTranslator(translator);
      break;
    }
    qWarning("%s is no translation: make it of its .ts file with lrelease", qPrintable(path));
  }
  const QLocale locale = localeOf(language, asked);
  QLocale::setDefault(locale);
  QGuiApplication::setLayoutDirection(locale.textDirection());
  return language;
}

QLocale displayLocale() {
  const QLocale locale;
  return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : locale;
}

}  // namespace watchfloor
