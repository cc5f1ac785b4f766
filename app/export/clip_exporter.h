#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "app/export/sheet_exporter.h"
#include "core/base/progress.h"
#include "core/engine/export_report.h"
#include "widgets/figure/figure_frame.h"

namespace soundmask {

/// How clips are exported.
struct ExportSettings {
    ExportFormat format = ExportFormat::Avsbench;
    std::filesystem::path folder;
    FrameSelection frames;
    LayerSet layers{LayerKind::Picture, LayerKind::Masks}; ///< of an overlay
    SheetForm sheet = SheetTemplate::CaseStudy;
};

/// Writes \p clips into the folder: AVSBench masks as NAME/NAME_K.png, DAVIS as `exportDavis` says, NAME-overlay.mp4,
/// NAME-sheet.png, .svg and .pdf. Any thread with a QGuiApplication. Errors: those of the exporter; InvalidValue for a
/// name that cannot be a file or comes twice. Files written before an error stay.
Result<ExportReport> exportClips(const std::vector<ExportClip>& clips, const ExportSettings& settings,
                                 const ProgressCallback& progress = {}, std::stop_token stop = {});

} // namespace soundmask
