#include "app/bridge/segmenter_choice.h"

#include <QSettings>

#include <algorithm>
#include <array>

#include "core/engine/model_store.h"

namespace soundmask {

namespace {

using nn::SamVariant;

const QString kVariantSetting = QStringLiteral("segmenter/variant");
/// Absent: test weights.
const QString kWeightsSetting = QStringLiteral("segmenter/weights");

struct Variant {
    SamVariant variant;
    const char* setting;
    const char* in_file_names;
    const char* name;
};
constexpr std::array<Variant, 4> kVariants{{{SamVariant::Mobile, "mobile", "mobile_sam", "MobileSAM"},
                                            {SamVariant::VitB, "vit-b", "vit_b", "SAM ViT-B"},
                                            {SamVariant::VitL, "vit-l", "vit_l", "SAM ViT-L"},
                                            {SamVariant::VitH, "vit-h", "vit_h", "SAM ViT-H"}}};

const Variant& entryOf(SamVariant variant) {
    return *std::ranges::find(kVariants, variant, &Variant::variant);
}

} // namespace

SegmenterChoice::SegmenterChoice(QObject* parent)
    : QObject(parent) {
    const QSettings settings;
    const QString chosen = settings.value(kVariantSetting).toString();
    for (const Variant& variant : kVariants) {
        if (chosen != QLatin1String(variant.setting)) continue;
        m_request = nn::SegmenterRequest{variant.variant, std::nullopt};
        if (settings.contains(kWeightsSetting))
            m_request->weights = settings.value(kWeightsSetting).toString().toStdString();
    }
}

void SegmenterChoice::choose(const nn::SegmenterRequest& request) {
    m_request = request;
    QSettings settings;
    settings.setValue(kVariantSetting, QLatin1String(entryOf(request.variant).setting));
    if (request.weights)
        settings.setValue(kWeightsSetting, QString::fromStdString(request.weights->string()));
    else
        settings.remove(kWeightsSetting);
    Q_EMIT changed();
}

QString SegmenterChoice::title() const {
    if (!m_request) return {};
    const QString name = segmenterName(m_request->variant);
    if (!m_request->weights) return tr("%1, test weights: masks mean nothing").arg(name);
    return tr("%1 (%2)").arg(name, QString::fromStdString(m_request->weights->filename().string()));
}

QString segmenterName(SamVariant variant) {
    return QLatin1String(entryOf(variant).name);
}

QString installedSegmenter(SamVariant variant) {
    const auto file = ModelStore().fileFor("sam", entryOf(variant).setting); // named as in the catalogue
    return file ? QString::fromStdString(file->string()) : QString();
}

std::optional<SamVariant> segmenterOfFile(const QString& file_name) {
    for (const Variant& variant : kVariants)
        if (file_name.contains(QLatin1String(variant.in_file_names), Qt::CaseInsensitive)) return variant.variant;
    return std::nullopt;
}

} // namespace soundmask
