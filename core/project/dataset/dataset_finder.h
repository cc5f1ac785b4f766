#pragma once

#include <filesystem>
#include <optional>

#include "core/base/result.h"
#include "core/project/dataset/dataset.h"

namespace soundmask {

/// Where a data set is and what its parts are called.
struct DatasetPlace {
    DatasetLayout layout = DatasetLayout::S4;
    std::filesystem::path root; ///< folder with the CSV
    std::filesystem::path csv;
    std::filesystem::path data; ///< folder with visual_frames and the like; the root itself for AVSS
};

/// The data set meant by \p folder, see openDataset. The CSV exists. Errors: FileNotFound, UnknownName, InvalidValue.
Result<DatasetPlace> findDataset(const std::filesystem::path& folder, std::optional<DatasetLayout> layout);

} // namespace soundmask
