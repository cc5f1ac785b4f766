#pragma once

#include <memory>

#include "core/base/progress.h"
#include "core/media/frame_table.h"
#include "core/media/media_input.h"
#include "core/media/media_probe.h"
#include "core/media/orientation.h"

namespace soundmask {

/// How far `indexMedia` decodes.
enum class IndexDepth {
    Packets,   ///< only the first picture
    IfNeeded,  ///< all, where packets do not tell which pictures come out or where it takes but a moment
    Everything ///< all pictures and all sound
};

/// What is known about a video before anyone asks for a picture.
struct MediaIndex {
    MediaInput input; ///< at no particular place
    MediaInfo info;
    FrameTable table;
    Orientation orientation;
    Size stored_size; ///< of the pictures before `orientation`
    bool damaged = false; ///< some packets did not decode
};

/// Opens and indexes a video. Errors as for `probe`.
Result<std::unique_ptr<MediaIndex>> indexMedia(const std::filesystem::path& path, IndexDepth depth, std::stop_token stop,
                                               const ProgressCallback& progress);

} // namespace soundmask
