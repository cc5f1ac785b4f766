#include "app/bridge/clip_scout.h"

#include "app/export/spectrogram.h"

namespace soundmask {

ClipScout::ClipScout(SourceOpener open, QObject* parent)
    : QObject(parent)
    , m_open(std::move(open))
    , m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {}

ClipScout::~ClipScout() {
    m_thread.request_stop();
    m_thread.join();
}

void ClipScout::requestThumbnails(const QList<double>& times_s, int height) {
    {
        const std::lock_guard lock(m_mutex);
        m_times.insert(m_times.begin(), times_s.begin(), times_s.end());
        m_height = height;
    }
    m_changed.notify_all();
}

void ClipScout::run(std::stop_token stop) {
    // The clip was opened before; if it cannot be opened again, the player says so.
    auto source = m_open(stop);
    if (!source) return;
    if ((*source)->hasSound() && !stop.stop_requested()) {
        if (const auto peaks = buildWaveform(**source, {}, stop)) Q_EMIT waveformReady(*peaks);
        if (const auto picture = buildSpectrogram(**source, stop))
            Q_EMIT spectrogramReady(*picture, (*source)->duration_s());
    }
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
