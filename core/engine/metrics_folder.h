#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/metrics.h"
#include "core/engine/semantic_metrics.h"

namespace soundmask {

struct FolderMetricsOptions {
    /// 1: a prediction is called like its ground truth. 0: the number at the end of its name is one less, as the AVSBench
    /// scripts save predictions (NAME_0..4.png for NAME_1..5.png).
    int prediction_base = 1;
    /// Pictures are class maps of AVSBench-semantic; the binary metrics then compare (label != 0).
    bool semantic = false;
};

struct FolderMetrics {
    BinarySummary binary;
    std::optional<SemanticSummary> semantic; ///< with FolderMetricsOptions::semantic
    std::vector<Warning> warnings;           ///< one for each kind, with the number of files and an example

    /// The JSON document of `soundmask-cli metrics --json`, schema soundmask/metrics/1.
    std::string toJson() const;
};

/// Scores all pictures (png, jpg, jpeg, bmp) below \p prediction against those of the same relative path below \p truth.
/// The pictures of one folder are one clip; clips follow each other in path order, which decides the batches of four.
/// Errors: FileNotFound; InvalidValue for a prediction base that is neither 0 nor 1; MissingData naming the pictures that
/// have no counterpart; ShapeMismatch, MalformedFile naming the picture; Cancelled.
Result<FolderMetrics> measureFolders(const std::filesystem::path& prediction, const std::filesystem::path& truth,
                                     const FolderMetricsOptions& options = {}, const ProgressCallback& progress = {},
                                     std::stop_token stop = {});

} // namespace soundmask
