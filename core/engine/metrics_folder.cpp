#include "core/engine/metrics_folder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "core/engine/score_json.h"
#include "core/engine/truth_reader.h"
#include "core/engine/warning_tally.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// By the name a prediction has to have; std::map keeps path order.
using Pictures = std::map<fs::path, fs::path>;

bool isPicture(const fs::path& path) {
    constexpr std::array<std::string_view, 4> known{".png", ".jpg", ".jpeg", ".bmp"};
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(known.begin(), known.end(), extension) != known.end();
}

Result<Pictures> picturesBelow(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return fail(ErrorCode::FileNotFound, folder.string(), "there is no such folder");
    Pictures found;
    fs::recursive_directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error) && isPicture(entry->path()))
            found.emplace(entry->path().lexically_relative(folder), entry->path());
    if (error) return fail(ErrorCode::FileUnreadable, folder.string(), "cannot list it: " + error.message());
    return found;
}

/// Renames K to K + 1 at the end of the names.
Result<Pictures> countedFromOne(const Pictures& from_zero) {
    Pictures renamed;
    for (const auto& [name, path] : from_zero) {
        const std::string stem = name.stem().string();
        const std::size_t digits = stem.find_last_not_of("0123456789") + 1;
        if (digits == stem.size() || stem.size() - digits > 9)
            return fail(ErrorCode::InvalidValue, path.string(), "the name has no number at its end to count from 0");
        const std::string number = std::to_string(std::stol(stem.substr(digits)) + 1);
        renamed.emplace(name.parent_path() / (stem.substr(0, digits) + number + name.extension().string()), path);
    }
    return renamed;
}

/// The first few names that are in \p some and not in \p others.
std::string namesOnlyIn(const Pictures& some, const Pictures& others) {
    constexpr int shown = 5;
    std::string names;
    int count = 0;
    for (const auto& [name, path] : some) {
        if (others.contains(name)) continue;
        if (++count <= shown) names += (count > 1 ? ", " : "") + path.string();
    }
    return count > shown ? names + " and " + std::to_string(count - shown) + " more" : names;
}

Result<void> checkCounterparts(const Pictures& prediction, const Pictures& truth, const fs::path& folder) {
    if (truth.empty()) return fail(ErrorCode::MissingData, folder.string(), "the ground truth has no pictures");
    const std::string missing = namesOnlyIn(truth, prediction), extra = namesOnlyIn(prediction, truth);
    if (!missing.empty())
        return fail(ErrorCode::MissingData, missing, "there is no prediction of that relative path" +
                                                         (extra.empty() ? "" : "; without a ground truth: " + extra));
    if (!extra.empty()) return fail(ErrorCode::MissingData, extra, "there is no ground truth of that relative path");
    return {};
}

/// Puts the file in front of an error that knows only what is wrong with it.
tl::unexpected<Error> about(const fs::path& path, Error error) {
    if (error.subject.empty()) error.subject = path.string();
    return fail(std::move(error));
}

Result<FrameCounts> countBinary(const fs::path& prediction, const fs::path& truth, WarningTally& warnings) {
    const auto predicted = readBinaryMask(prediction);
    if (!predicted) return fail(predicted.error());
    const auto wanted = readBinaryMask(truth);
    if (!wanted) return fail(wanted.error());
    if (predicted->warning) warnings.add(prediction.string(), *predicted->warning);
    if (wanted->warning) warnings.add(truth.string(), *wanted->warning);
    auto counts = countMask(predicted->mask, wanted->mask);
    if (!counts) return about(prediction, counts.error());
    return counts;
}

Result<FrameCounts> countSemantic(const fs::path& prediction, const fs::path& truth, SemanticMetrics& semantic, WarningTally& warnings) {
    const auto predicted = readClassMap(prediction);
    if (!predicted) return fail(predicted.error());
    const auto wanted = readClassMap(truth);
    if (!wanted) return fail(wanted.error());
    if (predicted->warning) warnings.add(prediction.string(), *predicted->warning);
    if (wanted->warning) warnings.add(truth.string(), *wanted->warning);
    if (auto added = semantic.addFrame(predicted->labels, wanted->labels); !added) return about(prediction, added.error());
    return countMask(foregroundOf(predicted->labels), foregroundOf(wanted->labels));
}

} // namespace

Result<FolderMetrics> measureFolders(const fs::path& prediction, const fs::path& truth, const FolderMetricsOptions& options,
                                     const ProgressCallback& progress, std::stop_token stop) {
    if (options.prediction_base != 0 && options.prediction_base != 1)
        return fail(ErrorCode::InvalidValue, "pred-base", "predictions are counted from 0 or from 1");
    const auto wanted = picturesBelow(truth);
    if (!wanted) return fail(wanted.error());
    auto predicted = picturesBelow(prediction);
    if (predicted && options.prediction_base == 0) predicted = countedFromOne(*predicted);
    if (!predicted) return fail(predicted.error());
    if (auto matched = checkCounterparts(*predicted, *wanted, truth); !matched) return fail(matched.error());

    std::map<fs::path, std::vector<fs::path>> clips;
    for (const auto& [name, path] : *wanted) clips[name.parent_path()].push_back(name);
    BinaryMetrics binary;
    SemanticMetrics semantic;
    WarningTally warnings;
    std::size_t done = 0;
    for (const auto& [folder, names] : clips) {
        std::vector<FrameCounts> frames;
        for (const fs::path& name : names) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, prediction.string(), "cancelled");
            const fs::path &predicted_file = predicted->at(name), &truth_file = wanted->at(name);
            auto counts = options.semantic ? countSemantic(predicted_file, truth_file, semantic, warnings)
                                           : countBinary(predicted_file, truth_file, warnings);
            if (!counts) return fail(counts.error());
            frames.push_back(*counts);
        }
        binary.addClip(frames);
        done += names.size();
        if (progress) progress({static_cast<double>(done) / static_cast<double>(wanted->size()), folder.string()});
    }
    FolderMetrics metrics{.binary = binary.summary(), .semantic = std::nullopt, .warnings = warnings.warnings()};
    if (options.semantic) metrics.semantic = semantic.summary();
    return metrics;
}

std::string FolderMetrics::toJson() const {
    Json document{{"schema", "soundmask/metrics/1"}, {"task", semantic ? "semantic" : "binary"}};
    addScores(document, binary);
    if (semantic) {
        document["miou71"] = semantic->miou71;
        document["f71"] = semantic->f71;
    }
    document["warnings"] = soundmask::toJson(warnings);
    return documentText(document);
}

} // namespace soundmask
