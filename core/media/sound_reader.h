#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/audio_block.h"
#include "core/base/result.h"
#include "core/media/media_input.h"

namespace soundmask {

/// The sound track of a file as samples at exact positions of the content's time, at any rate. Reads on where it stopped
/// or seeks; memory does not grow with the length of the track. One thread at a time.
class SoundReader {
  public:
    /// \p content_begin_s: time stamp that is content time 0; without it the begin of the track.
    /// Errors: as for MediaInput::open, and FileUnreadable when its codec is not known.
    static Result<std::unique_ptr<SoundReader>> open(const std::filesystem::path& path, std::optional<double> content_begin_s);

    /// Content time of the track's end, if its file tells.
    std::optional<double> end_s() const;
    /// Samples [begin_s, end_s) of content time (rounded to \p rate_hz), mixed to 1 or 2 \p channels; silence where the
    /// track has none. Errors: InvalidValue, FileUnreadable, OutOfMemory.
    Result<AudioBlock> read(TimeSpan span, int rate_hz, int channels);

  private:
    struct Chunk {
        SampleIndex begin = 0;
        SampleIndex end = 0;
        std::vector<float> samples;
    };

    explicit SoundReader(MediaInput input) : m_input(std::move(input)) {}
    Result<void> restart();
    Result<void> startBefore(SampleIndex position);
    Result<void> fetch(SampleIndex begin, SampleIndex end, float* samples);
    Result<AudioBlock> resample(AudioBlock block, SampleIndex end);
    /// Decodes the next piece into m_chunks. False at the end of the track.
    bool decodeMore();
    bool append(const AVFrame& frame);
    bool prepareMixer(const AVFrame& frame);
    SampleIndex positionOf(const AVFrame& frame) const;
    void forgetBefore(SampleIndex position);

    MediaInput m_input;
    ffmpeg::Handle<AVCodecContext> m_decoder;
    ffmpeg::Handle<AVPacket> m_packet = ffmpeg::makePacket();
    ffmpeg::Handle<AVFrame> m_frame = ffmpeg::makeFrame();
    double m_content_begin_s = 0.0;
    int m_rate_hz = 0;      ///< of the track
    int m_channels = 1;     ///< of m_chunks
    SampleIndex m_grid = 0; ///< samples per packet after the first, where the stamps are coarser than samples; else 0
    SampleIndex m_grid_origin = 0;

    ffmpeg::Handle<SwrContext> m_mixer;
    AVChannelLayout m_mixer_layout{}; ///< what m_mixer takes; a native or unspecified order, so nothing to free
    int m_mixer_format = AV_SAMPLE_FMT_NONE;
    int m_mixer_rate_hz = 0;

    std::deque<Chunk> m_chunks;
    std::optional<SampleIndex> m_track_begin; ///< first sample, once seen
    SampleIndex m_exact_from = 0;             ///< chunks before were decoded too soon after a seek
    SampleIndex m_next = 0;                   ///< where the next piece goes if it has no better stamp
    bool m_lost_place = true;                 ///< take the next stamp as it is
    bool m_ended = false;
};

} // namespace soundmask
