#pragma once

#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "core/base/error.h"
#include "core/base/frame_source.h"
#include "core/media/frame_cache.h"

namespace soundmask {

/// Decodes the pictures of the open clip on a thread of its own: the one asked for last first, then those around it.
/// `request` never waits; requests that were overtaken before their turn are skipped.
class PlaybackDecoder : public QObject {
    Q_OBJECT

  public:
    /// How the pictures around the requested one are chosen.
    enum class Motion { Still, Forward, Backward };

    /// Keeps at most \p cache_bytes of pictures.
    PlaybackDecoder(std::unique_ptr<FrameSource> source, std::size_t cache_bytes, QObject* parent = nullptr);
    /// Stops the thread; waits for the picture it is at.
    ~PlaybackDecoder() override;

    /// Asks for \p frame. \returns it when it is at hand; otherwise `frameReady` brings it, unless another one is asked
    /// for first. GUI thread.
    FramePtr request(FrameIndex frame, Motion motion);

  Q_SIGNALS:
    void frameReady(const soundmask::FramePtr& frame);
    /// Picture \p frame cannot be decoded; the others can perhaps.
    void frameFailed(qint64 frame, const soundmask::Error& error);

  private:
    void run(std::stop_token stop);
    /// The next picture worth decoding around the wanted one, or none. The caller holds the mutex.
    std::optional<FrameIndex> nextToPrefetch();

    FrameCache m_cache;
    FrameIndex m_frame_count;
    int m_ahead; ///< pictures worth decoding in advance, bounded by the cache

    // Decoder's thread only.
    std::unique_ptr<FrameSource> m_source;

    // Guarded by m_mutex.
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<FrameIndex> m_request; ///< not answered yet
    FrameIndex m_centre = -1;            ///< asked for last
    Motion m_motion = Motion::Still;
    std::set<FrameIndex> m_broken; ///< not tried again

    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace soundmask
