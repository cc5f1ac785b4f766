#include "core/project/edit.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace soundmask {

namespace {

template <typename... Callables>
struct Overloaded : Callables... {
    using Callables::operator()...;
};
template <typename... Callables>
Overloaded(Callables...) -> Overloaded<Callables...>;

std::ptrdiff_t offset(std::size_t position) {
    return static_cast<std::ptrdiff_t>(position);
}

bool isFinite(const PromptSet& prompts) {
    const auto finite = [](auto... values) { return (std::isfinite(values) && ...); };
    return std::all_of(prompts.points.begin(), prompts.points.end(),
                       [&](const PointPrompt& p) {
                           return finite(p.point_in_video.x, p.point_in_video.y, p.score.value_or(0.0));
                       }) &&
           std::all_of(prompts.boxes.begin(), prompts.boxes.end(), [&](const BoxPrompt& b) {
               return finite(b.box_in_video.x0, b.box_in_video.y0, b.box_in_video.x1, b.box_in_video.y1,
                             b.score.value_or(0.0));
           });
}

/// Drops entries that say the same as a missing entry, so that one state has one form and "before" can be compared.
MaskLayer inOneForm(MaskLayer layer) {
    std::erase_if(layer.sound_states, [](const auto& entry) { return entry.second == SoundState::Unsure; });
    return layer;
}

ClipRecord inOneForm(ClipRecord record) {
    for (MaskLayer& layer : record.layers)
        layer = inOneForm(std::move(layer));
    std::erase_if(record.prompts, [](const auto& entry) { return entry.second.isEmpty(); });
    return record;
}

/// Does one change; on failure it has changed nothing. Returns why it does not fit, without the change's name.
class Applier {
  public:
    explicit Applier(Project& project)
        : m_project(project) {}

    Result<void> operator()(const AddClip& change) {
        if (!change.clip.id.isValid()) return refused("the clip has no id");
        if (isTaken(change.clip.id))
            return refused("clip " + std::to_string(change.clip.id.value) + " is there already");
        if (change.position > m_project.clips.size()) return refused("the position is behind the last clip");
        m_project.clips.insert(m_project.clips.begin() + offset(change.position),
                               ClipRecord{change.clip, {}, {}, {}, {}});
        claim(change.clip.id.value);
        return {};
    }

    Result<void> operator()(const RemoveClip& change) {
        if (change.position >= m_project.clips.size()) return refused("there is no clip at the position");
        if (m_project.clips[change.position] != inOneForm(change.record)) return refused("the clip is another one");
        m_project.clips.erase(m_project.clips.begin() + offset(change.position));
        return {};
    }

    Result<void> operator()(const AddLayer& change) {
        ClipRecord* record = m_project.clip(change.clip);
        if (!record) return noClip(change.clip);
        if (!change.layer.id.isValid()) return refused("the layer has no id");
        if (record->layer(change.layer.id)) return refused("the layer is there already");
        if (change.position > record->layers.size()) return refused("the position is above the top layer");
        if (auto fits = checkLayer(*record, change.layer); !fits) return fits;
        record->layers.insert(record->layers.begin() + offset(change.position), inOneForm(change.layer));
        claim(change.layer.id.value);
        return {};
    }

    Result<void> operator()(const RemoveLayer& change) {
        ClipRecord* record = m_project.clip(change.clip);
        if (!record) return noClip(change.clip);
        if (change.position >= record->layers.size()) return refused("there is no layer at the position");
        if (record->layers[change.position] != inOneForm(change.layer)) return refused("the layer is another one");
        record->layers.erase(record->layers.begin() + offset(change.position));
        return {};
    }

    Result<void> operator()(const MoveLayer& change) {
        ClipRecord* record = m_project.clip(change.clip);
        if (!record) return noClip(change.clip);
        if (std::max(change.from, change.to) >= record->layers.size())
            return refused("there is no layer at the position");
        const auto first = record->layers.begin();
        if (change.from < change.to) {
            std::rotate(first + offset(change.from), first + offset(change.from) + 1, first + offset(change.to) + 1);
        } else {
            std::rotate(first + offset(change.to), first + offset(change.from), first + offset(change.from) + 1);
        }
        return {};
    }

    Result<void> operator()(const SetLayerProperties& change) {
        MaskLayer* layer = layerOf(change.clip, change.layer);
        if (!layer) return noLayer(change.layer);
        if (propertiesOf(*layer) != change.before) return refused("the layer's properties are other ones");
        if (!isOpacity(change.after.opacity)) return refused("the opacity is outside 0 to 1");
        layer->name = change.after.name;
        layer->class_name = change.after.class_name;
        layer->colour = change.after.colour;
        layer->opacity = change.after.opacity;
        layer->visible = change.after.visible;
        layer->locked = change.after.locked;
        return {};
    }

    Result<void> operator()(const EditMask& change) {
        ClipRecord* record = m_project.clip(change.clip);
        MaskLayer* layer = record ? record->layer(change.layer) : nullptr;
        if (!layer) return noLayer(change.layer);
        if (change.frame < 0) return refused("the frame is negative");
        if (auto fits = checkMask(*record, change.changed); !fits) return fits;
        const auto place = layer->masks.find(change.frame);
        const bool existed = place != layer->masks.end();
        if (existed != change.existed_before)
            return refused(existed ? "the mask is there already" : "there is no mask");
        if (existed && place->second.size() != change.changed.size()) return refused("the mask has another size");
        MaskRle after = existed ? maskXor(place->second, change.changed) : change.changed;
        if (!change.exists_after && !after.isBlank()) return refused("pixels would be left of the removed mask");
        if (change.exists_after)
            layer->masks.insert_or_assign(change.frame, std::move(after));
        else if (existed)
            layer->masks.erase(place);
        return {};
    }

    Result<void> operator()(const SetSoundState& change) {
        MaskLayer* layer = layerOf(change.clip, change.layer);
        if (!layer) return noLayer(change.layer);
        if (change.second < 1) return refused("seconds count from 1");
        const auto place = layer->sound_states.find(change.second);
        const SoundState before = place == layer->sound_states.end() ? SoundState::Unsure : place->second;
        if (before != change.before) return refused("the sound state is another one");
        if (change.after == SoundState::Unsure)
            layer->sound_states.erase(change.second);
        else
            layer->sound_states[change.second] = change.after;
        return {};
    }

    Result<void> operator()(const SetPrompts& change) {
        ClipRecord* record = m_project.clip(change.clip);
        if (!record) return noClip(change.clip);
        if (change.frame < 0) return refused("the frame is negative");
        if (!isFinite(change.after)) return refused("a coordinate or score is not a number");
        const auto place = record->prompts.find(change.frame);
        if ((place == record->prompts.end() ? PromptSet{} : place->second) != change.before)
            return refused("the prompts are other ones");
        if (change.after.isEmpty())
            record->prompts.erase(change.frame);
        else
            record->prompts[change.frame] = change.after;
        return {};
    }

    Result<void> operator()(const SetMarker& change) {
        ClipRecord* record = m_project.clip(change.clip);
        if (!record) return noClip(change.clip);
        if (change.frame < 0) return refused("the frame is negative");
        const auto place = record->markers.find(change.frame);
        if ((place == record->markers.end() ? std::nullopt : std::optional(place->second)) != change.before)
            return refused("the marker is another one");
        if (change.after)
            record->markers.insert_or_assign(change.frame, *change.after);
        else
            record->markers.erase(change.frame);
        return {};
    }

    Result<void> operator()(const SetReviewState& change) {
        ClipRecord* record = m_project.clip(change.clip);
        if (!record) return noClip(change.clip);
        if (record->review_state != change.before) return refused("the review state is another one");
        record->review_state = change.after;
        return {};
    }

  private:
    static Result<void> refused(std::string reason) { return fail(ErrorCode::Internal, "edit", std::move(reason)); }
    static Result<void> noClip(ClipId id) { return refused("there is no clip " + std::to_string(id.value)); }
    static Result<void> noLayer(LayerId id) { return refused("there is no layer " + std::to_string(id.value)); }
    static bool isOpacity(double value) { return value >= 0.0 && value <= 1.0; }

    /// Masks have the clip's size; a clip whose size is not known yet takes any.
    static Result<void> checkMask(const ClipRecord& record, const MaskRle& mask) {
        if (mask.isNull()) return refused("the mask has no size");
        if (!record.clip.size.isEmpty() && mask.size() != record.clip.size)
            return refused("the mask has another size than the clip");
        return {};
    }

    static Result<void> checkLayer(const ClipRecord& record, const MaskLayer& layer) {
        if (!isOpacity(layer.opacity)) return refused("the opacity is outside 0 to 1");
        for (const auto& [frame, mask] : layer.masks) {
            if (frame < 0) return refused("the frame is negative");
            if (auto fits = checkMask(record, mask); !fits) return fits;
        }
        if (!layer.sound_states.empty() && layer.sound_states.begin()->first < 1)
            return refused("seconds count from 1");
        return {};
    }

    /// A number from `next_id` on was never used: no search, which keeps adding a large data set linear.
    bool isTaken(ClipId id) const { return id.value < m_project.next_id && m_project.clip(id); }
    void claim(std::int64_t id) { m_project.next_id = std::max(m_project.next_id, id + 1); }

    MaskLayer* layerOf(ClipId clip, LayerId layer) {
        ClipRecord* record = m_project.clip(clip);
        return record ? record->layer(layer) : nullptr;
    }

    Project& m_project;
};

constexpr const char* kChangeNames[] = {"add clip",    "remove clip",      "add layer", "remove layer",
                                        "move layer",  "layer properties", "edit mask", "sound state",
                                        "set prompts", "review state",     "marker"};
static_assert(std::size(kChangeNames) == std::variant_size_v<Change>);

/// Appends the changes that take one change back. Removing a clip with content takes several to take back.
void appendInverse(const Change& change, std::vector<Change>& out) {
    std::visit(Overloaded{
                   [&](const AddClip& c) {
                       out.push_back(RemoveClip{c.position, ClipRecord{c.clip, {}, {}, {}, {}}});
                   },
                   [&](const RemoveClip& c) {
                       const ClipId id = c.record.clip.id;
                       out.push_back(AddClip{c.position, c.record.clip});
                       if (c.record.review_state != ReviewState::Untouched)
                           out.push_back(SetReviewState{id, ReviewState::Untouched, c.record.review_state});
                       for (std::size_t i = 0; i < c.record.layers.size(); ++i)
                           out.push_back(AddLayer{id, i, c.record.layers[i]});
                       for (const auto& [frame, prompts] : c.record.prompts)
                           out.push_back(SetPrompts{id, frame, {}, prompts});
                       for (const auto& [frame, marker] : c.record.markers)
                           out.push_back(SetMarker{id, frame, {}, marker});
                   },
                   [&](const AddLayer& c) {
                       out.push_back(RemoveLayer{c.clip, c.position, c.layer});
                   },
                   [&](const RemoveLayer& c) {
                       out.push_back(AddLayer{c.clip, c.position, c.layer});
                   },
                   [&](const MoveLayer& c) {
                       out.push_back(MoveLayer{c.clip, c.to, c.from});
                   },
                   [&](const EditMask& c) {
                       EditMask back = c;
                       std::swap(back.existed_before, back.exists_after);
                       out.push_back(std::move(back));
                   },
                   [&](const auto& c) {
                       auto back = c;
                       std::swap(back.before, back.after);
                       out.push_back(std::move(back));
                   },
               },
               change);
}

std::size_t bytesOfText(const std::string& text) {
    return text.capacity() > 15 ? text.capacity() + 1 : 0;
}

std::size_t bytesOfPrompts(const PromptSet& prompts) {
    std::size_t bytes = prompts.points.size() * sizeof(PointPrompt) + prompts.boxes.size() * sizeof(BoxPrompt);
    for (const BoxPrompt& box : prompts.boxes)
        bytes += bytesOfText(box.label);
    return bytes;
}

std::size_t bytesOfClip(const Clip& clip) {
    return clip.path.native().size() + bytesOfText(clip.name) + bytesOfText(clip.category) + bytesOfText(clip.split) +
           clip.key_frames.size() * sizeof(KeyFrame);
}

// What a node of a std::map needs besides its value.
constexpr std::size_t kMapNodeBytes = 32;

std::size_t bytesOfLayer(const MaskLayer& layer) {
    std::size_t bytes = bytesOfText(layer.name) + bytesOfText(layer.class_name);
    for (const auto& [frame, mask] : layer.masks)
        bytes += kMapNodeBytes + sizeof(frame) + sizeof(mask) + mask.bytes();
    return bytes + layer.sound_states.size() * (kMapNodeBytes + sizeof(std::pair<int, SoundState>));
}

std::size_t bytesOfRecord(const ClipRecord& record) {
    std::size_t bytes = bytesOfClip(record.clip);
    for (const MaskLayer& layer : record.layers)
        bytes += sizeof(MaskLayer) + bytesOfLayer(layer);
    for (const auto& [frame, prompts] : record.prompts)
        bytes += kMapNodeBytes + sizeof(frame) + sizeof(prompts) + bytesOfPrompts(prompts);
    for (const auto& [frame, marker] : record.markers)
        bytes += kMapNodeBytes + sizeof(frame) + sizeof(marker) + bytesOfText(marker.name);
    return bytes;
}

std::size_t bytesOfChange(const Change& change) {
    return std::visit(Overloaded{
                          [](const AddClip& c) { return bytesOfClip(c.clip); },
                          [](const RemoveClip& c) { return bytesOfRecord(c.record); },
                          [](const AddLayer& c) { return bytesOfLayer(c.layer); },
                          [](const RemoveLayer& c) { return bytesOfLayer(c.layer); },
                          [](const SetLayerProperties& c) {
                              return bytesOfText(c.before.name) + bytesOfText(c.before.class_name) +
                                     bytesOfText(c.after.name) + bytesOfText(c.after.class_name);
                          },
                          [](const EditMask& c) { return c.changed.bytes(); },
                          [](const SetPrompts& c) { return bytesOfPrompts(c.before) + bytesOfPrompts(c.after); },
                          [](const SetMarker& c) {
                              return bytesOfText(c.before.value_or(Marker()).name) +
                                     bytesOfText(c.after.value_or(Marker()).name);
                          },
                          [](const auto&) { return std::size_t{0}; },
                      },
                      change);
}

FrameIndex frameOf(const Change& change) {
    return std::visit(Overloaded{
                          [](const EditMask& c) { return c.frame; },
                          [](const SetPrompts& c) { return c.frame; },
                          [](const SetMarker& c) { return c.frame; },
                          [](const auto&) { return FrameIndex{-1}; },
                      },
                      change);
}

} // namespace

ClipId clipOf(const Change& change) {
    return std::visit(Overloaded{
                          [](const AddClip& c) { return c.clip.id; },
                          [](const RemoveClip& c) { return c.record.clip.id; },
                          [](const auto& c) { return c.clip; },
                      },
                      change);
}

LayerProperties propertiesOf(const MaskLayer& layer) {
    return {layer.name, layer.class_name, layer.colour, layer.opacity, layer.visible, layer.locked};
}

Result<void> apply(Project& project, const Edit& edit) {
    const std::int64_t next_id = project.next_id;
    Applier applier(project);
    for (std::size_t i = 0; i < edit.changes.size(); ++i) {
        const Result<void> done = std::visit(applier, edit.changes[i]);
        if (done) continue;
        for (std::size_t j = i; j-- > 0;) {
            std::vector<Change> back;
            appendInverse(edit.changes[j], back);
            for (const Change& change : back)
                std::ignore = std::visit(applier, change);
        }
        project.next_id = next_id;
        return fail(ErrorCode::Internal, edit.title,
                    "change " + std::to_string(i + 1) + " (" + kChangeNames[edit.changes[i].index()] +
                        ") does not fit the project: " + done.error().reason);
    }
    return {};
}

Edit inverted(const Edit& edit) {
    Edit back{edit.title, {}};
    back.changes.reserve(edit.changes.size());
    for (auto change = edit.changes.rbegin(); change != edit.changes.rend(); ++change)
        appendInverse(*change, back.changes);
    return back;
}

EditPlace placeOf(const Edit& edit) {
    if (edit.isEmpty()) return {};
    EditPlace place{clipOf(edit.changes.front()), -1};
    bool one_frame = true;
    for (const Change& change : edit.changes) {
        if (clipOf(change) != place.clip) return {};
        const FrameIndex frame = frameOf(change);
        if (frame < 0) continue; // such as the new object of a first stroke
        one_frame = one_frame && (place.frame < 0 || place.frame == frame);
        place.frame = frame;
    }
    if (!one_frame) place.frame = -1;
    return place;
}

std::size_t bytesOf(const Edit& edit) {
    std::size_t bytes = sizeof(Edit) + bytesOfText(edit.title) + edit.changes.capacity() * sizeof(Change);
    for (const Change& change : edit.changes)
        bytes += bytesOfChange(change);
    return bytes;
}

} // namespace soundmask
