#include "app/shell/model_texts.h"

#include <QCoreApplication>
#include <QLocale>

namespace soundmask {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(soundmask::ModelTexts)
};

// Listed so that lupdate finds them; looked up by the catalogue's English below. Proper names are not translated.
[[maybe_unused]] constexpr const char* kTexts[] = {
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Turns points and boxes into masks."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Compares sounds, pictures and words."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Hears: the sound head of AudioCLIP alone, trained on AudioSet."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Recognises what sounds."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Finds what a word names in a picture."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts",
                      "The paper's supervised network. Nobody publishes its weights: train it or import your own."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts",
                      "The supervised baseline. Its authors share weights by hand only: train it or import a file."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Hears for TPAVI."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Vocabulary of Grounding DINO."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Vocabulary of CLAP."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Merges of CLAP's vocabulary."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Vocabulary of AudioCLIP's text head."),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "AudioCLIP, all three heads trained"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "AudioCLIP, only the sound head trained"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "CLAP 630k + AudioSet, not fused"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "AC-FPN, trained by you"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "TPAVI-ResNet50, trained by you"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Words of BERT"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Words of RoBERTa"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Word pieces of RoBERTa"),
    QT_TRANSLATE_NOOP("soundmask::ModelTexts", "Word pieces of CLIP"),
};

} // namespace

QString modelText(const std::string& english) {
    return QCoreApplication::translate("soundmask::ModelTexts", english.c_str());
}

QString stateText(const InstalledModel& model) {
    using State = InstalledModel::State;
    using Check = InstalledModel::Check;
    if (model.state == State::Gone) return Texts::tr("Missing: the file is gone");
    if (model.state == State::Damaged) return Texts::tr("Damaged: get it again");
    switch (model.check) {
    case Check::NotChecked:
        return Texts::tr("Installed, not verified yet");
    case Check::Official:
        return Texts::tr("Installed, verified");
    case Check::NoPublishedHash:
        return Texts::tr("Installed, not verified: no published hash");
    case Check::Own:
        break;
    }
    return Texts::tr("Installed, your own file");
}

QString workText(const ModelLibrary::Work& work) {
    using Kind = ModelLibrary::Work::Kind;
    const int percent = static_cast<int>(work.fraction * 100.0);
    switch (work.kind) {
    case Kind::Download:
        return Texts::tr("Downloading, %1 %").arg(percent);
    case Kind::Import:
        return Texts::tr("Importing, %1 %").arg(percent);
    case Kind::Verify:
        return Texts::tr("Verifying, %1 %").arg(percent);
    case Kind::Test:
        break;
    }
    return Texts::tr("Being tested...");
}

QString machineText(const Machine& machine) {
    QStringList sentences;
    if (machine.graphics_cards.empty())
        sentences.append(Texts::tr("No NVIDIA graphics card with a driver was found: networks run on the processor "
                                   "(%n thread(s)) in 32-bit numbers.",
                                   nullptr, machine.threads));
    else if (machine.usable_cards == 0)
        sentences.append(Texts::tr("%1 is there, but LibTorch's part for graphics cards is not installed: networks run "
                                   "on the processor (%n thread(s)).",
                                   nullptr, machine.threads)
                             .arg(QString::fromStdString(machine.graphics_cards.front())));
    else
        sentences.append(
            Texts::tr("Segment Anything can run on %1, which nobody has tested yet; the other networks run "
                      "on the processor (%n thread(s)).",
                      nullptr, machine.threads)
                .arg(QString::fromStdString(machine.graphics_cards.front())));
    if (machine.memory_bytes > 0)
        sentences.append(Texts::tr("%1 of %2 memory are free.")
                             .arg(sizeText(machine.free_memory_bytes), sizeText(machine.memory_bytes)));
    return sentences.join(QLatin1Char(' '));
}

QString stepsText(const ModelTestReport& report) {
    QStringList parts;
    for (const auto& [step, seconds] : report.steps) {
        const QString time = QLocale().toString(seconds, 'f', 2);
        if (step == "arithmetic")
            parts.append(Texts::tr("the reference's numbers %1 s").arg(time));
        else if (step == "loading")
            parts.append(Texts::tr("loading %1 s").arg(time));
        else if (step == "picture")
            parts.append(report.blocks_left_out > 0 ? Texts::tr("part of a picture %1 s").arg(time)
                                                    : Texts::tr("a picture %1 s").arg(time));
        else if (step == "click")
            parts.append(Texts::tr("two clicks %1 s").arg(time));
        else
            parts.append(Texts::tr("a second of sound, twice, %1 s").arg(time));
    }
    return parts.join(QStringLiteral(", "));
}

QString sizeText(std::optional<std::uint64_t> bytes) {
    if (!bytes) return Texts::tr("not published");
    return QLocale().formattedDataSize(static_cast<qint64>(*bytes), 1, QLocale::DataSizeSIFormat);
}

} // namespace soundmask
