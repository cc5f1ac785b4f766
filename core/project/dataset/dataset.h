#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace soundmask {

/// The three folder layouts of AVSBench: single source (v1), multiple sources (v1), semantic (v2).
enum class DatasetLayout { S4, Ms3, Avss };

/// "s4", "ms3" or "avss".
std::string_view layoutName(DatasetLayout layout);
/// The layout with that name; nothing for an unknown one.
std::optional<DatasetLayout> layoutFromName(std::string_view name);

/// Which part of AVSBench-semantic a clip belongs to; decides how many pictures and masks it has.
enum class AvssSubset { V1s, V1m, V2 };

/// One clip of a data set. The vectors have one entry per second of sound, entry k for [k, k+1), so 5 or 10; an empty
/// path says that the file does not exist. Paths begin with the data set's root.
struct DatasetClip {
    std::string name;           ///< video name; for AVSS the uid
    std::string category;       ///< S4 only
    std::string split;          ///< train, val or test
    std::optional<int> start_s; ///< where the clip begins in the video it was cut from, if the CSV says so
    std::vector<std::filesystem::path> pictures;
    std::vector<std::filesystem::path> masks; ///< binary masks; no entries at all for AVSS
    std::filesystem::path sound;              ///< WAV, empty when missing
    std::filesystem::path sound_place;        ///< where the WAV belongs, also when it is missing
    std::filesystem::path raw_video;          ///< empty when there is none

    std::optional<AvssSubset> subset; ///< AVSS only, like the rest
    std::vector<std::filesystem::path> labels_rgb;
    std::vector<std::filesystem::path> labels_semantic;
    std::vector<std::string> objects; ///< names of the sounding objects, in the CSV's order

    std::size_t seconds() const { return pictures.size(); }
};

/// Something in a data set that is not as it should be. \p code is a stable lower-case word with dashes: short-row,
/// unknown-split, unknown-subset, unsafe-name, duplicate-row, missing-clip, missing-picture, missing-mask,
/// missing-sound, raw-videos-only (once for the set), unlisted-files, repaired-class, unknown-class, class-list.
struct DatasetProblem {
    std::string code;
    std::filesystem::path path; ///< the file or folder it is about
    std::string text;
};

/// An opened data set: what its CSV lists, with the files that exist. A plain value.
struct Dataset {
    DatasetLayout layout = DatasetLayout::S4;
    std::filesystem::path root;     ///< folder that holds the CSV
    std::vector<DatasetClip> clips; ///< in the CSV's order, which defines their indices
    std::vector<DatasetProblem> problems;
    /// S4: the categories that occur, official ones first; AVSS: the 71 classes by number, background first; MS3: none.
    std::vector<std::string> class_names;

    /// The clip called \p name, or null. S4 names are unique; so are uids.
    const DatasetClip* clip(std::string_view name) const;
};

/// Opens the data set in \p folder: the folder with the CSV, its data folder (s4_data, ms3_data), or a folder above it
/// (up to two levels) that holds exactly one data set, or exactly one of \p layout. Damaged parts become `problems`;
/// rows that cannot be used at all (unsafe name, unknown split, a second time the same name) are left out. Masks are
/// missed only where other clips of the same split have some: the authors hand them out separately.
/// Errors: FileNotFound, UnknownName (no data set here), InvalidValue (several; names them), MalformedFile (the CSV).
Result<Dataset> openDataset(const std::filesystem::path& folder, std::optional<DatasetLayout> layout = std::nullopt);

} // namespace soundmask
