#include "app/bridge/reason_texts.h"

#include <QCoreApplication>

namespace soundmask {

namespace {

// What people meet most often. Listed so that lupdate finds them; looked up by the core's English. A test compares the
// list with the core's sources.
constexpr const char* kReasons[] = {
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "there is no such file"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "there is no such file or folder"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "there is no such folder"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is not a file"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is not a folder"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "cannot read it; check its permissions"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the file is empty; copy or download it again"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the file is damaged or not a video"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the file is damaged: no track can be read"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is not a video; its content is of no known kind"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is a still picture, not a video"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is a folder, not a video; give a file in it"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the file has no sound track"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is not a sound file; copy or download it again"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the sound file is damaged; copy or download it again"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is a still picture, not a sound file"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "not a readable picture; it must be a PNG or a JPEG"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "not enough memory"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons",
                      "not enough memory; close other programs or clips, or choose a smaller model"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the disk is full; free some space and try again"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "no permission to write here; choose another folder"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "another program is using the project file"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this is not a Soundmask project"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "the written mask reads back differently; check the disk"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons",
                      "this is none of the files this program knows; if you know better, say --role and --variant"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons", "this version of the program has no network that uses it"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons",
                      "the network's answers are not finite numbers; the weights are damaged, get the file again"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons",
                      "asked twice, the network gave different answers; the memory of this computer may be faulty"),
    QT_TRANSLATE_NOOP("soundmask::CoreReasons",
                      "with test weights, this computer calculates other numbers than the reference; the program or "
                      "its LibTorch is damaged, not the model file: install both again"),
};

} // namespace

QString reasonText(const std::string& english) {
    return QCoreApplication::translate("soundmask::CoreReasons", english.c_str());
}

std::span<const char* const> listedReasons() {
    return kReasons;
}

} // namespace soundmask
