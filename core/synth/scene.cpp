#include "core/synth/scene.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/synth/random.h"

namespace soundmask::synth {

namespace {

constexpr std::array<std::string_view, kKindCount> kKindNames{
    "bell", "drum", "emergency-car", "car", "bird", "dog", "piano", "violin", "keyboard", "helicopter", "saw", "baby"};

constexpr std::string_view kNameAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
constexpr int kNameLength = 11;

constexpr std::size_t kMaxObjects = 4;
constexpr double kLeastDistance = 0.62; // of two centres, in mean sizes: some overlap, never hidden altogether
constexpr int kPlacementTries = 200;

struct Place {
    PointF centre;
    double size_px = 0.0;
};
using Places = std::array<Place, kMaxObjects>;

std::string makeName(Random rng, DatasetLayout layout) {
    std::string name;
    for (int i = 0; i < kNameLength; ++i)
        name += kNameAlphabet[static_cast<std::size_t>(rng.below(64))];
    // Names that begin with "-" or "_" break careless programs; real lists have them, ours more often.
    const double first = rng.uniform();
    if (first < 0.08)
        name[0] = '-';
    else if (first < 0.16)
        name[0] = '_';
    if (layout == DatasetLayout::Ms3 && rng.chance(0.8)) {
        name += '_';
        name += std::to_string(rng.below(30));
    }
    return name;
}

bool areApart(const Places& places) {
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double dx = places[i].centre.x - places[j].centre.x;
            const double dy = places[i].centre.y - places[j].centre.y;
            const double least = kLeastDistance * 0.5 * (places[i].size_px + places[j].size_px);
            if (dx * dx + dy * dy < least * least) return false;
        }
    return true;
}

/// Places for as many objects as a scene may have. Always all of them, so that the distribution of one place does not
/// depend on how many are used.
Places drawPlaces(Random rng) {
    Places places;
    for (int attempt = 0; attempt < kPlacementTries; ++attempt) {
        for (auto& place : places) {
            place.size_px = rng.uniform(70.0, 120.0);
            const double margin = 0.44 * place.size_px;
            place.centre.x = rng.uniform(margin, kFrameSize.width - margin);
            place.centre.y = rng.uniform(margin, kFrameSize.height - margin);
        }
        if (areApart(places)) break;
    }
    return places;
}

/// One or two stretches of activity. A stretch covers whole seconds but for up to 0.3 s at its ends.
std::vector<TimeSpan> drawSpans(Random& rng, DatasetLayout layout) {
    if (layout == DatasetLayout::S4) return {{0.0, static_cast<double>(kSeconds)}};
    std::vector<TimeSpan> spans;
    const auto add = [&](int first, int last) {
        const double begin_s = first + 0.1 * rng.below(4);
        const double end_s = last + 1 - 0.1 * rng.below(4);
        spans.push_back({begin_s, end_s});
    };
    const int first = std::max(0, rng.below(4) - 1);
    const int last = std::min(first + 1 + rng.below(3), kSeconds - 1);
    add(first, last);
    if (last + 2 < kSeconds && rng.chance(0.6)) add(last + 2, kSeconds - 1);
    return spans;
}

SceneObject drawObject(Random rng, const Place& place, ObjectKind kind, DatasetLayout layout) {
    SceneObject object;
    object.kind = kind;
    object.centre = place.centre;
    object.size_px = place.size_px;
    object.tilt_turn = rng.uniform(-0.03, 0.03);
    object.mirrored = rng.chance(0.5);
    object.texture = static_cast<SurfaceTexture>(rng.below(kTextureCount));
    object.motion = static_cast<MotionKind>(rng.below(kMotionCount));
    object.motion_strength = rng.uniform(0.6, 1.0);
    object.motion_rate_hz = rng.uniform(0.8, 2.2);
    object.loudness = rng.uniform(0.4, 0.7);
    object.look_key = rng.next();
    object.voice_key = rng.next();
    object.voice_spans = drawSpans(rng, layout);
    object.motion_key = rng.next();
    object.motion_spans = drawSpans(rng, layout);
    object.moves_with_voice = rng.chance(0.5);
    if (object.moves_with_voice) {
        object.motion_key = object.voice_key;
        object.motion_spans = object.voice_spans;
    }
    return object;
}

struct Cast {
    int objects = 1;
    int sounding = 1;
};

Cast drawCast(Random rng, DatasetLayout layout) {
    const double u = rng.uniform();
    const int silent = u < 0.12 ? 0 : u < 0.7 ? 1 : 2; // nine in ten scenes have a distractor
    if (layout == DatasetLayout::S4) return {1 + silent, 1};
    const int sounding = std::min(1 + rng.below(3), static_cast<int>(kMaxObjects) - silent);
    return {sounding + silent, sounding};
}

/// The numbers 0..count-1 in random order.
template <std::size_t count>
std::array<int, count> shuffled(Random& rng) {
    std::array<int, count> order;
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[static_cast<std::size_t>(rng.below(static_cast<int>(i)))]);
    return order;
}

Background drawBackground(Random rng) {
    Background background;
    background.kind = static_cast<BackgroundKind>(rng.below(kBackgroundCount));
    background.key = rng.next();
    if (rng.chance(0.4)) {
        background.pan_px_per_s.x = rng.uniform(-7.0, 7.0);
        background.pan_px_per_s.y = rng.uniform(-3.0, 3.0);
    }
    return background;
}

} // namespace

std::string_view kindName(ObjectKind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

bool SceneObject::soundsInSecond(int second0) const {
    if (!sounds) return false;
    return std::ranges::any_of(voice_spans, [&](const TimeSpan& span) {
        return std::min(span.end_s, second0 + 1.0) - std::max(span.begin_s, static_cast<double>(second0)) > 0.2;
    });
}

Scene describeScene(std::uint64_t seed, std::uint64_t index, DatasetLayout layout) {
    const std::uint64_t stream = Random::hash(seed) + (layout == DatasetLayout::Ms3 ? 1 : 0);
    Scene scene;
    scene.seed = seed;
    scene.index = index;
    scene.layout = layout;
    scene.name = makeName(Random(stream, index, Purpose::Name), layout);
    scene.background = drawBackground(Random(stream, index, Purpose::Background));
    const auto places = drawPlaces(Random(stream, index, Purpose::Placement));
    const Cast cast = drawCast(Random(stream, index, Purpose::Layout), layout);

    // Which object sounds is decided by place in a shuffled list: it cannot depend on anything visible.
    Random roles(stream, index, Purpose::Roles);
    auto kinds = shuffled<kKindCount>(roles);
    std::vector<std::size_t> sounding;
    for (const int slot : shuffled<kMaxObjects>(roles))
        if (slot < cast.objects && std::ssize(sounding) < cast.sounding)
            sounding.push_back(static_cast<std::size_t>(slot));

    // The first to sound has the class whose turn it is: every twelve scenes in a row hold all classes, so that small
    // data sets are balanced. The others keep the rest in random order, which leaves silent classes uniform too.
    Random dealer(stream, index / kKindCount, Purpose::Turns);
    const int turn = shuffled<kKindCount>(dealer)[index % kKindCount];
    std::swap(kinds[sounding.front()], *std::ranges::find(kinds, turn));

    for (std::size_t slot = 0; slot < static_cast<std::size_t>(cast.objects); ++slot) {
        const Random rng(stream, index * kMaxObjects + slot, Purpose::Object);
        scene.objects.push_back(drawObject(rng, places[slot], static_cast<ObjectKind>(kinds[slot]), layout));
    }
    for (const std::size_t slot : sounding)
        scene.objects[slot].sounds = true;
    return scene;
}

} // namespace soundmask::synth
