#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/progress.h"
#include "core/base/time.h"
#include "core/media/media_input.h"

namespace soundmask {

/// The label under which a packet goes through the decoder: its presentation stamp, else its decoding stamp, else
/// AV_NOPTS_VALUE. In ticks of its track.
inline std::int64_t packetId(const AVPacket& packet) { return packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts; }

/// One packet of the picture track.
struct PicturePacket {
    std::int64_t id = 0; ///< see packetId
    bool key = false;    ///< decoding can start here
    bool shown = true;   ///< false for pictures the edit list or the codec hides
};

/// What one walk through a file found.
struct StreamScan {
    std::vector<PicturePacket> packets; ///< in decoding order
    std::int64_t last_duration = 0;     ///< ticks the last picture is shown, 0 when the file does not say
    bool presentation_stamps_missing = false;
    std::int64_t corrupt_packets = 0; ///< cut short or so marked by the container
    bool read_failed = false;         ///< the file ended in a read error, not at its end

    /// Begin and end of the sound in seconds of the container's clock.
    struct Sound {
        double begin_s = 0.0;
        double end_s = 0.0;
        std::int64_t errors = 0; ///< packets that do not decode, counted only when decoding
    };
    std::optional<Sound> sound; ///< none when no packet of sound was read

    bool decoded = false;                  ///< whether the fields below were filled
    std::vector<std::int64_t> decoded_ids; ///< labels of the pictures in the order they come out
    Size decoded_size;                     ///< of the first picture, as stored
    std::int64_t damaged_pictures = 0;     ///< came out, with parts the decoder had to make up
    std::int64_t decode_errors = 0;        ///< packets the decoder refused
};

/// Reads \p input, which must stand at its begin, to its end; with \p decode all pictures and sound are decoded too.
/// Error: Cancelled.
Result<StreamScan> scanStreams(MediaInput& input, bool decode, const ProgressCallback& progress);

} // namespace soundmask
