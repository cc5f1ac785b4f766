#include "app/shell/method_texts.h"

#include <QCoreApplication>

namespace soundmask {

namespace {

// Listed so that lupdate finds them; looked up by the core's English below. test_translations compares both.
[[maybe_unused]] constexpr const char* kTexts[] = {
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Whole picture"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Marks the whole picture on every frame. A floor to compare other methods with."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Looks at nothing and hears nothing: it says that everything sounds, also in silence."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Centre box"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Marks a box in the middle of every frame. A floor to compare other methods with."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Looks at nothing and hears nothing: it profits from people filming what sounds in the middle."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Share of the width and of the height that the box takes."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Sound and motion"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Marks what moves in time with the sound: motion beside the camera's, compared with the loudness "
                      "and the onsets of the sound, cut out along the edges. Needs no network weights."),
    QT_TRANSLATE_NOOP(
        "soundmask::MethodTexts",
        "Knows nothing about things. Fails where what sounds does not move, where something else moves more or in the "
        "same rhythm, in steady sounds, and where the whole picture shakes; it does not know a person from the "
        "instrument. On still pictures nothing moves, so it finds nothing: use the video."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Seconds around each key frame in which motion and sound are compared."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Seconds that motion and sound may be apart, whichever is first."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Share of the heat that motion has even when it does not follow the sound."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Heat from which a place belongs to the sounding object."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Level, in dB of full scale, below which a second is silent."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Whether the mask follows the edges of the picture (GrabCut)."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Fraction"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Window"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Lag"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Prior"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Threshold"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Silence db"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Refine"),
};

} // namespace

QString methodText(const std::string& english) {
    return QCoreApplication::translate("soundmask::MethodTexts", english.c_str());
}

} // namespace soundmask
