#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/ids.h"
#include "core/base/time.h"

namespace soundmask {

/// A video, or a clip of a data set, as the project knows it. Plain data.
struct Clip {
    ClipId id;
    std::filesystem::path path; ///< video file, or folder of stills; as given, the store makes it relative
    std::string name;           ///< shown to people; for a data set the video name
    std::string category;       ///< data set category, empty otherwise
    std::string split;          ///< train, val or test; empty otherwise
    Size size;
    Rational frame_rate;
    FrameIndex frame_count = 0;
    double duration_s = 0.0;
    std::vector<KeyFrame> key_frames;

    bool operator==(const Clip&) const = default;
};

} // namespace soundmask
