#include "tests/core/project/random_edits.h"

#include <algorithm>
#include <string>

namespace soundmask::test {

namespace {

constexpr Size kClipSizes[] = {{64, 48}, {33, 17}};
constexpr std::size_t kMostClips = 4;
constexpr std::size_t kMostLayers = 4;

} // namespace

Edit RandomEdits::next(const Project& project) {
    Edit edit{"random edit", {}};
    Project after = project;
    for (std::size_t count = 1 + below(3); count > 0; --count) {
        edit.changes.push_back(change(after));
        if (count > 1) std::ignore = apply(after, Edit{{}, {edit.changes.back()}});
    }
    return edit;
}

Change RandomEdits::change(const Project& project) {
    const std::size_t clips = project.clips.size();
    if (clips == 0 || (clips < kMostClips && below(20) == 0)) return AddClip{below(clips + 1), clip({project.next_id})};
    const std::size_t position = below(clips);
    const ClipRecord& record = project.clips[position];
    if (below(40) == 0) return RemoveClip{position, record};
    const ClipId id = record.clip.id;
    const std::size_t layers = record.layers.size();
    if (layers == 0 || (layers < kMostLayers && below(8) == 0))
        return AddLayer{id, below(layers + 1), layer({project.next_id}, record.clip.size)};
    switch (below(9)) {
    case 8: {
        const auto frame = static_cast<FrameIndex>(below(5));
        const auto before = record.markers.find(frame);
        const bool existed = before != record.markers.end();
        const Marker after{"door \u00e4 " + std::to_string(below(100)), {static_cast<std::uint8_t>(below(256)), 3, 4}};
        return SetMarker{id, frame, existed ? std::optional(before->second) : std::nullopt,
                         existed && below(2) == 0 ? std::nullopt : std::optional(after)};
    }
    case 0: {
        const auto frame = static_cast<FrameIndex>(below(5));
        const auto before = record.prompts.find(frame);
        return SetPrompts{id, frame, before == record.prompts.end() ? PromptSet{} : before->second, prompts()};
    }
    case 1:
        return SetReviewState{id, record.review_state, static_cast<ReviewState>(below(4))};
    case 2:
        return MoveLayer{id, below(layers), below(layers)};
    default: {
        const std::size_t at = below(layers);
        return layerChange(record, record.layers[at], at);
    }
    }
}

Change RandomEdits::layerChange(const ClipRecord& record, const MaskLayer& layer, std::size_t position) {
    const ClipId clip = record.clip.id;
    switch (below(10)) {
    case 0:
        return RemoveLayer{clip, position, layer};
    case 1: {
        LayerProperties after = propertiesOf(layer);
        after.name = "layer " + std::to_string(below(100));
        after.class_name = below(2) == 0 ? "" : "Gitarre \u00fc";
        after.colour[below(3)] = static_cast<std::uint8_t>(below(256));
        after.opacity = static_cast<double>(below(1000)) / 999.0;
        after.visible = below(2) == 0;
        after.locked = below(2) == 0;
        return SetLayerProperties{clip, layer.id, propertiesOf(layer), after};
    }
    case 2: {
        const int second = 1 + static_cast<int>(below(5));
        const auto before = layer.sound_states.find(second);
        return SetSoundState{clip, layer.id, second,
                             before == layer.sound_states.end() ? SoundState::Unsure : before->second,
                             static_cast<SoundState>(below(4))};
    }
    default: {
        const auto frame = static_cast<FrameIndex>(below(5));
        const auto before = layer.masks.find(frame);
        const bool existed = before != layer.masks.end();
        if (existed && below(5) == 0) return EditMask{clip, layer.id, frame, true, false, before->second};
        return EditMask{clip, layer.id, frame, existed, true, mask(record.clip.size)};
    }
    }
}

Clip RandomEdits::clip(ClipId id) {
    Clip made;
    made.id = id;
    made.path = "/videos/clip " + std::to_string(id.value) + ".mp4";
    made.name = "clip " + std::to_string(id.value);
    made.category = below(2) == 0 ? "" : "playing_piano";
    made.split = below(2) == 0 ? "" : "train";
    made.size = kClipSizes[below(2)];
    made.frame_rate = {30000, 1001};
    made.frame_count = 150;
    made.duration_s = 150 * 1001 / 30000.0;
    for (int second = 1; second <= 5; ++second)
        made.key_frames.push_back({second, second * 28, second * 0.93});
    return made;
}

MaskLayer RandomEdits::layer(LayerId id, Size size) {
    MaskLayer made;
    made.id = id;
    made.name = "layer " + std::to_string(id.value);
    made.colour = {static_cast<std::uint8_t>(below(256)), 1, 2};
    made.origin = static_cast<LayerOrigin>(below(3));
    for (std::size_t count = below(3); count > 0; --count)
        made.masks[static_cast<FrameIndex>(below(5))] = mask(size);
    if (below(2) == 0) made.sound_states[2] = SoundState::Sounding;
    return made;
}

PromptSet RandomEdits::prompts() {
    PromptSet made;
    for (std::size_t count = below(3); count > 0; --count) {
        made.points.push_back({{static_cast<double>(below(6400)) / 100.0, static_cast<double>(below(17))},
                               below(2) == 0,
                               static_cast<double>(below(100)) / 99.0,
                               static_cast<PromptOrigin>(below(2))});
    }
    if (below(3) == 0) made.boxes.push_back({{1.25, 2.0, 10.0 / 3.0, 7.5}, 0.1, "piano", PromptOrigin::User});
    return made;
}

MaskRle RandomEdits::mask(Size size) {
    Mask dense(size);
    const std::size_t left = below(static_cast<std::size_t>(size.width)),
                      top = below(static_cast<std::size_t>(size.height));
    const std::size_t width = below(12), height = below(12);
    for (std::size_t y = top; y < std::min<std::size_t>(top + height, static_cast<std::size_t>(size.height)); ++y)
        for (std::size_t x = left; x < std::min<std::size_t>(left + width, static_cast<std::size_t>(size.width)); ++x)
            dense.at(static_cast<int>(x), static_cast<int>(y)) = 1;
    return MaskRle::fromDense(dense);
}

} // namespace soundmask::test
