#pragma once

#include <QImage>
#include <QObject>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "app/bridge/clip_location.h"
#include "core/media/waveform.h"

namespace soundmask {

/// Reads a clip for the timeline on a thread of its own, with its own decoder so that playback is never disturbed:
/// first the sound's outline and spectrogram, then small pictures as they are asked for. Signals arrive on the
/// receiver's thread.
class ClipScout : public QObject {
    Q_OBJECT

  public:
    /// Begins at once.
    explicit ClipScout(SourceOpener open, QObject* parent = nullptr);
    ~ClipScout() override;

    /// Asks for the pictures shown at \p times_s, \p height pixels high, before those asked for earlier.
    void requestThumbnails(const QList<double>& times_s, int height);

  Q_SIGNALS:
    void waveformReady(const soundmask::WaveformPeaks& peaks);
    /// \p picture covers [0, duration_s) from left to right, low frequencies at the bottom.
    void spectrogramReady(const QImage& picture, double duration_s);
    void thumbnailReady(double time_s, const QImage& picture);

  private:
    void run(std::stop_token stop);
    void serveThumbnail(FrameSource& source, double time_s, int height);

    SourceOpener m_open;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<double> m_times;
    int m_height = 0;
    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace soundmask
