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

// Those that there are translations for, and English.
QStringList languages();

// Empty: the system's, or English when there is none such. A system that speaks it in a certain country keeps
// that country's numbers and dates. Returns the language that is in force: of one that is not there, English.
QString setLanguage(const QString& language);

// Of numbers and dates. Any thread, once the language is set.
QLocale displayLocale();

}  // namespace watchfloor
