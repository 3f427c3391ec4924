#include "titles.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

// For the translators: what stands in resources/boards.
[[maybe_unused]] constexpr const char* kTitles[] = {
    QT_TRANSLATE_NOOP("Titles", "About what"),     QT_TRANSLATE_NOOP("Titles", "Agents"),
    QT_TRANSLATE_NOOP("Titles", "By brand"),       QT_TRANSLATE_NOOP("Titles", "By channel"),
    QT_TRANSLATE_NOOP("Titles", "Compared"),       QT_TRANSLATE_NOOP("Titles", "Competitors"),
    QT_TRANSLATE_NOOP("Titles", "Contact centre"), QT_TRANSLATE_NOOP("Titles", "Mission control"),
    QT_TRANSLATE_NOOP("Titles", "One brand"),      QT_TRANSLATE_NOOP("Titles", "Response"),
    QT_TRANSLATE_NOOP("Titles", "Sentiment"),      QT_TRANSLATE_NOOP("Titles", "Trending"),
    QT_TRANSLATE_NOOP("Titles", "Where"),
};

}  // namespace

QString titleText(const std::string& title) {
  return title.empty() ? QString() : QCoreApplication::translate("Titles", title.c_str());
}

}  // namespace watchfloor
