#pragma once

#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/engine/prediction_job.h"
#include "core/project/prediction.h"
#include "core/project/project.h"

namespace soundmask {

/// What the work on clips can be written as.
enum class ExportFormat { Avsbench, Davis, Overlay, Sheet };

std::span<const ExportFormat> allExportFormats();
/// As on the command line: "avsbench", "davis", "overlay", "sheet".
std::string_view formatName(ExportFormat format);
/// Error: UnknownName, listing the formats there are.
Result<ExportFormat> exportFormatFromName(const std::string& name);
/// What becomes of pixels that several objects share; one English sentence without a full stop.
std::string_view overlapRule(ExportFormat format);

/// One clip to be exported.
struct ExportClip {
    ClipRecord record; ///< with the layers to be exported, and ground truth for formats that show it
    std::vector<PredictionPtr> predictions; ///< for formats that show heat maps, points and boxes
    SourceFactory open_source;              ///< opens its pictures and sound
};

/// Which frames of a clip are exported.
struct FrameSelection {
    enum class Which {
        KeyFrames, ///< one a second, whether or not there is a mask
        Annotated, ///< all that have a mask
    };
    Which which = Which::KeyFrames;
    FrameIndex first = 0;
    FrameIndex last = std::numeric_limits<FrameIndex>::max(); ///< included

    bool holds(FrameIndex frame) const { return frame >= first && frame <= last; }
};

/// The frames of \p record that \p selection means, ascending.
std::vector<FrameIndex> selectedFrames(const ClipRecord& record, const FrameSelection& selection);

/// What \p prediction found as a layer without id, so that it is exported like an object. Its origin is Model.
MaskLayer layerOf(const Prediction& prediction, const std::string& name);

/// What files of \p clip are called: its name, without the extension of a video file.
std::string exportName(const Clip& clip);
/// Error: InvalidValue for a name that cannot be a folder or comes twice.
Result<void> checkExportNames(std::span<const std::string> names);

/// What an export did.
struct ExportReport {
    ExportFormat format = ExportFormat::Avsbench;
    std::vector<std::filesystem::path> files{};     ///< written, read back and found to be what was meant
    std::vector<std::string> frames_without_mask{}; ///< "NAME_K": nothing is known there, so no file is written
    std::vector<Warning> warnings{};

    /// Adds what another export of the same format did.
    void add(ExportReport other);
    /// Schema soundmask/export/1.
    std::string toJson() const;
};

} // namespace soundmask
