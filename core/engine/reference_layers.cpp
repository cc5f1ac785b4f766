#include "core/engine/reference_layers.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/project/dataset/mask_reader.h"

namespace soundmask {

namespace {

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

    MaskLayer layer = referenceLayer("Ground truth", clip.category);
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

Clip clipOf(const FrameSource& source, const std::filesystem::path& path, const std::string& name,
            const DatasetClip* member) {
    Clip clip;
    clip.path = path;
    clip.name = name;
    clip.size = source.size();
    clip.frame_rate = source.frameRate();
    clip.frame_count = source.frameCount();
    clip.duration_s = source.duration_s();
    clip.key_frames = member ? clipKeyFrames(*member, source) : source.keyFrames();
    if (member) {
        clip.category = member->category;
        clip.split = member->split;
    }
    return clip;
}

} // namespace soundmask
