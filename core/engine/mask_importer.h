#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/project/clip.h"
#include "core/project/mask_layer.h"

namespace soundmask {

/// Masks of AVSBench or of `predict` from a folder as one layer without id: files whose stem ends in a number (K.png,
/// name_K.png). Numbers count seconds from 1, or from 0 when there is a 0. Masks of another size are resized to that of
/// \p clip with a warning. Errors: FileNotFound, MissingData (no mask in the folder fits the clip), MalformedFile.
Result<MaskLayer> readAvsbenchMasks(const std::filesystem::path& folder, const Clip& clip,
                                    std::vector<Warning>& warnings);

/// Masks in DAVIS form from a folder as one layer without id for each object, in order of the indices: palette PNGs
/// whose names are frame numbers. Each object has a mask on each frame there is, blank where it is not seen. Names,
/// classes and colours come from Objects/CLIP.json where `exportDavis` wrote one. Sizes as for AVSBench. Errors:
/// FileNotFound, MissingData, MalformedFile.
Result<std::vector<MaskLayer>> readDavisMasks(const std::filesystem::path& folder, const Clip& clip,
                                              std::vector<Warning>& warnings);

/// The folder of \p clip's masks below \p root, whether this holds the data set or is the folder itself:
/// root/NAME (AVSBench); root/Annotations/*/NAME or root/NAME (DAVIS). Empty when there is none.
std::filesystem::path masksFolderOf(const Clip& clip, const std::filesystem::path& root);

/// Whether the masks in \p folder are in DAVIS form: its first PNG has a palette and a frame number of five digits.
bool holdsDavisMasks(const std::filesystem::path& folder);

} // namespace soundmask
