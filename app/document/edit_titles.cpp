#include "app/document/edit_titles.h"

#include <QCoreApplication>

namespace soundmask {

namespace {

// Listed so that lupdate finds them; looked up by key below.
[[maybe_unused]] constexpr const char* kTitles[] = {
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "brush stroke"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "eraser stroke"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "clear mask"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "segment"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "copy from previous second"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "copy mask to other frames"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "interpolate masks"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "paste mask"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "polygon"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "subtract polygon"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "fill"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "magic wand"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "cut out"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "grow mask"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "shrink mask"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "smooth mask"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "fill holes"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "remove islands"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "mask from heat map"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "add object"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "delete object"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "duplicate object"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "move object"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "edit a copy of the result"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "edit a copy of the reference"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "import masks"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "change object"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "set sounding state"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "add point"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "remove point"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "move point"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "turn point"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "add box"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "remove box"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "move box"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "clear prompts"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "set review state"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "add marker"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "change marker"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "delete marker"),
    QT_TRANSLATE_NOOP("soundmask::EditTitles", "restore earlier state"),
};

} // namespace

QString editTitle(const std::string& key) {
    return QCoreApplication::translate("soundmask::EditTitles", key.c_str());
}

} // namespace soundmask
