#pragma once

#include <vector>

#include "core/engine/clip_source.h"
#include "core/project/clip.h"
#include "core/project/mask_layer.h"

namespace soundmask {

/// The masks of \p clip as locked layers of \p size on \p key_frames, without ids: one called "Ground truth" for binary
/// masks, one for each class otherwise. A mask that cannot be read becomes a warning.
std::vector<MaskLayer> readReferenceLayers(const DatasetClip& clip, Size size, const std::vector<KeyFrame>& key_frames,
                                           std::vector<Warning>& warnings);

/// What a project keeps of the clip that \p source opened, without id. \p member: its place in a data set, or null.
Clip clipOf(const FrameSource& source, const std::filesystem::path& path, const std::string& name,
            const DatasetClip* member);

} // namespace soundmask
