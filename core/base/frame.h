#pragma once

#include <memory>

#include "core/base/image.h"
#include "core/base/time.h"

namespace soundmask {

/// A decoded picture with its place in the clip. Shared between threads as `shared_ptr<const Frame>` only.
struct Frame {
    Image image;      ///< as displayed: rotation applied, sample aspect ratio not
    FrameIndex index = 0;
    double time_s = 0.0; ///< when it is shown, in content time
};

using FramePtr = std::shared_ptr<const Frame>;

} // namespace soundmask
