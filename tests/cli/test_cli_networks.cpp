// The methods that need networks, and the paper's tables, from the command line. Weights are the test weights.
#include <fstream>

#include "core/base/image_io.h"
#include "tests/cli/cli.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

/// One MS3 clip of the test split, made once.
const fs::path& dataset() {
    static const TemporaryFolder folder;
    static const fs::path root = [] {
        const ProgramResult made = cli({"synth", "--out", folder.path().string(), "--clips", "1", "--layout", "ms3",
                                        "--seed", "5", "--split", "test"});
        INFO(made.err);
        REQUIRE(made.exit_code == 0);
        return folder / "Multi-sources";
    }();
    return root;
}

nlohmann::json read(const fs::path& path) {
    std::ifstream file(path);
    REQUIRE(file);
    return nlohmann::json::parse(file);
}

bool warnsOfTestWeights(const nlohmann::json& document) {
    for (const auto& warning : document.at("warnings"))
        if (warning.at("code") == "test-weights") return true;
    return false;
}

} // namespace

TEST_CASE("without weights a method says which file it needs") {
    const TemporaryFolder out;
    const std::vector<std::string> predict{"predict",  dataset().string(), "--split", "test",
                                           "--method", "point-prompt",     "--out",   out.path().string()};
    checkOneErrorLine(cli(predict), 1, "AudioCLIP-Full-Training.pt");
    auto gone = predict;
    gone.insert(gone.end(), {"--weights", "audioclip=nowhere.pt", "--weights", "sam=fill"});
    checkOneErrorLine(cli(gone), 1, "nowhere.pt");
    auto foreign = predict;
    foreign.insert(foreign.end(), {"--weights", "fill", "--weights", "sam=fill"});
    checkOneErrorLine(cli(foreign), 1, "fill");
}

TEST_CASE("predict writes masks, heat maps and boxes, and says that they are of test weights") {
    const TemporaryFolder out;
    const ProgramResult run = cli({"predict", dataset().string(), "--split", "test", "--method", "heatmap-box",
                                   "--weights", "fill", "--out", out.path().string()});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    CHECK(run.err.find("test weights") != std::string::npos);
    const fs::path folder = fs::directory_iterator(out.path())->path();
    const auto prediction = read(folder / "prediction.json");
    CHECK(warnsOfTestWeights(prediction));
    CHECK(prediction["provenance"]["weights_sha256"]["sam"] == "fill");
    CHECK(prediction["provenance"]["weights_sha256"]["audioclip"] == "fill");
    CHECK(prediction["frames"].size() == 5);
    const auto heat = readNpy(folder / "heatmaps" / "1.npy");
    REQUIRE(heat);
    CHECK(heat->size == Size{prediction["size"]["width"], prediction["size"]["height"]});
    CHECK(fs::exists(folder / "masks" / "5.png"));
    const auto prompts = read(folder / "prompts.json");
    CHECK(prompts["frames"][0]["boxes"].size() == 1);
}

TEST_CASE("evaluate scores a method with test weights, and the table beside the paper marks it") {
    const TemporaryFolder out;
    const std::string results = (out.path() / "results.json").string();
    const auto summary =
        cliJson({"evaluate", "--dataset", dataset().string(), "--split", "test", "--method", "point-prompt", "--set",
                 "points=global", "--weights", "fill", "--out", (out.path() / "run").string(), "--results", results});
    CHECK(warnsOfTestWeights(summary));
    CHECK(summary["frames"] == 5);
    CHECK(summary["weights_sha256"]["sam"] == "fill");

    const auto tables = cliJson({"tables", "2", "5", "--results", results});
    CHECK(tables["schema"] == "soundmask/tables/1");
    REQUIRE(tables["tables"].size() == 2);
    int measured = 0;
    for (const auto& row : tables["tables"][0]["rows"]) {
        CHECK(row["s4"]["measured"].is_null());
        if (row["ms3"]["measured"].is_null()) continue;
        ++measured;
        CHECK(row["name"] == "Point-Prompt, global");
        CHECK(row["ms3"]["measured"]["test_weights"] == true);
        CHECK(row["ms3"]["measured"]["miou"].get<double>() == doctest::Approx(100.0 * summary["miou"].get<double>()));
        CHECK(row["ms3"]["measured"]["command"].get<std::string>().find("points=global") != std::string::npos);
    }
    CHECK(measured == 1);
    const std::string printed = cli({"tables", "2", "--results", results}).out;
    CHECK(printed.find("TEST WEIGHTS") != std::string::npos);
    CHECK(printed.find("ms3, ours: 1 clips, NOT the 64 of the paper") != std::string::npos);
}

TEST_CASE("the published figures are the paper's and ours are empty where nothing was run") {
    const auto tables = cliJson({"tables", "1", "2", "3", "4", "5", "6", "7"});
    REQUIRE(tables["tables"].size() == 7);
    CHECK(tables["tables"][1]["rows"][5]["name"] == "Point-Prompt, dense");
    CHECK(tables["tables"][1]["rows"][5]["s4"]["published"]["miou"] == 40.3);
    CHECK(tables["tables"][1]["rows"][5]["ms3"]["published"]["f"] == 0.333);
    for (const auto& table : tables["tables"])
        for (const auto& row : table["rows"])
            CHECK(row["s4"]["measured"].is_null());
    const std::string printed = cli({"tables", "2"}).out;
    CHECK(printed.find("19.0 / 0.226  not run") != std::string::npos);  // digits as printed in the paper
    CHECK(printed.find("51.2 / 0.615  no method") != std::string::npos); // Box-Prompt is not there yet
    CHECK(tables["tables"][1]["rows"][6]["run"]["available"] == false);
    CHECK(tables["tables"][1]["rows"][5]["run"]["available"] == true);
    checkOneErrorLine(cli({"tables", "8"}), 2, "8");
    checkOneErrorLine(cli({"tables", "2", "--results", "nowhere.json"}), 1, "nowhere.json");
}
