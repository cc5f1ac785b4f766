#include "core/engine/export_report.h"

#include <array>
#include <iterator>
#include <set>

#include "core/models/json_text.h"

namespace soundmask {

namespace {

struct FormatFacts {
    ExportFormat format;
    std::string_view name;
    std::string_view overlap;
};

constexpr std::array kFormats{
    FormatFacts{ExportFormat::Avsbench, "avsbench", "a pixel is set where any sounding object has it"},
    FormatFacts{ExportFormat::Davis, "davis",
                "a pixel belongs to one object; where several have it, the topmost gets it"},
    FormatFacts{ExportFormat::Overlay, "overlay",
                "objects are painted over each other half transparent, the topmost last"},
    FormatFacts{ExportFormat::Sheet, "sheet",
                "objects are painted over each other half transparent, the topmost last"}};

const FormatFacts& factsOf(ExportFormat format) {
    return kFormats[static_cast<std::size_t>(format)];
}

constexpr std::array kAll{ExportFormat::Avsbench, ExportFormat::Davis, ExportFormat::Overlay, ExportFormat::Sheet};

} // namespace

std::span<const ExportFormat> allExportFormats() {
    return kAll;
}

std::string_view formatName(ExportFormat format) {
    return factsOf(format).name;
}

std::string_view overlapRule(ExportFormat format) {
    return factsOf(format).overlap;
}

Result<ExportFormat> exportFormatFromName(const std::string& name) {
    std::string known;
    for (const FormatFacts& facts : kFormats) {
        if (facts.name == name) return facts.format;
        known += (known.empty() ? "" : ", ") + std::string(facts.name);
    }
    return fail(ErrorCode::UnknownName, name, "there is no such export format; there are " + known);
}

std::vector<FrameIndex> selectedFrames(const ClipRecord& record, const FrameSelection& selection) {
    std::set<FrameIndex> frames;
    if (selection.which == FrameSelection::Which::KeyFrames) {
        for (const KeyFrame& key_frame : record.clip.key_frames)
            frames.insert(key_frame.frame);
    } else {
        for (const MaskLayer& layer : record.layers)
            if (layer.origin != LayerOrigin::GroundTruth)
                for (const auto& [frame, mask] : layer.masks)
                    frames.insert(frame);
    }
    std::erase_if(frames, [&](FrameIndex frame) { return !selection.holds(frame); });
    return {frames.begin(), frames.end()};
}

MaskLayer layerOf(const Prediction& prediction, const std::string& name) {
    MaskLayer layer;
    layer.name = name;
    layer.origin = LayerOrigin::Model;
    for (const FramePrediction& frame : prediction.frames)
        layer.masks[frame.key_frame.frame] = frame.mask;
    return layer;
}

std::string exportName(const Clip& clip) {
    return clip.path.filename().string() == clip.name && clip.path.has_extension() ? clip.path.stem().string()
                                                                                   : clip.name;
}

Result<void> checkExportNames(std::span<const std::string> names) {
    std::set<std::string> seen;
    for (const std::string& name : names) {
        const bool usable = !name.empty() && name != "." && name != ".." &&
                            name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
        if (!usable) return fail(ErrorCode::InvalidValue, name, "this clip name cannot be a folder; rename the clip");
        if (!seen.insert(name).second)
            return fail(ErrorCode::InvalidValue, name, "two clips have this name; rename one of them");
    }
    return {};
}

void ExportReport::add(ExportReport other) {
    const auto take = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    take(files, other.files);
    take(frames_without_mask, other.frames_without_mask);
    take(warnings, other.warnings);
}

std::string ExportReport::toJson() const {
    Json document{{"schema", "soundmask/export/1"}, {"format", formatName(format)}, {"overlap", overlapRule(format)}};
    document["files"] = Json::array();
    for (const std::filesystem::path& file : files)
        document["files"].push_back(file.string());
    document["frames_without_mask"] = frames_without_mask;
    document["warnings"] = soundmask::toJson(warnings);
    return documentText(document);
}

} // namespace soundmask
