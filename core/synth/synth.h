#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string_view>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/dataset/dataset.h"

namespace soundmask::synth {

/// Which part of a data set to make. All: 70 % train, 15 % val, 15 % test.
enum class SynthSplit { Train, Val, Test, All };

/// What to generate.
struct SynthOptions {
    std::filesystem::path out;                ///< gets Single-source/ or Multi-sources/
    int clips = 50;                           ///< 1..100000
    DatasetLayout layout = DatasetLayout::S4; ///< S4 or Ms3
    std::uint64_t seed = 1;
    SynthSplit split = SynthSplit::All;
    bool videos = true; ///< also raw_videos (most of the time goes into them)
    int threads = 0;    ///< 0 = one per processor
};

/// The CSV of the data set that \p options describe: written last, it marks a finished data set.
std::filesystem::path listPath(const SynthOptions& options);

/// What was generated.
struct SynthReport {
    std::filesystem::path root; ///< folder with the CSV, for openDataset
    int train = 0;
    int val = 0;
    int test = 0;
    int blank_masks = 0; ///< key frames in which nothing sounds
};

/// Makes our own sample data set: drawn scenes with synthesised sounds, in AVSBench's folder layout, 5 s, 224 x 224,
/// 25 fps, 16 kHz mono. Beside AVSBench's files there is a description per clip (scenes/) and, for S4, all five masks
/// of every clip (gt_all/), as gt_masks holds only the first for train. Clips of one split and seed are the same
/// whatever is made along with them: `train` of All begins like Train alone, and splits never share a clip.
///
/// Same seed, same pictures, masks, sounds, lists and descriptions on any machine with any number of threads; PNG files
/// are equal byte for byte where the zlib is the same, decoded pixels everywhere. Movies are not covered.
/// Every file is written whole or not at all, the CSV last, so a folder without it is unfinished and may be filled
/// again. \p progress is called from the working threads, one at a time. Errors: InvalidValue (options; a finished data
/// set is there already), WriteFailed, Cancelled.
Result<SynthReport> generate(const SynthOptions& options, const ProgressCallback& progress = {},
                             std::stop_token stop = {});

/// The split with that name (train, val, test, all); nothing for an unknown one.
std::optional<SynthSplit> splitFromName(std::string_view name);

} // namespace soundmask::synth
