#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/metrics.h"
#include "core/engine/prediction_job.h"
#include "core/project/dataset/dataset.h"
#include "core/project/inference_request.h"

namespace soundmask {

/// What to run over which part of a data set.
struct EvaluationRequest {
    std::filesystem::path dataset;
    std::optional<DatasetLayout> layout; ///< found out when not given
    std::string split = "test";          ///< train, val or test
    std::string method;
    OptionMap options; ///< the method's, and `source` (see takeSourceOption)
    WeightMap weights;
    std::filesystem::path out; ///< gets frames.csv, clips.csv, summary.json and the journal
};

/// A clip that could not be predicted or scored.
struct FailedClip {
    std::string name;
    Error error;
};

struct Evaluation {
    BinarySummary scores; ///< of the clips that worked
    std::vector<FailedClip> failed; ///< when there are any, the evaluation as a whole has failed
    std::vector<Warning> warnings; ///< one for each kind
    std::string summary_json;       ///< what summary.json holds, schema soundmask/evaluation/1
};

/// Runs the method over the clips of the split in data set order and scores its masks against the truth (for AVSS: any
/// class but the background), resized to its size by nearest neighbour where they differ. Every clip's counts go into
/// OUT/journal.jsonl as soon as they are known; a later call with the same configuration goes on from there and ends with
/// the same frames.csv and summary.json as an uninterrupted one. Clips that failed are listed and tried again by the next
/// call. Errors: those of openDataset; UnknownName, InvalidValue, MissingModel for what no clip could run with;
/// MissingData for a split without clips; InvalidValue when OUT belongs to another configuration or process;
/// MalformedFile for a damaged journal; WriteFailed; Cancelled.
Result<Evaluation> evaluate(const EvaluationRequest& request, const ProgressCallback& progress = {}, std::stop_token stop = {},
                            const MethodFactory& make_method = standardMethods());

} // namespace soundmask
