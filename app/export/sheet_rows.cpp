#include "app/export/sheet_rows.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace soundmask {

namespace {

/// The context of the sheet's texts for translators.
struct Sheet {
    Q_DECLARE_TR_FUNCTIONS(soundmask::Sheet)
};

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts{{}};
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// Makes \p row show \p part; false for a name that is none.
bool add(FreeRow& row, const std::string& part) {
    static const std::array<std::pair<const char*, LayerKind>, 8> kLayers{{{"picture", LayerKind::Picture},
                                                                           {"truth", LayerKind::GroundTruth},
                                                                           {"heatmap", LayerKind::HeatMap},
                                                                           {"isolines", LayerKind::IsoLines},
                                                                           {"points", LayerKind::Points},
                                                                           {"boxes", LayerKind::Boxes},
                                                                           {"mask", LayerKind::Masks},
                                                                           {"objects", LayerKind::Masks}}};
    if (part == "sound") return row.is_sound = true;
    const auto found = std::find_if(kLayers.begin(), kLayers.end(), [&](const auto& l) { return part == l.first; });
    if (found == kLayers.end()) return false;
    row.layers.set(found->second);
    row.has_result_mask = row.has_result_mask || part == "mask";
    row.has_objects = row.has_objects || part == "objects";
    return true;
}

} // namespace

bool FreeRow::isOfResult() const {
    return has_result_mask || layers.has(LayerKind::HeatMap) || layers.has(LayerKind::IsoLines) ||
           layers.has(LayerKind::Points) || layers.has(LayerKind::Boxes);
}

QString FreeRow::title() const {
    if (is_sound) return Sheet::tr("Sound");
    QStringList parts;
    if (layers.has(LayerKind::HeatMap)) parts.append(Sheet::tr("Heat map"));
    if (layers.has(LayerKind::IsoLines)) parts.append(Sheet::tr("Iso-lines"));
    if (layers.has(LayerKind::Points) && layers.has(LayerKind::Boxes))
        parts.append(Sheet::tr("Points and boxes"));
    else if (layers.has(LayerKind::Points))
        parts.append(Sheet::tr("Points"));
    else if (layers.has(LayerKind::Boxes))
        parts.append(Sheet::tr("Boxes"));
    if (has_result_mask) parts.append(Sheet::tr("Mask"));
    if (has_objects) parts.append(Sheet::tr("Objects"));
    if (layers.has(LayerKind::GroundTruth)) parts.append(Sheet::tr("Ground truth"));
    return parts.isEmpty() ? Sheet::tr("Picture") : parts.join(QStringLiteral(" + "));
}

Result<std::vector<FreeRow>> freeRowsFromText(const std::string& text) {
    std::vector<FreeRow> rows;
    if (text.empty()) return fail(ErrorCode::InvalidValue, "rows", "there is no row; name one, such as picture");
    for (const std::string& row_text : split(text, ',')) {
        FreeRow row;
        row.layers.set(LayerKind::Picture);
        for (const std::string& part : split(row_text, '+'))
            if (!add(row, part))
                return fail(
                    ErrorCode::UnknownName, part.empty() ? "rows" : part,
                    "rows are made of picture, sound, truth, heatmap, isolines, points, boxes, mask and objects");
        if (row.is_sound && row_text != "sound")
            return fail(ErrorCode::InvalidValue, row_text, "sound is a row of its own; put a comma in place of the +");
        rows.push_back(row);
    }
    return rows;
}

} // namespace soundmask
