#include "core/engine/davis_exporter.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/base/jpeg_io.h"
#include "core/models/json_text.h"
#include "core/engine/progress_share.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr int kJpegQuality = 95;
using Objects = std::vector<const MaskLayer*>;

fs::path numbered(const fs::path& folder, FrameIndex frame, const char* extension) {
    return folder / fmt::format("{:05}{}", frame, extension);
}

/// The layers that are exported, from the bottom; names of hidden ones become warnings.
Objects objectsOf(const ClipRecord& record, std::vector<Warning>& warnings) {
    Objects objects;
    for (const MaskLayer& layer : record.layers) {
        if (layer.origin == LayerOrigin::GroundTruth) continue;
        if (layer.visible)
            objects.push_back(&layer);
        else if (!layer.masks.empty())
            warnings.push_back(
                {"hidden-layers", record.clip.name + ": the hidden layer \"" + layer.name + "\" is left out"});
    }
    return objects;
}

/// Pixels that several objects have.
struct Overlap {
    std::size_t pixels = 0;
    int frames = 0;
};

/// The indices of one frame; empty when no object has a mask there.
LabelMap labelsOf(const Objects& objects, FrameIndex frame, Size size, Overlap& overlap) {
    LabelMap labels;
    std::size_t shared = 0;
    for (std::size_t k = 0; k < objects.size(); ++k) {
        const auto found = objects[k]->masks.find(frame);
        if (found == objects[k]->masks.end() || found->second.size() != size) continue;
        if (labels.isEmpty()) labels = LabelMap(size);
        const Mask mask = found->second.toDense();
        for (std::size_t i = 0; i < mask.values.size(); ++i) {
            if (!mask.values[i]) continue;
            shared += labels.values[i] != 0;
            labels.values[i] = static_cast<std::uint8_t>(k + 1);
        }
    }
    overlap.pixels += shared;
    overlap.frames += shared > 0;
    return labels;
}

Result<void> readBack(const fs::path& path, const LabelMap& wanted,
                      const std::vector<std::array<std::uint8_t, 3>>& palette) {
    const auto png = readRawPng(path);
    if (!png) return fail(png.error());
    const bool equal = png->mode == RawPng::Mode::Palette && png->bit_depth == 8 && png->size == wanted.size &&
                       png->palette == palette &&
                       std::equal(wanted.values.begin(), wanted.values.end(), png->samples.begin(), png->samples.end());
    if (!equal)
        return fail(ErrorCode::WriteFailed, path.string(), "the written mask reads back differently; check the disk");
    return {};
}

Result<void> writeJpeg(const fs::path& path, const Image& image) {
    auto bytes = encodeJpeg(image, kJpegQuality);
    if (!bytes) return fail(bytes.error().code, path.string(), bytes.error().reason);
    return writeFileAtomically(path, std::as_bytes(std::span(*bytes)));
}

Result<void> writeObjects(const fs::path& path, const ClipRecord& record, const Objects& objects) {
    Json document{{"schema", "soundmask/davis/1"},
                  {"clip", record.clip.name},
                  {"width", record.clip.size.width},
                  {"height", record.clip.size.height},
                  {"objects", Json::array()}};
    for (std::size_t k = 0; k < objects.size(); ++k)
        document["objects"].push_back({{"index", k + 1},
                                       {"name", objects[k]->name},
                                       {"class", objects[k]->class_name},
                                       {"colour", objects[k]->colour}});
    return writeDocument(path, document);
}

/// Adds \p names to the list of a split.
Result<void> writeSplit(const fs::path& path, const std::vector<std::string>& names) {
    std::vector<std::string> lines;
    std::error_code error;
    if (fs::exists(path, error)) {
        const auto before = readFile(path);
        if (!before) return fail(before.error());
        std::istringstream text(*before);
        for (std::string line; std::getline(text, line);)
            if (!line.empty()) lines.push_back(line);
    }
    for (const std::string& name : names)
        if (std::find(lines.begin(), lines.end(), name) == lines.end()) lines.push_back(name);
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    return writeFileAtomically(path, text);
}

Result<ExportReport> exportOne(const ExportClip& clip, const fs::path& folder, const FrameSelection& selection,
                               const ProgressCallback& progress, const std::stop_token& stop) {
    ExportReport report{.format = ExportFormat::Davis};
    const std::string name = exportName(clip.record.clip);
    const Objects objects = objectsOf(clip.record, report.warnings);
    if (objects.size() > kMostDavisObjects)
        return fail(ErrorCode::InvalidValue, name, "DAVIS files hold at most 254 objects; hide some or choose fewer");
    std::unique_ptr<FrameSource> source;
    if (clip.open_source) {
        auto opened = clip.open_source();
        if (!opened) return fail(opened.error());
        source = std::move(*opened);
    }
    const fs::path masks = folder / "Annotations/Full-Resolution" / name;
    const fs::path pictures = folder / "JPEGImages/Full-Resolution" / name;
    const auto palette = davisPalette();
    const std::vector<FrameIndex> frames = selectedFrames(clip.record, selection);
    Overlap overlap;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, folder.string(), "cancelled");
        const LabelMap labels = labelsOf(objects, frames[i], clip.record.clip.size, overlap);
        if (labels.isEmpty()) {
            report.frames_without_mask.push_back(fmt::format("{}/{:05}", name, frames[i]));
            continue;
        }
        const fs::path path = numbered(masks, frames[i], ".png");
        if (auto written = writeIndexedPng(path, labels, palette); !written) return fail(written.error());
        if (auto same = readBack(path, labels, palette); !same) return fail(same.error());
        report.files.push_back(path);
        if (source) {
            const auto frame = source->frameAt(frames[i]);
            if (!frame) return fail(frame.error());
            const fs::path picture = numbered(pictures, frames[i], ".jpg");
            if (auto written = writeJpeg(picture, (*frame)->image); !written) return fail(written.error());
            report.files.push_back(picture);
        }
        if (progress) progress({static_cast<double>(i + 1) / static_cast<double>(frames.size()), name});
    }
    if (overlap.pixels > 0)
        report.warnings.push_back(
            {"overlap", fmt::format("{}: {} pixels on {} frames lie in several objects; the topmost "
                                    "object got them",
                                    name, overlap.pixels, overlap.frames)});
    if (report.files.empty()) return report;
    const fs::path list = folder / "Objects" / (name + ".json");
    if (auto written = writeObjects(list, clip.record, objects); !written) return fail(written.error());
    report.files.push_back(list);
    return report;
}

} // namespace

std::vector<std::array<std::uint8_t, 3>> davisPalette() {
    std::vector<std::array<std::uint8_t, 3>> palette(256);
    for (std::size_t index = 0; index < palette.size(); ++index)
        for (std::size_t bit = 0; bit < 8; ++bit)
            for (std::size_t channel = 0; channel < 3; ++channel)
                palette[index][channel] |=
                    static_cast<std::uint8_t>(((index >> (3 * bit + channel)) & 1U) << (7U - bit));
    return palette;
}

Result<ExportReport> exportDavis(const std::vector<ExportClip>& clips, const fs::path& folder,
                                 const FrameSelection& frames, const ProgressCallback& progress, std::stop_token stop) {
    std::vector<std::string> names;
    for (const ExportClip& clip : clips)
        names.push_back(exportName(clip.record.clip));
    if (auto good = checkExportNames(names); !good) return fail(good.error());
    ExportReport report{.format = ExportFormat::Davis};
    std::map<std::string, std::vector<std::string>> splits;
    for (std::size_t i = 0; i < clips.size(); ++i) {
        auto one = exportOne(clips[i], folder, frames, shareOf(progress, i, clips.size()), stop);
        if (!one) return one;
        const std::string& split = clips[i].record.clip.split;
        if (!one->files.empty()) splits[split.empty() ? "all" : split].push_back(names[i]);
        report.add(std::move(*one));
    }
    for (const auto& [split, list] : splits) {
        const fs::path path = folder / "ImageSets/2017" / (split + ".txt");
        if (auto written = writeSplit(path, list); !written) return fail(written.error());
        report.files.push_back(path);
    }
    return report;
}

} // namespace soundmask
