#include "core/media/video_file.h"

#include <algorithm>

#include "core/media/media_index.h"
#include "core/media/picture_converter.h"
#include "core/media/picture_decoder.h"
#include "core/media/quick_jumps.h"
#include "core/media/sound_reader.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr double kClockRounding_s = 1e-6; ///< two times closer than this are the same instant

} // namespace

struct VideoFile::Parts {
    std::string name;
    fs::path path;
    MediaInfo info;
    FrameTable table;
    const Size stored_size;
    const bool damaged;
    PictureDecoder decoder;
    PictureConverter converter;
    std::unique_ptr<QuickJumps> jumps;  ///< after table: reads it
    std::unique_ptr<SoundReader> sound; ///< opened when first asked for

    explicit Parts(MediaIndex&& index)
        : name(index.input.name())
        , path(index.input.path())
        , info(std::move(index.info))
        , table(std::move(index.table))
        , stored_size(index.stored_size)
        , damaged(index.damaged)
        , decoder(std::move(index.input), table, index.damaged)
        , converter(index.stored_size, index.orientation) {}
};

Result<std::unique_ptr<VideoFile>> VideoFile::open(const fs::path& path, std::stop_token stop,
                                                   const ProgressCallback& progress) {
    auto index = indexMedia(path, IndexDepth::IfNeeded, std::move(stop), progress);
    if (!index) return fail(index.error());
    return std::unique_ptr<VideoFile>(new VideoFile(std::make_unique<Parts>(std::move(**index))));
}

VideoFile::VideoFile(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
VideoFile::~VideoFile() = default;

void VideoFile::prepareJumps(const fs::path& folder, std::int64_t limit_bytes) {
    // What a codec makes up for damage depends on the way it came, so damaged files are always decoded in one way.
    if (m_parts->damaged || !QuickJumps::worthwhile(m_parts->table, m_parts->stored_size)) return;
    m_parts->jumps = std::make_unique<QuickJumps>(m_parts->path, m_parts->table, folder, limit_bytes);
}

void VideoFile::waitUntilPrepared() {
    if (m_parts->jumps) m_parts->jumps->waitUntilCopied();
}

const MediaInfo& VideoFile::info() const {
    return m_parts->info;
}
std::string VideoFile::name() const {
    return m_parts->name;
}
Size VideoFile::size() const {
    return m_parts->info.video.size;
}
FrameIndex VideoFile::frameCount() const {
    return m_parts->table.count();
}
Rational VideoFile::frameRate() const {
    return m_parts->info.video.frame_rate;
}
double VideoFile::frameTime_s(FrameIndex index) const {
    return m_parts->table.time_s(index) - m_parts->info.start_s;
}
double VideoFile::duration_s() const {
    return m_parts->info.duration_s;
}
bool VideoFile::hasSound() const {
    return m_parts->info.audio.has_value();
}

double VideoFile::soundEnd_s() const {
    return hasSound() ? m_parts->info.audio->end_s : 0.0;
}

FrameIndex VideoFile::frameShownAt(double t_s) const {
    const auto& times_s = m_parts->table.times_s();
    const auto after = std::upper_bound(times_s.begin(), times_s.end(), t_s + m_parts->info.start_s + kClockRounding_s);
    return after == times_s.begin() ? 0 : after - times_s.begin() - 1;
}

std::vector<KeyFrame> VideoFile::keyFrames() const {
    std::vector<KeyFrame> keys;
    const double rate = frameRate().toDouble();
    for (int second = 0; second < secondCount(duration_s()); ++second) {
        const FrameIndex frame = m_parts->info.video.variable_rate ? frameShownAt(second + 15.0 / 16.0)
                                                                   : avsbenchFrame(second, rate, frameCount());
        keys.push_back({second + 1, frame, frameTime_s(frame)});
    }
    return keys;
}

Result<FramePtr> VideoFile::frameAt(FrameIndex index) {
    if (index < 0 || index >= frameCount())
        return fail(ErrorCode::FrameUnavailable, name(),
                    "there is no picture " + std::to_string(index) + "; it has " + std::to_string(frameCount()));
    ffmpeg::Handle<AVFrame> copy;
    if (m_parts->jumps) {
        m_parts->jumps->lookAt(index);
        if (!m_parts->decoder.isNear(index)) copy = m_parts->jumps->find(index);
    }
    Result<const AVFrame*> picture = copy ? Result<const AVFrame*>(copy.get()) : m_parts->decoder.decode(index);
    if (!picture) return fail(picture.error());
    auto image = m_parts->converter.convert(**picture, name());
    if (!image) return fail(image.error());
    return std::make_shared<const Frame>(Frame{std::move(*image), index, frameTime_s(index)});
}

Result<AudioBlock> VideoFile::audio(TimeSpan span, int rate_hz, int channels) {
    if (!hasSound()) return fail(ErrorCode::NoSoundTrack, name(), "the file has no sound track");
    if (!m_parts->sound) {
        auto sound = SoundReader::open(m_parts->path, m_parts->info.start_s);
        if (!sound) return fail(sound.error());
        m_parts->sound = std::move(*sound);
    }
    return m_parts->sound->read({std::max(span.begin_s, 0.0), std::min(span.end_s, duration_s())}, rate_hz, channels);
}

} // namespace soundmask
