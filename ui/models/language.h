// The language of the wall: its texts (resources/translations), its numbers and dates, and which way it runs.
//
//   setLanguage("ar");   // before the first text is asked for
//   languages()          // {"ar", "de", "en"}
//
// GUI thread.
#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>

namespace watchfloor {

// Those that there are translations for, and English: translations that came with the program, and
// watchfloor_<language>.qm in watchfloor/translations in the configuration's folders, as of now.
QStringList languages();

// Whether there is such a language, alone or in a country: "ar", "ar_EG".
bool isLanguage(const QString& name);

// Empty: the system's, or English when there is none such. In a certain country, be it the system's or asked
// for
// ("ar_EG"), numbers, dates and the digits of all texts are those of that country. Returns the language that
// is in force: of one that is not there, English.
QString setLanguage(const QString& language);

// Of numbers and dates. Any thread, once the language is set.
QLocale displayLocale();

}  // namespace watchfloor
