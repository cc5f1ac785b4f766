#include "app/export/sheet_exporter.h"

#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "app/export/figure_content.h"
#include "app/export/method_title.h"
#include "app/export/spectrogram.h"
#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/engine/metrics.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr double kPngPixelsPerPoint = kSheetPixelsPerPoint; // 216 pixels per inch
constexpr int kPdfUnitsPerPoint = 10;
constexpr double kSvgRounding = 0.05;
const QColor kTruthColour(245, 245, 245);

/// The context of the sheet's texts for translators.
struct Sheet {
    Q_DECLARE_TR_FUNCTIONS(soundmask::Sheet)
};

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

std::vector<KeyFrame> chosenKeys(const Clip& clip, const FrameSelection& frames, const std::vector<int>& seconds) {
    std::vector<KeyFrame> keys;
    std::copy_if(clip.key_frames.begin(), clip.key_frames.end(), std::back_inserter(keys), [&](const KeyFrame& key) {
        const bool wanted = seconds.empty() || std::find(seconds.begin(), seconds.end(), key.second) != seconds.end();
        return wanted && frames.holds(key.frame);
    });
    return keys;
}

/// As many of \p keys as a sheet has room for, evenly spread.
std::vector<KeyFrame> columnsOf(const std::vector<KeyFrame>& keys) {
    if (keys.size() <= kMostSheetColumns) return keys;
    std::vector<KeyFrame> some;
    for (std::size_t i = 0; i < kMostSheetColumns; ++i)
        some.push_back(keys[i * (keys.size() - 1) / (kMostSheetColumns - 1)]);
    return some;
}

/// No larger than a cell needs; copies of one picture share its pixels, and so do the rows of a page.
QImage pictureForCell(const Image& image) {
    const QImage picture = wrapped(image);
    const int width = static_cast<int>(kSheetCellWidth * kSheetPixelsPerPoint);
    return picture.width() > width ? picture.scaledToWidth(width, Qt::SmoothTransformation) : picture.copy();
}

/// What one sheet is made from.
struct Material {
    const ExportClip& clip;
    std::vector<KeyFrame> keys;
    std::vector<QImage> pictures;

    std::vector<FigureFrame> frames(const PredictionPtr& prediction) const {
        std::vector<FigureFrame> made;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            made.push_back(figureFrame(clip.record, prediction, keys[i].frame, keys[i].time_s));
            made.back().picture = pictures[i];
        }
        return made;
    }
};

bool anyOf(const std::vector<FigureFrame>& frames, bool (*has)(const FigureFrame&)) {
    return std::any_of(frames.begin(), frames.end(), has);
}

/// Notes each frame's IoU with the truth; \returns the mean as text, empty where there is no truth.
QString scoreRow(SheetRow& row) {
    double sum = 0.0;
    int count = 0;
    for (const FigureFrame& frame : row.frames) {
        const MaskRle mask = unionOf(frame.masks);
        QString note;
        if (!frame.ground_truth.isNull() && !mask.isNull())
            if (const auto counts = countMask(mask.toDense(), frame.ground_truth.toDense())) {
                const double iou = frameIou(*counts);
                sum += iou;
                ++count;
                note = Sheet::tr("IoU %1").arg(iou, 0, 'f', 2);
            }
        row.notes.append(note);
    }
    return count == 0 ? QString() : Sheet::tr("mean IoU %1").arg(sum / count, 0, 'f', 3);
}

QString joined(const QString& first, const QString& second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + QStringLiteral(", ") + second;
}

void addTruth(const Material& material, CaseStudySheet& sheet) {
    SheetRow row{Sheet::tr("Ground truth"), {}, {LayerKind::Picture, LayerKind::Masks}, material.frames(nullptr), {}};
    if (!anyOf(row.frames, [](const FigureFrame& frame) { return !frame.ground_truth.isNull(); })) return;
    for (FigureFrame& frame : row.frames) {
        frame.masks.clear();
        if (!frame.ground_truth.isNull()) frame.masks.push_back({frame.ground_truth, {.colour = kTruthColour}});
    }
    sheet.rows.push_back(std::move(row));
}

void addObjects(const Material& material, CaseStudySheet& sheet) {
    SheetRow row{Sheet::tr("Objects"), {}, {LayerKind::Picture, LayerKind::Masks}, material.frames(nullptr), {}};
    if (!anyOf(row.frames, [](const FigureFrame& frame) { return !frame.masks.empty(); })) return;
    row.subtitle = scoreRow(row);
    sheet.rows.push_back(std::move(row));
    QStringList names;
    for (const MaskLayer& layer : material.clip.record.layers)
        if (layer.origin != LayerOrigin::GroundTruth && layer.visible) names.append(text(layer.name));
    sheet.footnotes.append(Sheet::tr("Objects from bottom to top: %1").arg(names.join(QStringLiteral(", "))));
}

/// The row's frames show the masks of \p prediction and no others.
void showResultMasks(const Material& material, const Prediction& prediction, SheetRow& row) {
    for (std::size_t i = 0; i < row.frames.size(); ++i) {
        row.frames[i].masks.clear();
        const FramePrediction* found = framePrediction(prediction, material.keys[i].frame);
        if (found && !found->mask.isNull())
            row.frames[i].masks.push_back({found->mask, {.colour = colourFromRgb(kResultColour)}});
    }
}

/// How \p prediction was made, as a footnote.
void addProvenance(const Prediction& prediction, CaseStudySheet& sheet) {
    QStringList options;
    for (const auto& [key, value] : prediction.provenance.options)
        options.append(text(key) + QLatin1Char('=') + text(value));
    for (const auto& [role, sha256] : prediction.provenance.weight_sha256)
        options.append(text(role) + QLatin1Char(' ') + text(sha256.substr(0, 12)));
    const QString made_by = Sheet::tr("%1 (version %2 of the method)")
                                .arg(resultTitle(prediction), text(prediction.provenance.method_version));
    sheet.footnotes.append(made_by +
                           (options.isEmpty() ? QString() : QStringLiteral(": ") + options.join(QStringLiteral(", "))));
}

void addPrediction(const Material& material, const PredictionPtr& shared, SheetTemplate form, CaseStudySheet& sheet) {
    const Prediction& prediction = *shared;
    const QString method = resultTitle(prediction);
    const std::vector<FigureFrame> frames = material.frames(shared);
    const LayerSet prompts = form == SheetTemplate::HeatMaps
                                 ? LayerSet{LayerKind::Picture, LayerKind::HeatMap, LayerKind::Points, LayerKind::Boxes}
                                 : LayerSet{LayerKind::Picture, LayerKind::Points, LayerKind::Boxes};
    if (anyOf(frames, [](const FigureFrame& frame) { return frame.heat_map != nullptr; }))
        sheet.rows.push_back({Sheet::tr("Heat map"), method, {LayerKind::Picture, LayerKind::HeatMap}, frames, {}});
    if (anyOf(frames, [](const FigureFrame& frame) { return !frame.prompts.isEmpty(); }))
        sheet.rows.push_back({Sheet::tr("Points and boxes"), method, prompts, frames, {}});
    if (form == SheetTemplate::CaseStudy) {
        SheetRow row{Sheet::tr("Mask"), method, {LayerKind::Picture, LayerKind::Masks}, frames, {}};
        showResultMasks(material, prediction, row);
        row.subtitle = joined(method, scoreRow(row));
        sheet.rows.push_back(std::move(row));
    }
    addProvenance(prediction, sheet);
}

/// The spectrogram of the shown seconds, cut into them.
Result<void> addSound(const Material& material, FrameSource& source, const std::stop_token& stop,
                      CaseStudySheet& sheet) {
    if (!source.hasSound()) return {};
    const TimeSpan span{material.keys.front().second - 1.0, static_cast<double>(material.keys.back().second)};
    const auto whole = buildSpectrogram(source, stop, span);
    if (!whole) return fail(whole.error());
    const double pixels = whole->width() / span.duration_s();
    sheet.sound_title = Sheet::tr("Sound");
    sheet.sound_subtitle = Sheet::tr("40 Hz to 8 kHz");
    for (const KeyFrame& key : material.keys)
        sheet.spectrograms.push_back(
            whole->copy(static_cast<int>(std::lround((key.second - 1 - span.begin_s) * pixels)), 0,
                        std::max(1, static_cast<int>(std::lround(pixels))), whole->height()));
    return {};
}

bool hasContent(const FigureFrame& frame, const LayerSet& layers) {
    return ((layers.has(LayerKind::HeatMap) || layers.has(LayerKind::IsoLines)) && frame.heat_map) ||
           (layers.has(LayerKind::Points) && !frame.prompts.points.empty()) ||
           (layers.has(LayerKind::Boxes) && !frame.prompts.boxes.empty()) ||
           (layers.has(LayerKind::Masks) && !frame.masks.empty()) ||
           (layers.has(LayerKind::GroundTruth) && !frame.ground_truth.isNull());
}

/// The row that \p wanted means, of \p prediction where it shows what a method found; nothing without content.
std::optional<SheetRow> freeRow(const Material& material, const FreeRow& wanted, const PredictionPtr& prediction) {
    SheetRow row{wanted.title(), {}, wanted.layers, material.frames(prediction), {}};
    const bool is_picture = !wanted.isOfResult() && !wanted.has_objects && !wanted.layers.has(LayerKind::GroundTruth);
    if (is_picture) return row;
    if (wanted.has_result_mask) {
        std::vector<FigureFrame> with_objects = row.frames;
        showResultMasks(material, *prediction, row);
        for (std::size_t i = 0; wanted.has_objects && i < row.frames.size(); ++i)
            row.frames[i].masks.insert(row.frames[i].masks.end(), with_objects[i].masks.begin(),
                                       with_objects[i].masks.end());
    }
    // The reference alone is no reason for a row that also shows something else.
    LayerSet own = wanted.layers;
    own.set(LayerKind::GroundTruth, !wanted.isOfResult() && !wanted.has_objects);
    const auto shows = [&](const FigureFrame& frame) { return hasContent(frame, own); };
    if (std::none_of(row.frames.begin(), row.frames.end(), shows)) return std::nullopt;
    if (wanted.isOfResult()) row.subtitle = resultTitle(*prediction);
    if (wanted.has_result_mask != wanted.has_objects) row.subtitle = joined(row.subtitle, scoreRow(row));
    return row;
}

/// The rows of a Free sheet in their order. Neighbours that show results come together, once for each prediction.
void addFreeRows(const Material& material, const std::vector<FreeRow>& rows, CaseStudySheet& sheet) {
    QStringList missing;
    bool shows_results = false;
    const auto add = [&](const FreeRow& wanted, const PredictionPtr& prediction) {
        if (auto row = freeRow(material, wanted, prediction)) {
            shows_results = shows_results || wanted.isOfResult();
            sheet.rows.push_back(std::move(*row));
        } else {
            missing.append(wanted.title());
        }
    };
    for (auto row = rows.begin(); row != rows.end();) {
        if (!row->isOfResult()) {
            if (row->is_sound && !sheet.spectrograms.empty())
                sheet.rows_above_sound = sheet.rows.size();
            else if (row->is_sound)
                missing.append(row->title());
            else
                add(*row, nullptr);
            ++row;
            continue;
        }
        const auto end = std::find_if(row, rows.end(), [](const FreeRow& each) { return !each.isOfResult(); });
        for (const PredictionPtr& prediction : material.clip.predictions)
            std::for_each(row, end, [&](const FreeRow& wanted) { add(wanted, prediction); });
        if (material.clip.predictions.empty())
            std::for_each(row, end, [&](const FreeRow& wanted) { missing.append(wanted.title()); });
        row = end;
    }
    if (shows_results)
        for (const PredictionPtr& prediction : material.clip.predictions)
            addProvenance(*prediction, sheet);
    missing.removeDuplicates();
    if (!missing.isEmpty())
        sheet.footnotes.append(Sheet::tr("Nothing to show for: %1").arg(missing.join(QStringLiteral(", "))));
}

QString facts(const Clip& clip) {
    QStringList parts;
    for (const std::string& part : {clip.category, clip.split})
        if (!part.empty()) parts.append(text(part));
    parts.append(QStringLiteral("%1 \u00d7 %2").arg(clip.size.width).arg(clip.size.height));
    parts.append(Sheet::tr("%1 s at %2 frames a second")
                     .arg(clip.duration_s, 0, 'f', 1)
                     .arg(clip.frame_rate.toDouble(), 0, 'g', 5));
    return parts.join(QStringLiteral("  \u00b7  "));
}

QImage rasterised(const CaseStudySheet& sheet) {
    const QSizeF size = sheetSize(sheet) * kPngPixelsPerPoint;
    QImage page(qCeil(size.width()), qCeil(size.height()), QImage::Format_RGB888);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.scale(kPngPixelsPerPoint, kPngPixelsPerPoint);
    paintSheet(painter, sheet);
    return page;
}

tl::unexpected<Error> differs(const fs::path& file) {
    return fail(ErrorCode::WriteFailed, file.string(), "the written page reads back differently; check the disk");
}

Result<void> writeAsPng(const fs::path& temporary, const CaseStudySheet& sheet) {
    const QImage page = rasterised(sheet);
    Image image({page.width(), page.height()});
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.row(y), page.constScanLine(y), image.stride());
    if (auto written = writePng(temporary, image); !written) return written;
    const auto again = readImage(temporary);
    if (!again) return fail(again.error());
    if (again->size() != image.size() || std::memcmp(again->data(), image.data(), image.bytes()) != 0)
        return differs(temporary);
    return {};
}

Result<void> writeAsSvg(const fs::path& temporary, const CaseStudySheet& sheet) {
    const QSizeF size = sheetSize(sheet);
    const QString path = QString::fromStdString(temporary.string());
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setResolution(72);
    generator.setSize(QSize(qCeil(size.width()), qCeil(size.height())));
    generator.setViewBox(QRectF(QPointF(), size));
    generator.setTitle(sheet.title);
    QPainter painter;
    if (!painter.begin(&generator))
        return fail(ErrorCode::WriteFailed, temporary.string(), "the file cannot be opened");
    paintSheet(painter, sheet);
    painter.end();
    const QSvgRenderer renderer(path);
    const QSizeF read = renderer.viewBoxF().size(); // written with six digits
    const bool same =
        std::abs(read.width() - size.width()) < kSvgRounding && std::abs(read.height() - size.height()) < kSvgRounding;
    if (!renderer.isValid() || !same) return differs(temporary);
    return {};
}

Result<void> writeAsPdf(const fs::path& temporary, const CaseStudySheet& sheet) {
    QPdfWriter writer(QString::fromStdString(temporary.string()));
    writer.setPageSize(QPageSize(sheetSize(sheet), QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(72 * kPdfUnitsPerPoint);
    writer.setTitle(sheet.title);
    writer.setCreator(QStringLiteral("Soundmask"));
    QPainter painter;
    if (!painter.begin(&writer)) return fail(ErrorCode::WriteFailed, temporary.string(), "the file cannot be opened");
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.scale(kPdfUnitsPerPoint, kPdfUnitsPerPoint);
    paintSheet(painter, sheet);
    if (!painter.end())
        return fail(ErrorCode::WriteFailed, temporary.string(), "the page cannot be written; check the disk");
    const auto bytes = readFile(temporary);
    if (!bytes) return fail(bytes.error());
    const bool whole =
        bytes->starts_with("%PDF-") && bytes->find("/Count 1") != std::string::npos &&
        bytes->find("%%EOF", bytes->size() - std::min<std::size_t>(bytes->size(), 32)) != std::string::npos;
    return whole ? Result<void>() : Result<void>(differs(temporary));
}

using PageWriter = Result<void> (*)(const fs::path&, const CaseStudySheet&);

/// Null for an unknown extension.
PageWriter writerFor(const fs::path& file) {
    const std::string extension = file.extension().string();
    if (extension == ".png") return writeAsPng;
    if (extension == ".svg") return writeAsSvg;
    if (extension == ".pdf") return writeAsPdf;
    return nullptr;
}

} // namespace

Result<CaseStudySheet> buildSheet(const ExportClip& clip, const SheetForm& wanted, const FrameSelection& frames,
                                  const ProgressCallback& progress, std::stop_token stop) {
    const std::string name = exportName(clip.record.clip);
    const SheetTemplate form = wanted.form;
    const std::vector<KeyFrame> chosen = chosenKeys(clip.record.clip, frames, wanted.seconds);
    Material material{clip, columnsOf(chosen), {}};
    if (material.keys.empty())
        return fail(ErrorCode::MissingData, name, "there is no key frame among the chosen frames; choose others");
    auto source = clip.open_source();
    if (!source) return fail(source.error());
    for (const KeyFrame& key : material.keys) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, name, "cancelled");
        const auto frame = (*source)->frameAt(key.frame);
        if (!frame) return fail(frame.error());
        material.pictures.push_back(pictureForCell((*frame)->image));
        if (progress)
            progress(
                {static_cast<double>(material.pictures.size()) / static_cast<double>(material.keys.size() + 1), name});
    }
    CaseStudySheet sheet;
    sheet.title = text(name);
    sheet.subtitle = facts(clip.record.clip);
    for (const KeyFrame& key : material.keys)
        sheet.columns.append(Sheet::tr("second %1 (frame %2)").arg(key.second).arg(key.frame));
    const bool with_sound = form != SheetTemplate::Free || std::any_of(wanted.rows.begin(), wanted.rows.end(),
                                                                       [](const FreeRow& row) { return row.is_sound; });
    if (auto sound = with_sound ? addSound(material, **source, stop, sheet) : Result<void>(); !sound)
        return fail(sound.error());
    if (form == SheetTemplate::Free) {
        addFreeRows(material, wanted.rows, sheet);
        if (sheet.rows.empty())
            return fail(ErrorCode::MissingData, name,
                        "there is nothing to show in the chosen rows; run a method or choose others");
    } else {
        sheet.rows.push_back({Sheet::tr("Picture"), {}, {LayerKind::Picture}, material.frames(nullptr), {}});
        if (form == SheetTemplate::CaseStudy) addTruth(material, sheet);
        for (const PredictionPtr& prediction : clip.predictions)
            addPrediction(material, prediction, form, sheet);
        if (form == SheetTemplate::CaseStudy) addObjects(material, sheet);
    }
    if (form == SheetTemplate::HeatMaps && sheet.rows.size() < 2)
        return fail(ErrorCode::MissingData, name,
                    "no prediction with a heat map is at hand; run a method that makes one");
    if (chosen.size() > material.keys.size())
        sheet.footnotes.append(Sheet::tr("%1 of %2 seconds are shown.").arg(material.keys.size()).arg(chosen.size()));
    return sheet;
}

bool isSheetFile(const fs::path& file) {
    return writerFor(file) != nullptr;
}

Result<void> writeSheet(const fs::path& file, const CaseStudySheet& sheet) {
    const PageWriter write = writerFor(file);
    if (!write)
        return fail(ErrorCode::UnsupportedFormat, file.string(),
                    "sheets are written as .png, .svg or .pdf; choose one of these");
    return writeFileAtomically(file, [&](const fs::path& temporary) -> Result<void> {
        const auto written = write(temporary, sheet);
        // Nobody knows the temporary name.
        return written ? written : fail(written.error().code, file.string(), written.error().reason);
    });
}

} // namespace soundmask
