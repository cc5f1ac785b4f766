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
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Random SAM"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Asks Segment Anything for what is at a random place. A floor to compare other methods with."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Hears nothing: the place is random."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "As the paper's published code does it, with its oddities and on the picture squashed to 224 x "
                      "224, or as the paper means it, on the whole picture."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Another number gives other places, the same one the same places."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Whether Segment Anything gives three masks, of which the best rated is taken, or one."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Where Segment Anything runs; AudioCLIP runs on the processor."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Numbers the networks calculate with; those of 16 bits need a graphics card."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "No-Prompt"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Segment Anything masks everything in the picture; AudioCLIP tells "
                                                "which of the cut-out objects goes with the sound."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Slow: everything is segmented. What one mask does not hold whole cannot be found; often nothing "
                      "is taken, and as published never more than one object."),
    QT_TRANSLATE_NOOP(
        "soundmask::MethodTexts",
        "Cosine above which an object is taken; intended variant only, the published rule has no choice. auto: the "
        "mean plus one standard deviation of the picture's objects, which is ours; the paper gives no number."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Segment Anything is asked at so many places along each side; the paper's 32 takes longest."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Heat-map box"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "AudioCLIP finds the places that go with the sound; boxes around the "
                                                "hot regions ask Segment Anything for a mask."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "The heat map has 7 x 7 places and answers to what is in the picture more than to what sounds: "
                      "expect it beside the object, and in silence, too. Sound of one second, no motion."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Around the largest hot region, the hottest one, each of them, or all together."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Heat from which a place belongs to a hot region."),
    QT_TRANSLATE_NOOP(
        "soundmask::MethodTexts",
        "Whether places are compared by their values alone (CLIP Surgery), which keeps each to its own object."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Whether the places least like the sound are hot, as the paper found it to work."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Point-Prompt"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "AudioCLIP finds the places that go with the sound; points mined from "
                                                "this heat map ask Segment Anything for a mask."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "The hottest and the coldest place, peaks and valleys, or all hot and cold cells of a grid."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts",
                      "Heat from which a place is a positive point. auto: the paper's, which depends on the points and "
                      "the data set (0.85 dense and 0.6 local; MS3 0.7 and 0.65)."),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Variant"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Seed"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Multimask"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Device"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Precision"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Points per side"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Boxes"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Surgery"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Reverse"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Points"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Loading the networks"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Listening to the sound"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Comparing sound and pictures"),
    QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Asking Segment Anything"),
};

struct ChoiceTitle {
    const char* key;    ///< of the parameter
    const char* choice; ///< as on the command line
    const char* title;
};
constexpr ChoiceTitle kChoices[] = {
    {"variant", "published", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "As published")},
    {"variant", "intended", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "As intended")},
    {"points", "global", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Hottest and coldest")},
    {"points", "local", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Peaks and valleys")},
    {"points", "dense", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Dense grid")},
    {"boxes", "single_maxarea", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Largest region")},
    {"boxes", "single_maxscore", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Hottest region")},
    {"boxes", "multi_box", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Each region")},
    {"boxes", "total_box", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "All together")},
    {"device", "auto", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Automatic")},
    {"device", "cpu", QT_TRANSLATE_NOOP("soundmask::MethodTexts", "Processor")},
};

} // namespace

QString methodText(const std::string& english) {
    return QCoreApplication::translate("soundmask::MethodTexts", english.c_str());
}

QString choiceText(const std::string& key, const std::string& choice) {
    for (const ChoiceTitle& known : kChoices)
        if (key == known.key && choice == known.choice) return methodText(known.title);
    return QString::fromStdString(choice);
}

} // namespace soundmask
