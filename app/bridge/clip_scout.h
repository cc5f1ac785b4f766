#pragma once

#include <QImage>
#include <QObject>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "app/bridge/clip_location.h"
#include "app/bridge/sound_summary.h"

namespace soundmask {

/// Reads a clip for the timeline on two threads of its own, with their own decoders so that playback is never
/// disturbed: the sound's outline, onsets and spectrogram on one, small pictures as they are asked for on the other.
/// Signals arrive on the receiver's thread.
class ClipScout : public QObject {
    Q_OBJECT

  public:
    /// Begins at once.
    /// \p media is the file with the sound, so that a long one is read once only.
    ClipScout(SourceOpener open, std::filesystem::path media, QObject* parent = nullptr);
    ~ClipScout() override;

    /// Asks for the pictures shown at \p times_s, \p height pixels high, before those asked for earlier.
    void requestThumbnails(const QList<double>& times_s, int height);

  Q_SIGNALS:
    /// The sound cannot be read for the timeline.
    void soundFailed();
    void waveformReady(const soundmask::WaveformPeaks& peaks);
    /// Where sounds begin, in seconds.
    void onsetsReady(const std::vector<double>& times_s);
    /// \p picture covers [0, duration_s) from left to right, low frequencies at the bottom.
    void spectrogramReady(const QImage& picture, double duration_s);
    void thumbnailReady(double time_s, const QImage& picture);

  private:
    void readSound(std::stop_token stop);
    void servePictures(std::stop_token stop);
    void serveThumbnail(FrameSource& source, double time_s, int height);

    SourceOpener m_open;
    std::filesystem::path m_media;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<double> m_times;
    int m_height = 0;
    std::jthread m_sound_thread; ///< last, with the next: they use everything above
    std::jthread m_picture_thread;
};

} // namespace soundmask
