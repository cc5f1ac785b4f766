#include "core/media/stills_source.h"

#include <algorithm>
#include <cmath>

#include "core/base/image_io.h"
#include "core/media/sound_reader.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr double kTakenAt_s = 15.0 / 16.0; ///< AVSBench's place within a second
constexpr double kClockRounding_s = 1e-6;

} // namespace

struct StillsSource::Parts {
    std::string name;
    std::vector<fs::path> pictures;
    Size size;
    std::unique_ptr<SoundReader> sound; ///< null without a sound file
    fs::path missing_sound;
};

Result<std::unique_ptr<StillsSource>> StillsSource::open(std::string name, std::vector<fs::path> pictures,
                                                         const std::optional<fs::path>& sound, fs::path missing_sound) {
    if (pictures.empty()) return fail(ErrorCode::InvalidValue, name, "a clip needs at least one picture");
    auto parts = std::make_unique<Parts>();
    const auto first = readImage(pictures.front());
    if (!first) return fail(first.error());
    if (sound) {
        auto reader = SoundReader::open(*sound, {});
        if (!reader) return fail(reader.error());
        parts->sound = std::move(*reader);
    }
    parts->missing_sound = std::move(missing_sound);
    parts->name = std::move(name);
    parts->pictures = std::move(pictures);
    parts->size = first->size();
    return std::unique_ptr<StillsSource>(new StillsSource(std::move(parts)));
}

StillsSource::StillsSource(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
StillsSource::~StillsSource() = default;

std::string StillsSource::name() const {
    return m_parts->name;
}
Size StillsSource::size() const {
    return m_parts->size;
}
FrameIndex StillsSource::frameCount() const {
    return static_cast<FrameIndex>(m_parts->pictures.size());
}
Rational StillsSource::frameRate() const {
    return {1, 1};
}
double StillsSource::frameTime_s(FrameIndex index) const {
    return static_cast<double>(index) + kTakenAt_s;
}
double StillsSource::duration_s() const {
    return static_cast<double>(frameCount());
}
bool StillsSource::hasSound() const {
    return m_parts->sound != nullptr;
}

fs::path StillsSource::missingSoundFile() const {
    return m_parts->missing_sound;
}

double StillsSource::soundEnd_s() const {
    return hasSound() ? m_parts->sound->end_s().value_or(duration_s()) : 0.0;
}

FrameIndex StillsSource::frameShownAt(double t_s) const {
    const auto index = static_cast<FrameIndex>(std::floor(t_s - kTakenAt_s + kClockRounding_s));
    return std::clamp<FrameIndex>(index, 0, frameCount() - 1);
}

std::vector<KeyFrame> StillsSource::keyFrames() const {
    std::vector<KeyFrame> keys;
    for (FrameIndex frame = 0; frame < frameCount(); ++frame)
        keys.push_back({static_cast<int>(frame) + 1, frame, frameTime_s(frame)});
    return keys;
}

Result<FramePtr> StillsSource::frameAt(FrameIndex index) {
    if (index < 0 || index >= frameCount())
        return fail(ErrorCode::FrameUnavailable, name(),
                    "there is no picture " + std::to_string(index) + "; it has " + std::to_string(frameCount()));
    const fs::path& path = m_parts->pictures[static_cast<std::size_t>(index)];
    auto image = readImage(path);
    if (!image) return fail(ErrorCode::FrameUnavailable, path.string(), image.error().reason);
    if (image->size() != size())
        return fail(ErrorCode::FrameUnavailable, path.string(), "its size differs from the clip's first picture");
    return std::make_shared<const Frame>(Frame{std::move(*image), index, frameTime_s(index)});
}

Result<AudioBlock> StillsSource::audio(TimeSpan span, int rate_hz, int channels) {
    if (!hasSound()) return fail(ErrorCode::NoSoundTrack, name(), "the clip has no sound file");
    return m_parts->sound->read({std::max(span.begin_s, 0.0), std::min(span.end_s, duration_s())}, rate_hz, channels);
}

} // namespace soundmask
