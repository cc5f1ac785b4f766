#include "app/bridge/opened_clip.h"

#include <QStandardPaths>
#include <QtGlobal>

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <span>

#include "core/engine/clip_source.h"
#include "core/media/video_file.h"
#include "core/project/dataset/mask_reader.h"

namespace soundmask {

namespace {

constexpr std::int64_t kMostJumpBytes = std::int64_t{2} << 30; ///< half a minute of 1080p

std::filesystem::path jumpFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString() + "/jumps";
}

MaskRle fitted(const Mask& mask, Size size) {
    const MaskRle rle = MaskRle::fromDense(mask);
    return rle.size() == size ? rle : resizedNearest(rle, size);
}

/// The key frame of 0-based second \p second0, or null.
const KeyFrame* keyFrameOf(const std::vector<KeyFrame>& key_frames, std::size_t second0) {
    for (const KeyFrame& key : key_frames)
        if (key.second == static_cast<int>(second0) + 1) return &key;
    return nullptr;
}

MaskLayer referenceLayer(std::string name, std::string class_name) {
    MaskLayer layer;
    layer.name = std::move(name);
    layer.class_name = std::move(class_name);
    layer.origin = LayerOrigin::GroundTruth;
    layer.locked = true;
    layer.colour = {255, 255, 255};
    return layer;
}

void addClassLayers(const LabelMap& labels, const KeyFrame& key, Size size, std::map<int, MaskLayer>& layers) {
    std::array<bool, 256> present{};
    for (const std::uint8_t label : labels.values)
        present[label] = true;
    const auto names = avssClassNames();
    for (int label = 1; label < static_cast<int>(names.size()); ++label) {
        if (!present[static_cast<std::size_t>(label)]) continue;
        Mask mask(labels.size);
        std::transform(labels.values.begin(), labels.values.end(), mask.values.begin(),
                       [label](std::uint8_t value) { return static_cast<std::uint8_t>(value == label); });
        const std::string name(names[static_cast<std::size_t>(label)]);
        auto [layer, added] = layers.try_emplace(label, referenceLayer(name, name));
        layer->second.masks[key.frame] = fitted(mask, size);
    }
}

/// The number at the end of a file's stem ("name_12" -> 12), or nothing.
std::optional<int> trailingNumber(const std::string& stem) {
    std::size_t begin = stem.size();
    while (begin > 0 && stem[begin - 1] >= '0' && stem[begin - 1] <= '9')
        --begin;
    if (begin == stem.size() || stem.size() - begin > 6) return std::nullopt;
    return std::stoi(stem.substr(begin));
}

} // namespace

std::vector<MaskLayer> readReferenceLayers(const DatasetClip& clip, Size size, const std::vector<KeyFrame>& key_frames,
                                           std::vector<Warning>& warnings) {
    const auto warn = [&](const Error& error) { warnings.push_back({"reference-mask", error.toString()}); };
    if (clip.subset) {
        const std::vector<PaletteColour> palette = avssPalette();
        std::map<int, MaskLayer> layers;
        for (std::size_t k = 0; k < clip.seconds(); ++k) {
            const KeyFrame* key = keyFrameOf(key_frames, k);
            if (!key) continue;
            const bool has_rgb = k < clip.labels_rgb.size() && !clip.labels_rgb[k].empty();
            const bool has_indices = k < clip.labels_semantic.size() && !clip.labels_semantic[k].empty();
            if (!has_rgb && !has_indices) continue;
            const auto reading = has_rgb ? readLabelMap(clip.labels_rgb[k], palette)
                                         : readLabelIndices(clip.labels_semantic[k], static_cast<int>(palette.size()));
            if (!reading) {
                warn(reading.error());
                continue;
            }
            if (reading->warning) warnings.push_back(*reading->warning);
            addClassLayers(reading->labels, *key, size, layers);
        }
        std::vector<MaskLayer> result;
        for (auto& [label, layer] : layers)
            result.push_back(std::move(layer));
        return result;
    }

    MaskLayer layer = referenceLayer(QT_TRANSLATE_NOOP("soundmask::ClipPresenter", "Ground truth"), clip.category);
    for (std::size_t k = 0; k < clip.masks.size(); ++k) {
        const KeyFrame* key = keyFrameOf(key_frames, k);
        if (clip.masks[k].empty() || !key) continue;
        const auto reading = readBinaryMask(clip.masks[k]);
        if (!reading) {
            warn(reading.error());
            continue;
        }
        if (reading->warning) warnings.push_back(*reading->warning);
        layer.masks[key->frame] = fitted(reading->mask, size);
    }
    if (layer.masks.empty()) return {};
    return {std::move(layer)};
}

Result<OpenedClip> loadClip(const ClipLocation& location, std::stop_token stop, const ProgressCallback& progress) {
    OpenedClip opened;
    opened.location = location;
    if (location.dataset_clip) {
        auto source = location.opener()(stop);
        if (!source) return fail(source.error());
        opened.source = std::move(*source);
    } else {
        auto video = VideoFile::open(location.path, stop, progress);
        if (!video) return fail(video.error());
        opened.warnings = (*video)->warnings();
        (*video)->prepareJumps(jumpFolder(), kMostJumpBytes);
        opened.source = std::move(*video);
    }
    const FrameSource& source = *opened.source;
    opened.timing = ClipTiming::of(source);
    if (location.dataset_clip) opened.timing.key_frames = clipKeyFrames(*location.dataset_clip, source);
    opened.has_sound = source.hasSound();

    Clip& clip = opened.clip;
    clip.path = location.path;
    clip.name = location.name();
    clip.size = source.size();
    clip.frame_rate = source.frameRate();
    clip.frame_count = source.frameCount();
    clip.duration_s = source.duration_s();
    clip.key_frames = opened.timing.key_frames;
    if (location.dataset_clip) {
        clip.category = location.dataset_clip->category;
        clip.split = location.dataset_clip->split;
        opened.reference_layers =
            readReferenceLayers(*location.dataset_clip, clip.size, clip.key_frames, opened.warnings);
    }
    return opened;
}

Result<MaskLayer> readMasksFolder(const std::filesystem::path& folder, Size size,
                                  const std::vector<KeyFrame>& key_frames, std::vector<Warning>& warnings) {
    std::error_code error;
    std::map<int, std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".png" && extension != ".PNG" && extension != ".jpg") continue;
        if (const auto number = trailingNumber(entry.path().stem().string())) files[*number] = entry.path();
    }
    if (error) return fail(ErrorCode::FileNotFound, folder.string(), "the folder cannot be read: " + error.message());
    if (files.empty())
        return fail(ErrorCode::MissingData, folder.string(),
                    "it holds no mask pictures; choose the folder with files such as 1.png or name_1.png");

    const int base = files.contains(0) ? 0 : 1;
    MaskLayer layer;
    layer.name = folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
    bool resized = false;
    for (const auto& [number, path] : files) {
        const KeyFrame* key = keyFrameOf(key_frames, static_cast<std::size_t>(number - base));
        if (!key) {
            warnings.push_back({"mask-beyond-clip", fmt::format("{} is beyond the clip's {} seconds and was left out",
                                                                path.filename().string(), key_frames.size())});
            continue;
        }
        const auto reading = readBinaryMask(path);
        if (!reading) return fail(reading.error());
        if (reading->warning) warnings.push_back(*reading->warning);
        resized = resized || reading->mask.size != size;
        layer.masks[key->frame] = fitted(reading->mask, size);
    }
    if (layer.masks.empty())
        return fail(ErrorCode::MissingData, folder.string(), "none of its masks belongs to a second of this clip");
    if (resized)
        warnings.push_back({"mask-resized", fmt::format("the masks were resized to {} x {}", size.width, size.height)});
    return layer;
}

} // namespace soundmask
