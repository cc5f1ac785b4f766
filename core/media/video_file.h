#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "core/base/frame_source.h"
#include "core/base/progress.h"
#include "core/media/media_probe.h"

namespace soundmask {

/// A video file as a source of exact pictures and sound. Pictures are addressed by their presentation time stamps from
/// an index made once, so variable rates, reordered pictures and late starts are exact. One thread at a time.
class VideoFile final : public FrameSource {
  public:
    /// Opens \p path and indexes its packets. Short videos, and those whose packets do not tell which pictures come
    /// out, are decoded once. Errors as for `probe`.
    static Result<std::unique_ptr<VideoFile>> open(const std::filesystem::path& path, std::stop_token stop = {},
                                                   const ProgressCallback& progress = {});
    ~VideoFile() override;

    /// Makes jumps quick where key pictures are far apart and large, nothing otherwise: while processors are idle,
    /// pictures around the one asked for last are copied to files without names in \p folder, together at most
    /// \p limit_bytes. Pictures stay the same to the bit. Without room on disk, jumps stay as they are.
    void prepareJumps(const std::filesystem::path& folder, std::int64_t limit_bytes);
    /// Returns once prepareJumps has done all there is to do around the picture asked for last.
    void waitUntilPrepared();

    const MediaInfo& info() const;
    const std::vector<Warning>& warnings() const { return info().warnings; }

    std::string name() const override;
    Size size() const override;
    FrameIndex frameCount() const override;
    Rational frameRate() const override;
    double frameTime_s(FrameIndex index) const override;
    FrameIndex frameShownAt(double t_s) const override;
    double duration_s() const override;
    /// AVSBench's rule for a constant rate; for a variable one the picture shown at second + 15/16.
    std::vector<KeyFrame> keyFrames() const override;
    Result<FramePtr> frameAt(FrameIndex index) override;
    bool hasSound() const override;
    double soundEnd_s() const override;
    /// Stereo becomes mono as the mean of both channels, mono becomes stereo by copying, more channels are mixed down
    /// as ffmpeg does. Resampled with libsoxr, high quality. A sample does not depend on the span it is asked with,
    /// with two exceptions: noise that a codec makes up (AAC above 8 kHz), and Matroska's stamps, which after a jump
    /// place packets of varying length (Vorbis) to half a millisecond.
    Result<AudioBlock> audio(TimeSpan span, int rate_hz, int channels) override;

  private:
    struct Parts;
    explicit VideoFile(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace soundmask
