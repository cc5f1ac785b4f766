#include "app/bridge/clip_scout.h"

#include "app/export/spectrogram.h"
#include "core/media/onsets.h"

namespace soundmask {

namespace {
/// Shorter clips are read in no time.
constexpr double kWorthKeeping_s = 60.0;
} // namespace

ClipScout::ClipScout(SourceOpener open, std::filesystem::path media, QObject* parent)
    : QObject(parent)
    , m_open(std::move(open))
    , m_media(std::move(media))
    , m_sound_thread([this](std::stop_token stop) { readSound(std::move(stop)); })
    , m_picture_thread([this](std::stop_token stop) { servePictures(std::move(stop)); }) {}

ClipScout::~ClipScout() {
    m_sound_thread.request_stop();
    m_picture_thread.request_stop();
    m_sound_thread.join();
    m_picture_thread.join();
}

void ClipScout::requestThumbnails(const QList<double>& times_s, int height) {
    {
        const std::lock_guard lock(m_mutex);
        m_times.insert(m_times.begin(), times_s.begin(), times_s.end());
        m_height = height;
    }
    m_changed.notify_all();
}

void ClipScout::readSound(std::stop_token stop) {
    // The clip was opened before; if it cannot be opened again, the player says so.
    const auto opened = m_open(stop);
    if (!opened || !(*opened)->hasSound()) return;
    FrameSource& source = **opened;
    const bool is_long = source.duration_s() >= kWorthKeeping_s;
    const SoundSummaryCache cache = SoundSummaryCache::ofProgram();
    if (const auto known = is_long ? cache.find(m_media) : std::nullopt) {
        Q_EMIT waveformReady(known->peaks);
        Q_EMIT onsetsReady(known->onsets_s);
        Q_EMIT spectrogramReady(known->spectrogram, source.duration_s());
        return;
    }
    auto peaks = buildWaveform(source, {}, stop);
    if (stop.stop_requested()) return;
    if (!peaks) return Q_EMIT soundFailed();
    Q_EMIT waveformReady(*peaks);
    auto onsets = readOnsets(source, stop);
    if (onsets) Q_EMIT onsetsReady(*onsets);
    auto picture = buildSpectrogram(source, stop);
    if (picture) Q_EMIT spectrogramReady(*picture, source.duration_s());
    if (is_long && onsets && picture) cache.keep(m_media, {std::move(*peaks), std::move(*onsets), std::move(*picture)});
}

void ClipScout::servePictures(std::stop_token stop) {
    auto source = m_open(stop);
    if (!source) return;
    while (true) {
        double time_s = 0.0;
        int height = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return !m_times.empty(); })) return;
            if (stop.stop_requested()) return;
            time_s = m_times.front();
            m_times.pop_front();
            height = m_height;
        }
        serveThumbnail(**source, time_s, height);
    }
}

void ClipScout::serveThumbnail(FrameSource& source, double time_s, int height) {
    const auto frame = source.frameAt(source.frameShownAt(time_s));
    if (!frame) return;
    const Image& image = (*frame)->image;
    const QImage whole(image.data(), image.width(), image.height(), static_cast<qsizetype>(image.stride()),
                       QImage::Format_RGB888);
    Q_EMIT thumbnailReady(time_s, whole.scaledToHeight(height, Qt::SmoothTransformation));
}

} // namespace soundmask
