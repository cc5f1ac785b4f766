#include "core/engine/avsbench_exporter.h"

#include <algorithm>
#include <set>

#include "core/base/image_io.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// Compares what the file says with what it should say, without any of the reading rules for masks.
Result<void> readBack(const fs::path& path, const MaskRle& wanted) {
    const auto png = readRawPng(path);
    if (!png) return fail(png.error());
    const Mask dense = wanted.toDense();
    const bool form = png->mode == RawPng::Mode::Grey && png->bit_depth == 8 && png->size == dense.size;
    const bool equal =
        form && std::equal(dense.values.begin(), dense.values.end(), png->samples.begin(), png->samples.end(),
                           [](std::uint8_t set, std::uint16_t grey) { return grey == (set ? 255 : 0); });
    if (!equal)
        return fail(ErrorCode::WriteFailed, path.string(), "the written mask reads back differently; check the disk");
    return {};
}

MaskRle united(const MaskRle& a, const MaskRle& b) {
    if (a.isNull()) return b;
    Mask dense = a.toDense();
    const Mask other = b.toDense();
    for (std::size_t i = 0; i < dense.values.size(); ++i)
        dense.values[i] |= other.values[i];
    return MaskRle::fromDense(dense);
}

} // namespace

AvsbenchClip avsbenchClip(const ClipRecord& record, const FrameSelection& frames) {
    AvsbenchClip clip{.name = exportName(record.clip), .seconds = {}, .masks = {}, .warnings = {}};
    std::set<std::string> hidden, unsure;
    for (const KeyFrame& key_frame : record.clip.key_frames) {
        if (!frames.holds(key_frame.frame)) continue;
        clip.seconds.push_back(key_frame.second);
        MaskRle all;
        int visible = 0, quiet = 0;
        for (const MaskLayer& layer : record.layers) {
            if (layer.origin == LayerOrigin::GroundTruth) continue;
            const auto mask = layer.masks.find(key_frame.frame);
            const bool has_mask = mask != layer.masks.end() && mask->second.size() == record.clip.size;
            if (!layer.visible) {
                if (has_mask) hidden.insert(layer.name);
                continue;
            }
            ++visible;
            const auto found = layer.sound_states.find(key_frame.second);
            const SoundState state = found == layer.sound_states.end() ? SoundState::Unsure : found->second;
            if (state == SoundState::Silent || state == SoundState::OffScreen) {
                ++quiet;
            } else if (has_mask) {
                if (state == SoundState::Unsure && layer.origin == LayerOrigin::User && !mask->second.isBlank())
                    unsure.insert(layer.name);
                all = united(all, mask->second);
            }
        }
        if (all.isNull() && visible > 0 && quiet == visible) all = MaskRle(record.clip.size);
        if (!all.isNull()) clip.masks[key_frame.second] = std::move(all);
    }
    for (const std::string& layer : hidden)
        clip.warnings.push_back({"hidden-layers", clip.name + ": the hidden layer \"" + layer + "\" is left out"});
    for (const std::string& layer : unsure)
        clip.warnings.push_back(
            {"unsure-sound", clip.name + ": the layer \"" + layer + "\" is taken as sounding where nobody said so"});
    return clip;
}

Result<ExportReport> exportAvsbench(const std::vector<AvsbenchClip>& clips, const fs::path& folder,
                                    const ProgressCallback& progress, std::stop_token stop) {
    std::vector<std::string> names;
    for (const AvsbenchClip& clip : clips)
        names.push_back(clip.name);
    if (auto good = checkExportNames(names); !good) return fail(good.error());
    ExportReport report{.format = ExportFormat::Avsbench};
    for (std::size_t i = 0; i < clips.size(); ++i) {
        const AvsbenchClip& clip = clips[i];
        report.warnings.insert(report.warnings.end(), clip.warnings.begin(), clip.warnings.end());
        for (const int second : clip.seconds) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, folder.string(), "cancelled");
            const std::string name = clip.name + "_" + std::to_string(second);
            const auto mask = clip.masks.find(second);
            const fs::path path = folder / clip.name / (name + ".png");
            if (mask == clip.masks.end() || mask->second.isNull()) {
                report.frames_without_mask.push_back(name);
                std::error_code ignored;
                if (fs::exists(path, ignored))
                    report.warnings.push_back(
                        {"older-file", path.string() + ": from before this export; nothing is known for it now"});
                continue;
            }
            if (auto written = writeMaskPng(path, mask->second.toDense()); !written) return fail(written.error());
            if (auto same = readBack(path, mask->second); !same) return fail(same.error());
            report.files.push_back(path);
        }
        if (progress) progress({static_cast<double>(i + 1) / static_cast<double>(clips.size()), clip.name});
    }
    return report;
}

} // namespace soundmask
