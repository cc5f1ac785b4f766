#include "core/engine/prediction_reader.h"

#include <algorithm>
#include <map>

#include "core/base/image_io.h"
#include "core/models/json_text.h"
#include "core/project/dataset/mask_reader.h"
#include "core/project/json_number.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

PromptOrigin originOf(const Json& prompt) {
    return prompt.value("origin", "mined") == "user" ? PromptOrigin::User : PromptOrigin::Mined;
}

std::map<int, PromptSet> promptsBySecond(const Json& document) {
    std::map<int, PromptSet> prompts;
    for (const Json& frame : document.at("frames")) {
        PromptSet& set = prompts[frame.at("second").get<int>()];
        for (const Json& point : frame.at("points"))
            set.points.push_back({{point.at("x").get<double>(), point.at("y").get<double>()},
                                  point.at("label").get<int>() != 0,
                                  optionalNumber(point.at("score")),
                                  originOf(point)});
        for (const Json& box : frame.at("boxes")) {
            const auto edges = box.at("xyxy").get<std::array<double, 4>>();
            set.boxes.push_back({{edges[0], edges[1], edges[2], edges[3]},
                                 optionalNumber(box.at("score")),
                                 box.at("label").get<std::string>(),
                                 originOf(box)});
        }
    }
    return prompts;
}

Result<Json> readDocument(const fs::path& path, const std::string& schema) {
    const auto text = readFile(path);
    if (!text) return fail(text.error());
    Json document = Json::parse(*text, nullptr, false);
    if (document.is_discarded() || !document.is_object())
        return fail(ErrorCode::MalformedFile, path.string(), "this is no JSON document; run predict again");
    if (document.value("schema", "") != schema)
        return fail(ErrorCode::UnsupportedFormat, path.string(), "it is not of the schema " + schema);
    return document;
}

Result<StoredPrediction> read(const fs::path& folder, const Json& document, const Json& prompts_document) {
    StoredPrediction stored;
    stored.source_name = document.at("source").get<std::string>();
    Prediction& prediction = stored.prediction;
    const Json& made = document.at("provenance");
    prediction.provenance.method = made.at("method").get<std::string>();
    prediction.provenance.method_version = made.at("method_version").get<std::string>();
    prediction.provenance.options = made.at("options").get<OptionMap>();
    prediction.provenance.weight_sha256 = made.at("weights_sha256").get<std::map<std::string, std::string>>();
    prediction.provenance.device = made.at("device").get<std::string>();
    prediction.provenance.precision = made.at("precision").get<std::string>();
    prediction.provenance.timings_s = document.at("timings_s").get<std::map<std::string, double>>();
    for (const Json& warning : document.at("warnings"))
        prediction.warnings.push_back({warning.at("code").get<std::string>(), warning.at("text").get<std::string>()});
    const bool is_test = std::ranges::any_of(prediction.provenance.weight_sha256,
                                             [](const auto& role) { return isTestWeights(role.second); });
    const auto prompts = promptsBySecond(prompts_document);
    for (const Json& entry : document.at("frames")) {
        FramePrediction frame;
        frame.key_frame = {entry.at("second").get<int>(), entry.at("frame").get<FrameIndex>(),
                           entry.at("time_s").get<double>()};
        frame.score = entry.at("score").get<double>();
        if (const auto threshold = entry.find("automatic_threshold"); threshold != entry.end()) // newer than the schema
            frame.automatic_threshold = optionalNumber(*threshold);
        frame.from_test_weights = is_test;
        for (const Json& candidate : entry.at("candidates"))
            frame.candidates.push_back({MaskRle(), candidate.at("score").get<double>()});
        const auto mask = readBinaryMask(folder / entry.at("mask").get<std::string>());
        if (!mask) return fail(mask.error());
        frame.mask = MaskRle::fromDense(mask->mask);
        if (const Json& heat_map = entry.at("heat_map"); !heat_map.is_null()) {
            auto map = readNpy(folder / heat_map.get<std::string>());
            if (!map) return fail(map.error());
            frame.heat_map = std::move(*map);
        }
        if (const auto found = prompts.find(frame.key_frame.second); found != prompts.end())
            frame.prompts = found->second;
        prediction.frames.push_back(std::move(frame));
    }
    return stored;
}

} // namespace

Result<StoredPrediction> readPrediction(const fs::path& folder) {
    const fs::path mark = folder / "prediction.json";
    std::error_code error;
    if (!fs::exists(mark, error))
        return fail(ErrorCode::FileNotFound, folder.string(), "it holds no complete prediction (no prediction.json)");
    const auto document = readDocument(mark, "soundmask/prediction/1");
    if (!document) return fail(document.error());
    const auto prompts = readDocument(folder / "prompts.json", "soundmask/prompts/1");
    if (!prompts) return fail(prompts.error());
    try {
        return read(folder, *document, *prompts);
    } catch (const Json::exception& wrong) {
        return fail(ErrorCode::MalformedFile, mark.string(), std::string(wrong.what()) + "; run predict again");
    }
}

} // namespace soundmask
