#pragma once

#include <filesystem>
#include <vector>

#include "core/base/audio_block.h"
#include "core/base/frame.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace soundmask {

/// The pictures and the sound of one clip, wherever they come from: a video file, a data set's folder of stills, a
/// generator. Seconds are content time (0 = start of the clip). One thread at a time; a job gets its own instance.
class FrameSource {
  public:
    virtual ~FrameSource() = default;

    /// Name for messages: the file or folder.
    virtual std::string name() const = 0;
    /// Size of every picture, after rotation.
    virtual Size size() const = 0;
    /// Number of pictures that can be asked for; at least 1.
    virtual FrameIndex frameCount() const = 0;
    /// Average rate of the pictures.
    virtual Rational frameRate() const = 0;
    /// When picture \p index is shown. \p index in [0, frameCount()).
    virtual double frameTime_s(FrameIndex index) const = 0;
    /// The picture shown at \p t_s: the last whose time is not later; the first one before that.
    virtual FrameIndex frameShownAt(double t_s) const = 0;
    virtual double duration_s() const = 0;
    /// One picture per second of sound, by the rule of the source (see avsbenchFrame).
    virtual std::vector<KeyFrame> keyFrames() const = 0;

    /// Decodes picture \p index. Errors: FrameUnavailable, FileUnreadable.
    virtual Result<FramePtr> frameAt(FrameIndex index) = 0;

    virtual bool hasSound() const = 0;
    /// Where the sound is a file of its own that is not there: the place it was looked for. Else empty.
    virtual std::filesystem::path missingSoundFile() const { return {}; }
    /// When the sound track ends, as far as its file tells; from there on audio() is silent. 0 without a sound track.
    virtual double soundEnd_s() const { return hasSound() ? duration_s() : 0.0; }
    /// Sound of \p span resampled to \p rate_hz, mixed to \p channels (1 or 2); silence where the track has none inside
    /// the clip. \p span is cut to [0, duration_s()). Errors: NoSoundTrack, FileUnreadable.
    virtual Result<AudioBlock> audio(TimeSpan span, int rate_hz, int channels) = 0;
};

} // namespace soundmask
