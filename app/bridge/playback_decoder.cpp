#include "app/bridge/playback_decoder.h"

#include <algorithm>

namespace soundmask {

namespace {
/// Half a second of most videos; more would only fill the cache with pictures nobody looks at.
constexpr int kMaxAhead = 16;
} // namespace

PlaybackDecoder::PlaybackDecoder(std::unique_ptr<FrameSource> source, std::size_t cache_bytes, QObject* parent)
    : QObject(parent)
    , m_cache(cache_bytes)
    , m_frame_count(source->frameCount())
    , m_ahead(static_cast<int>(std::min<std::size_t>(
          kMaxAhead, cache_bytes / (3 * std::max<std::size_t>(1, source->size().area() * Image::kChannels)))))
    , m_source(std::move(source))
    , m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {
    qRegisterMetaType<FramePtr>();
}

PlaybackDecoder::~PlaybackDecoder() {
    m_thread.request_stop();
    m_thread.join();
}

FramePtr PlaybackDecoder::request(FrameIndex frame, Motion motion) {
    FramePtr at_hand = m_cache.find(frame);
    {
        const std::lock_guard lock(m_mutex);
        m_request = at_hand ? std::nullopt : std::optional(frame);
        m_centre = frame;
        m_motion = motion;
    }
    m_changed.notify_all();
    return at_hand;
}

std::optional<FrameIndex> PlaybackDecoder::nextToPrefetch() {
    if (m_centre < 0) return std::nullopt;
    const auto wanted = [&](FrameIndex frame) {
        return frame >= 0 && frame < m_frame_count && !m_broken.contains(frame) && !m_cache.find(frame);
    };
    for (int distance = 1; distance <= m_ahead; ++distance) {
        if (m_motion != Motion::Backward && wanted(m_centre + distance)) return m_centre + distance;
        // While playing forwards nothing behind is of use; standing still both sides are.
        const bool backwards = m_motion == Motion::Backward || (m_motion == Motion::Still && distance <= m_ahead / 2);
        if (backwards && wanted(m_centre - distance)) return m_centre - distance;
    }
    return std::nullopt;
}

void PlaybackDecoder::run(std::stop_token stop) {
    while (true) {
        FrameIndex frame = 0;
        bool is_request = false;
        {
            std::unique_lock lock(m_mutex);
            std::optional<FrameIndex> next;
            const bool go = m_changed.wait(lock, stop, [&] {
                is_request = m_request.has_value();
                next = is_request ? m_request : nextToPrefetch();
                return next.has_value();
            });
            if (!go || stop.stop_requested()) return;
            frame = *next;
        }
        Result<FramePtr> decoded = m_source->frameAt(frame);
        {
            const std::lock_guard lock(m_mutex);
            if (decoded)
                m_cache.insert(*decoded);
            else
                m_broken.insert(frame);
            // It may have been asked for while it was being decoded ahead.
            if (m_request == frame) {
                m_request.reset();
                is_request = true;
            }
        }
        if (!is_request) continue;
        // Queued by Qt, since this is not the thread of the receivers.
        if (decoded)
            Q_EMIT frameReady(*decoded);
        else
            Q_EMIT frameFailed(frame, decoded.error());
    }
}

} // namespace soundmask
