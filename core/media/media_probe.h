#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace soundmask {

/// The picture track of a video.
struct VideoInfo {
    Size size;             ///< as displayed: rotation applied, sample aspect ratio not
    Rational sar{1, 1};    ///< width of a pixel by its height; 1:1 when the file does not say
    int rotation = 0;      ///< degrees as ffprobe reports them, counter-clockwise: -90 is a phone held upright
    Rational frame_rate;   ///< average rate
    FrameIndex frames = 0; ///< pictures that can be shown
    std::string codec;
    double duration_s = 0.0; ///< from the first picture to the end of the last
    bool variable_rate = false; ///< more than 1 % of the intervals between pictures are off
};

/// The sound track of a video.
struct AudioInfo {
    int rate_hz = 0;
    int channels = 0;
    std::string codec;
    double duration_s = 0.0; ///< from the first sample to the last
    double end_s = 0.0;      ///< content time of the end
};

/// What a video file really contains.
struct MediaInfo {
    double duration_s = 0.0; ///< of the content that is there, whatever the container claims
    double start_s = 0.0;    ///< time stamp at which the content begins: content time 0
    VideoInfo video;
    std::optional<AudioInfo> audio;
    std::vector<Warning> warnings; ///< codes: truncated, read-error, decode-errors, sound-errors, duration-claim,
                                   ///< duplicate-times, variable-rate, odd-rotation
};

/// How much work `probe` may do.
enum class ProbeDepth {
    DecodeEveryFrame, ///< decodes all pictures and all sound: every damage is found
    PacketIndex,      ///< reads every packet and decodes one picture
};

/// Looks into the video file \p path. What the file is, is found from its content, never from its name; it can not make
/// the program open another file. Any thread. Errors: FileNotFound, FileUnreadable, NotMedia, UnsupportedFormat,
/// NoPictureStream, NoFrameDecodes, Cancelled.
Result<MediaInfo> probe(const std::filesystem::path& path, ProbeDepth depth, std::stop_token stop = {});

} // namespace soundmask
