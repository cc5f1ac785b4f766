#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/project/prediction.h"

namespace soundmask {

/// Writes one clip's prediction as `soundmask-cli predict` does: masks/K.png (8-bit grey, 0 or 255), heatmaps/K.png
/// (8-bit grey) and K.npy (float32, 0..1), both of the mask's size, where there is a heat map, prompts.json, and prediction.json last, which is
/// taken away first: where it is, the folder is complete. K is the key frame's second, counted from 1. Pictures of an
/// earlier run that this one has not are removed; other files stay. \p source_name is the video file or clip.
/// Errors: WriteFailed; Internal when a frame has no mask at all or two frames have the same second.
Result<void> writePrediction(const std::filesystem::path& folder, const std::string& source_name, const Prediction& prediction);

/// The text of prediction.json, schema soundmask/prediction/1.
std::string predictionJson(const std::string& source_name, const Prediction& prediction);

/// The text of prompts.json, schema soundmask/prompts/1.
std::string promptsJson(const Prediction& prediction);

} // namespace soundmask
