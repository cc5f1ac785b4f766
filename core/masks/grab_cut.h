#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/mask_rle.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace soundmask {

/// What a person says about the object to cut out, in picture pixels.
struct CutHints {
    std::optional<BoxF> box; ///< the object lies inside
    std::vector<PointF> on_object;
    std::vector<PointF> off_object;
    MaskRle so_far; ///< the mask to improve; null or blank for none

    bool isEmpty() const { return !box && on_object.empty() && so_far.isBlank(); }
};

/// Cuts an object out of \p picture by colours and edges (Rother et al. 2004, "GrabCut", of OpenCV), in rounds between
/// which \p stop is asked. Works on the hinted part of the picture, reduced when it is large, so that it takes about a
/// second. The same hints give the same mask. Without a box, the object is sought around the points and the mask so
/// far. Error: InvalidValue when the hints name no place inside the picture, Cancelled.
Result<MaskRle> grabCut(const Image& picture, const CutHints& hints, std::stop_token stop,
                        const ProgressCallback& on_progress);

} // namespace soundmask
