#include "core/engine/prediction_writer.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/base/map_sampling.h"
#include "core/models/json_text.h"
#include "core/project/json_number.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

std::string numbered(const FramePrediction& frame) {
    return std::to_string(frame.key_frame.second);
}

Result<void> checkFrames(const std::string& source_name, const Prediction& prediction) {
    std::set<int> seconds;
    for (const FramePrediction& frame : prediction.frames) {
        if (frame.mask.isNull())
            return fail(ErrorCode::Internal, source_name, "the method gave no mask for second " + numbered(frame));
        if (!seconds.insert(frame.key_frame.second).second)
            return fail(ErrorCode::Internal, source_name, "the method gave two masks for second " + numbered(frame));
    }
    return {};
}

/// Whether this module may have written the file: a number, or the temporary file of a run that was killed.
bool isOurs(const fs::path& path) {
    const std::string stem = path.stem().string(), extension = path.extension().string();
    if (extension != ".png" && extension != ".npy") return false;
    const bool number = !stem.empty() && stem.find_first_not_of("0123456789") == std::string::npos;
    return number || (stem.starts_with('.') && stem.find(".tmp") != std::string::npos);
}

/// Removes our files in \p folder but those in \p keep, and the folder when nothing is left in it.
Result<void> removeStale(const fs::path& folder, const std::set<std::string>& keep) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return {};
    std::vector<fs::path> stale;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (isOurs(entry->path()) && !keep.contains(entry->path().filename().string())) stale.push_back(entry->path());
    for (const fs::path& path : stale)
        if (!error) fs::remove(path, error);
    if (!error && keep.empty() && fs::is_empty(folder, error)) fs::remove(folder, error);
    if (error)
        return fail(ErrorCode::WriteFailed, folder.string(),
                    "cannot remove the pictures of an earlier run: " + error.message());
    return {};
}

Grid<std::uint8_t> greyOf(const FloatMap& heat) {
    Grid<std::uint8_t> grey(heat.size);
    for (std::size_t i = 0; i < heat.values.size(); ++i)
        grey.values[i] = static_cast<std::uint8_t>(std::lround(255.0f * std::clamp(heat.values[i], 0.0f, 1.0f)));
    return grey;
}

Result<void> writeFrame(const fs::path& folder, const FramePrediction& frame) {
    const std::string name = numbered(frame);
    if (auto written = writeMaskPng(folder / "masks" / (name + ".png"), frame.mask.toDense()); !written) return written;
    if (!frame.heat_map) return {};
    const bool is_whole = frame.heat_map->size == frame.mask.size();
    const FloatMap heat = is_whole ? *frame.heat_map : enlarged(*frame.heat_map, frame.mask.size());
    if (auto written = writePng(folder / "heatmaps" / (name + ".png"), greyOf(heat)); !written) return written;
    return writeNpy(folder / "heatmaps" / (name + ".npy"), heat);
}

Json placeOf(const KeyFrame& key_frame) {
    return {{"second", key_frame.second}, {"frame", key_frame.frame}, {"time_s", key_frame.time_s}};
}

const char* nameOf(PromptOrigin origin) {
    return origin == PromptOrigin::User ? "user" : "mined";
}

Json sizeJson(Size size) {
    return {{"width", size.width}, {"height", size.height}};
}

} // namespace

std::string promptsJson(const Prediction& prediction) {
    Json frames = Json::array();
    for (const FramePrediction& frame : prediction.frames) {
        Json points = Json::array(), boxes = Json::array();
        for (const PointPrompt& point : frame.prompts.points)
            points.push_back({{"x", point.point_in_video.x},
                              {"y", point.point_in_video.y},
                              {"label", point.positive ? 1 : 0},
                              {"score", numberOrNull<Json>(point.score)},
                              {"origin", nameOf(point.origin)}});
        for (const BoxPrompt& box : frame.prompts.boxes) {
            const BoxF& b = box.box_in_video;
            boxes.push_back({{"xyxy", {b.x0, b.y0, b.x1, b.y1}},
                             {"label", box.label},
                             {"score", numberOrNull<Json>(box.score)},
                             {"origin", nameOf(box.origin)}});
        }
        Json entry = placeOf(frame.key_frame);
        entry["points"] = std::move(points);
        entry["boxes"] = std::move(boxes);
        frames.push_back(std::move(entry));
    }
    return documentText({{"schema", "soundmask/prompts/1"}, {"frames", std::move(frames)}});
}

std::string predictionJson(const std::string& source_name, const Prediction& prediction) {
    const Provenance& made = prediction.provenance;
    Json frames = Json::array();
    for (const FramePrediction& frame : prediction.frames) {
        Json entry = placeOf(frame.key_frame);
        entry["score"] = frame.score;
        entry["automatic_threshold"] = numberOrNull<Json>(frame.automatic_threshold);
        entry["area"] = frame.mask.area();
        entry["mask"] = "masks/" + numbered(frame) + ".png";
        entry["heat_map"] = frame.heat_map ? Json("heatmaps/" + numbered(frame) + ".npy") : Json(nullptr);
        entry["candidates"] = Json::array();
        for (const CandidateMask& candidate : frame.candidates)
            entry["candidates"].push_back({{"score", candidate.score}, {"area", candidate.mask.area()}});
        frames.push_back(std::move(entry));
    }
    Json document{{"schema", "soundmask/prediction/1"}, {"source", source_name}};
    document["size"] = prediction.frames.empty() ? Json(nullptr) : sizeJson(prediction.frames.front().mask.size());
    document["provenance"] = {{"method", made.method},         {"method_version", made.method_version},
                              {"options", Json(made.options)}, {"weights_sha256", Json(made.weight_sha256)},
                              {"device", made.device},         {"precision", made.precision}};
    document["timings_s"] = Json(made.timings_s);
    document["frames"] = std::move(frames);
    document["warnings"] = toJson(allWarnings(prediction));
    return documentText(document);
}

Result<void> writePrediction(const fs::path& folder, const std::string& source_name, const Prediction& prediction) {
    if (auto good = checkFrames(source_name, prediction); !good) return good;
    const fs::path mark = folder / "prediction.json";
    std::error_code error;
    fs::remove(mark, error);
    if (error) return fail(ErrorCode::WriteFailed, mark.string(), "cannot replace it: " + error.message());

    std::set<std::string> masks, heat_maps;
    for (const FramePrediction& frame : prediction.frames) {
        masks.insert(numbered(frame) + ".png");
        if (frame.heat_map) heat_maps.insert({numbered(frame) + ".png", numbered(frame) + ".npy"});
    }
    if (auto removed = removeStale(folder / "masks", masks); !removed) return removed;
    if (auto removed = removeStale(folder / "heatmaps", heat_maps); !removed) return removed;
    for (const FramePrediction& frame : prediction.frames)
        if (auto written = writeFrame(folder, frame); !written) return written;
    if (auto written = writeFileAtomically(folder / "prompts.json", promptsJson(prediction)); !written) return written;
    return writeFileAtomically(mark, predictionJson(source_name, prediction));
}

} // namespace soundmask
