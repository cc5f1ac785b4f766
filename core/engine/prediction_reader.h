#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/project/prediction.h"

namespace soundmask {

/// A prediction from the disk and what it was made on.
struct StoredPrediction {
    std::string source_name; ///< the video file, or "FOLDER CLIP" for a clip of a data set
    Prediction prediction;
};

/// Reads a folder that `writePrediction` wrote. Candidates' masks are not stored and come back without pixels.
/// Errors: FileNotFound (no prediction.json, so no complete prediction), MalformedFile, UnsupportedFormat (another
/// schema).
Result<StoredPrediction> readPrediction(const std::filesystem::path& folder);

} // namespace soundmask
