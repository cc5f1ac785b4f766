#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/engine/job.h"
#include "core/project/dataset/dataset.h"

namespace soundmask {

/// Where this user's sample is kept: one folder per version of the generator. Any thread, once the application's name
/// is set.
std::filesystem::path sampleFolder();

/// The sample, three synthetic clips with their true masks, in \p folder. Makes it the first time (a few seconds) and
/// again when files of it are gone; what a cancelled run left is completed by the next. Tells \p context how far it is.
/// A worker's thread. Errors: Cancelled, WriteFailed, those of openDataset.
Result<Dataset> openSampleDataset(const std::filesystem::path& folder, JobContext& context);

} // namespace soundmask
