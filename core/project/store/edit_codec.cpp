#include "core/project/store/edit_codec.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "core/project/json_number.h"

namespace soundmask {

namespace {

using Json = nlohmann::json;

// --- masks

void appendVarint(Bytes& out, std::uint32_t value) {
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

std::vector<std::uint32_t> varints(const Bytes& bytes) {
    std::vector<std::uint32_t> values;
    std::uint64_t value = 0;
    int shift = 0;
    for (const std::uint8_t byte : bytes) {
        value |= std::uint64_t{byte & 0x7fu} << shift;
        if ((byte & 0x80) == 0) {
            if (value > std::numeric_limits<std::uint32_t>::max()) throw std::runtime_error("a run is too long");
            values.push_back(static_cast<std::uint32_t>(value));
            value = 0;
            shift = 0;
        } else if ((shift += 7) > 28) {
            throw std::runtime_error("a run is too long");
        }
    }
    if (shift != 0) throw std::runtime_error("a mask ends inside a run");
    return values;
}

Json encode(const MaskRle& mask) {
    Bytes runs;
    runs.reserve(mask.runs().size() * 2);
    for (const std::uint32_t run : mask.runs())
        appendVarint(runs, run);
    return Json::array({mask.size().width, mask.size().height, Json::binary(std::move(runs))});
}

MaskRle decodeMask(const Json& json) {
    const Size size{json.at(0).get<int>(), json.at(1).get<int>()};
    MaskRle mask = MaskRle::fromRuns(size, varints(json.at(2).get_binary()));
    if (mask.isNull()) throw std::runtime_error("a mask does not fill its size");
    return mask;
}

// --- checksum

constexpr std::size_t kChecksumBytes = 8;

/// FNV-1a with 64 bits. Source: the IETF draft "The FNV Non-Cryptographic Hash Algorithm" by Fowler, Noll, Vo,
/// Eastlake.
std::array<std::uint8_t, kChecksumBytes> checksum(std::string_view title, std::span<const std::uint8_t> bytes) {
    std::uint64_t hash = 0xcbf29ce484222325;
    const auto add = [&hash](auto byte) { hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001b3; };
    for (const char byte : title)
        add(byte);
    for (const std::uint8_t byte : bytes)
        add(byte);
    std::array<std::uint8_t, kChecksumBytes> sum{};
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] = static_cast<std::uint8_t>(hash >> (8 * i));
    return sum;
}

Bytes sealed(std::string_view title, Bytes bytes) {
    const auto sum = checksum(title, bytes);
    bytes.insert(bytes.end(), sum.begin(), sum.end());
    return bytes;
}

Json unsealed(std::string_view title, std::span<const std::uint8_t> bytes) {
    if (bytes.size() < kChecksumBytes) throw std::runtime_error("it was cut off");
    const auto content = bytes.first(bytes.size() - kChecksumBytes);
    if (!std::ranges::equal(bytes.last(kChecksumBytes), checksum(title, content)))
        throw std::runtime_error("its checksum is wrong");
    return Json::from_cbor(content.begin(), content.end());
}

// --- plain values

template <typename Enum>
Json encodeEnum(Enum value) {
    return static_cast<int>(value);
}

template <typename Enum>
Enum decodeEnum(const Json& json, Enum last) {
    const int value = json.get<int>();
    if (value < 0 || value > static_cast<int>(last)) throw std::runtime_error("an unknown choice");
    return static_cast<Enum>(value);
}

SoundState soundState(const Json& json) {
    return decodeEnum(json, SoundState::OffScreen);
}
ReviewState reviewState(const Json& json) {
    return decodeEnum(json, ReviewState::Checked);
}
PromptOrigin promptOrigin(const Json& json) {
    return decodeEnum(json, PromptOrigin::User);
}
ClipId clipId(const Json& json) {
    return ClipId{json.get<std::int64_t>()};
}
LayerId layerId(const Json& json) {
    return LayerId{json.get<std::int64_t>()};
}

Json encode(const PromptSet& prompts) {
    Json points = Json::array(), boxes = Json::array();
    for (const PointPrompt& p : prompts.points)
        points.push_back(
            {p.point_in_video.x, p.point_in_video.y, p.positive, numberOrNull<Json>(p.score), encodeEnum(p.origin)});
    for (const BoxPrompt& b : prompts.boxes) {
        const BoxF& box = b.box_in_video;
        boxes.push_back({box.x0, box.y0, box.x1, box.y1, numberOrNull<Json>(b.score), b.label, encodeEnum(b.origin)});
    }
    return {{"points", std::move(points)}, {"boxes", std::move(boxes)}};
}

PromptSet decodePrompts(const Json& json) {
    PromptSet prompts;
    for (const Json& p : json.at("points"))
        prompts.points.push_back({{p.at(0).get<double>(), p.at(1).get<double>()},
                                  p.at(2).get<bool>(),
                                  optionalNumber(p.at(3)),
                                  promptOrigin(p.at(4))});
    for (const Json& b : json.at("boxes"))
        prompts.boxes.push_back(
            {{b.at(0).get<double>(), b.at(1).get<double>(), b.at(2).get<double>(), b.at(3).get<double>()},
             optionalNumber(b.at(4)),
             b.at(5).get<std::string>(),
             promptOrigin(b.at(6))});
    return prompts;
}

Json encode(const std::optional<Marker>& marker) {
    return marker ? Json::array({marker->name, marker->colour}) : Json();
}

std::optional<Marker> decodeMarker(const Json& json) {
    if (json.is_null()) return std::nullopt;
    return Marker{json.at(0).get<std::string>(), json.at(1).get<Rgb>()};
}

Json encode(const LayerProperties& p) {
    return {{"name", p.name},       {"class", p.class_name}, {"colour", p.colour},
            {"opacity", p.opacity}, {"visible", p.visible},  {"locked", p.locked}};
}

LayerProperties decodeProperties(const Json& json) {
    return {json.at("name").get<std::string>(), json.at("class").get<std::string>(), json.at("colour").get<Rgb>(),
            json.at("opacity").get<double>(),   json.at("visible").get<bool>(),      json.at("locked").get<bool>()};
}

Json encode(const MaskLayer& layer) {
    Json masks = Json::array(), sounds = Json::array();
    for (const auto& [frame, mask] : layer.masks)
        masks.push_back({frame, encode(mask)});
    for (const auto& [second, state] : layer.sound_states)
        sounds.push_back({second, encodeEnum(state)});
    return {{"id", layer.id.value},
            {"properties", encode(propertiesOf(layer))},
            {"origin", encodeEnum(layer.origin)},
            {"masks", std::move(masks)},
            {"sounds", std::move(sounds)}};
}

MaskLayer decodeLayer(const Json& json) {
    LayerProperties properties = decodeProperties(json.at("properties"));
    MaskLayer layer;
    layer.id = layerId(json.at("id"));
    layer.name = std::move(properties.name);
    layer.class_name = std::move(properties.class_name);
    layer.colour = properties.colour;
    layer.opacity = properties.opacity;
    layer.visible = properties.visible;
    layer.locked = properties.locked;
    layer.origin = decodeEnum(json.at("origin"), LayerOrigin::GroundTruth);
    for (const Json& entry : json.at("masks"))
        layer.masks[entry.at(0).get<FrameIndex>()] = decodeMask(entry.at(1));
    for (const Json& entry : json.at("sounds"))
        layer.sound_states[entry.at(0).get<int>()] = soundState(entry.at(1));
    return layer;
}

Json encode(const Clip& clip) {
    Json key_frames = Json::array();
    for (const KeyFrame& k : clip.key_frames)
        key_frames.push_back({k.second, k.frame, k.time_s});
    return {{"id", clip.id.value},
            {"name", clip.name},
            {"category", clip.category},
            {"split", clip.split},
            {"size", {clip.size.width, clip.size.height}},
            {"rate", {clip.frame_rate.num, clip.frame_rate.den}},
            {"frames", clip.frame_count},
            {"duration", clip.duration_s},
            {"key_frames", std::move(key_frames)}};
}

Clip decodeClip(const Json& json, const ClipPaths& paths) {
    Clip clip;
    clip.id = clipId(json.at("id"));
    if (const auto path = paths.find(clip.id); path != paths.end()) clip.path = path->second;
    clip.name = json.at("name").get<std::string>();
    clip.category = json.at("category").get<std::string>();
    clip.split = json.at("split").get<std::string>();
    clip.size = {json.at("size").at(0).get<int>(), json.at("size").at(1).get<int>()};
    clip.frame_rate = {json.at("rate").at(0).get<std::int64_t>(), json.at("rate").at(1).get<std::int64_t>()};
    clip.frame_count = json.at("frames").get<FrameIndex>();
    clip.duration_s = json.at("duration").get<double>();
    for (const Json& k : json.at("key_frames"))
        clip.key_frames.push_back({k.at(0).get<int>(), k.at(1).get<FrameIndex>(), k.at(2).get<double>()});
    return clip;
}

Json encode(const ClipRecord& record) {
    Json layers = Json::array(), prompts = Json::array(), markers = Json::array();
    for (const MaskLayer& layer : record.layers)
        layers.push_back(encode(layer));
    for (const auto& [frame, set] : record.prompts)
        prompts.push_back({frame, encode(set)});
    for (const auto& [frame, marker] : record.markers)
        markers.push_back({frame, encode(std::optional(marker))});
    return {{"clip", encode(record.clip)},
            {"review", encodeEnum(record.review_state)},
            {"layers", std::move(layers)},
            {"prompts", std::move(prompts)},
            {"markers", std::move(markers)}};
}

ClipRecord decodeRecord(const Json& json, const ClipPaths& paths) {
    ClipRecord record;
    record.clip = decodeClip(json.at("clip"), paths);
    record.review_state = reviewState(json.at("review"));
    for (const Json& layer : json.at("layers"))
        record.layers.push_back(decodeLayer(layer));
    for (const Json& entry : json.at("prompts"))
        record.prompts[entry.at(0).get<FrameIndex>()] = decodePrompts(entry.at(1));
    // Schema version 1 has none.
    for (const Json& entry : json.value("markers", Json::array()))
        if (const auto marker = decodeMarker(entry.at(1))) record.markers[entry.at(0).get<FrameIndex>()] = *marker;
    return record;
}

// --- changes: arrays that begin with a name

struct ChangeEncoder {
    Json operator()(const AddClip& c) const { return {"add clip", c.position, encode(c.clip)}; }
    Json operator()(const RemoveClip& c) const { return {"remove clip", c.position, encode(c.record)}; }
    Json operator()(const AddLayer& c) const { return {"add layer", c.clip.value, c.position, encode(c.layer)}; }
    Json operator()(const RemoveLayer& c) const { return {"remove layer", c.clip.value, c.position, encode(c.layer)}; }
    Json operator()(const MoveLayer& c) const { return {"move layer", c.clip.value, c.from, c.to}; }
    Json operator()(const SetLayerProperties& c) const {
        return {"properties", c.clip.value, c.layer.value, encode(c.before), encode(c.after)};
    }
    Json operator()(const EditMask& c) const {
        return {"mask", c.clip.value, c.layer.value, c.frame, c.existed_before, c.exists_after, encode(c.changed)};
    }
    Json operator()(const SetSoundState& c) const {
        return {"sound", c.clip.value, c.layer.value, c.second, encodeEnum(c.before), encodeEnum(c.after)};
    }
    Json operator()(const SetPrompts& c) const {
        return {"prompts", c.clip.value, c.frame, encode(c.before), encode(c.after)};
    }
    Json operator()(const SetMarker& c) const {
        return {"marker", c.clip.value, c.frame, encode(c.before), encode(c.after)};
    }
    Json operator()(const SetReviewState& c) const {
        return {"review", c.clip.value, encodeEnum(c.before), encodeEnum(c.after)};
    }
};

Change decodeChange(const Json& j, const ClipPaths& paths) {
    const auto& name = j.at(0).get_ref<const std::string&>();
    if (name == "add clip") return AddClip{j.at(1).get<std::size_t>(), decodeClip(j.at(2), paths)};
    if (name == "remove clip") return RemoveClip{j.at(1).get<std::size_t>(), decodeRecord(j.at(2), paths)};
    const ClipId clip = clipId(j.at(1));
    if (name == "add layer") return AddLayer{clip, j.at(2).get<std::size_t>(), decodeLayer(j.at(3))};
    if (name == "remove layer") return RemoveLayer{clip, j.at(2).get<std::size_t>(), decodeLayer(j.at(3))};
    if (name == "move layer") return MoveLayer{clip, j.at(2).get<std::size_t>(), j.at(3).get<std::size_t>()};
    if (name == "prompts")
        return SetPrompts{clip, j.at(2).get<FrameIndex>(), decodePrompts(j.at(3)), decodePrompts(j.at(4))};
    if (name == "marker")
        return SetMarker{clip, j.at(2).get<FrameIndex>(), decodeMarker(j.at(3)), decodeMarker(j.at(4))};
    if (name == "review") return SetReviewState{clip, reviewState(j.at(2)), reviewState(j.at(3))};
    const LayerId layer = layerId(j.at(2));
    if (name == "properties")
        return SetLayerProperties{clip, layer, decodeProperties(j.at(3)), decodeProperties(j.at(4))};
    if (name == "mask")
        return EditMask{
            clip, layer, j.at(3).get<FrameIndex>(), j.at(4).get<bool>(), j.at(5).get<bool>(), decodeMask(j.at(6))};
    if (name == "sound")
        return SetSoundState{clip, layer, j.at(3).get<int>(), soundState(j.at(4)), soundState(j.at(5))};
    throw std::runtime_error("an unknown change '" + name + "'");
}

tl::unexpected<Error> malformed(const std::exception& error) {
    return fail(ErrorCode::MalformedFile, {}, std::string("a stored edit is damaged: ") + error.what());
}

} // namespace

Bytes encodeEdit(const Edit& edit) {
    Json changes = Json::array();
    for (const Change& change : edit.changes)
        changes.push_back(std::visit(ChangeEncoder{}, change));
    return sealed(edit.title, Json::to_cbor(changes));
}

Result<Edit> decodeEdit(std::string title, std::span<const std::uint8_t> bytes, const ClipPaths& paths) {
    try {
        const Json changes = unsealed(title, bytes);
        Edit edit{std::move(title), {}};
        for (const Json& change : changes)
            edit.changes.push_back(decodeChange(change, paths));
        return edit;
    } catch (const std::exception& error) {
        return malformed(error);
    }
}

Bytes encodeRecord(const ClipRecord& record) {
    return sealed({}, Json::to_cbor(encode(record)));
}

Result<ClipRecord> decodeRecord(std::span<const std::uint8_t> bytes, const ClipPaths& paths) {
    try {
        return decodeRecord(unsealed({}, bytes), paths);
    } catch (const std::exception& error) {
        return malformed(error);
    }
}

} // namespace soundmask
