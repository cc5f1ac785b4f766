// The command line on real media, the way acceptance calls it.
#include <set>

#include "core/base/image_io.h"
#include "tests/cli/cli.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

const fs::path kMedia = fs::path(SOUNDMASK_SHARED_DIR) / "media";

nlohmann::json readJson(const fs::path& file) {
    const auto text = readFile(file);
    REQUIRE(text);
    return nlohmann::json::parse(*text);
}

/// What the displayed size is once the rotation of the facts is applied.
Size displayedSize(const nlohmann::json& video) {
    const Size stored{video["width"].get<int>(), video["height"].get<int>()};
    return std::abs(video["rotation"].get<int>()) % 180 == 90 ? Size{stored.height, stored.width} : stored;
}

} // namespace

TEST_CASE("probe tells the facts of every playable file") {
    const auto facts = readJson(kMedia / "facts.json")["files"];
    int files = 0;
    for (const std::string folder : {"clips", "boxed", "pairs"})
        for (const auto& entry : fs::directory_iterator(kMedia / folder)) {
            const std::string key = folder + "/" + entry.path().filename().string();
            if (!facts.contains(key)) continue;
            CAPTURE(key);
            ++files;
            const auto& wanted = facts[key]["summary"];
            const auto got = cliJson({"probe", entry.path().string()});
            if (wanted["video_streams"] > 1) {
                // The facts' summary is of the first stream; ffmpeg and we take the largest picture.
                const auto& best = facts[key]["ffprobe"]["streams"][3];
                CHECK(std::to_string(got["video"]["frames"].get<int>()) == best["nb_frames"]);
                CHECK(got["video"]["width"] == best["width"]);
                CHECK(got["video"]["height"] == best["height"]);
                CHECK(got["video"]["fps"] == best["avg_frame_rate"]);
                continue;
            }
            CHECK(got["video"]["frames"] == wanted["video"]["nb_frames_decoded"]);
            CHECK(got["video"]["codec"] == wanted["video"]["codec"]);
            const Size size = displayedSize(wanted["video"]);
            CHECK(got["video"]["width"] == size.width);
            CHECK(got["video"]["height"] == size.height);
            CHECK(got["video"]["rotation"] == wanted["video"]["rotation"]);
            CHECK(got["video"]["fps"] == wanted["video"]["avg_frame_rate"]);
            CHECK(got["audio"].is_null() == (wanted["audio_streams"] == 0));
            if (!got["audio"].is_null()) {
                CHECK(got["audio"]["rate_hz"] == wanted["audio"]["sample_rate"]);
                CHECK(got["audio"]["channels"] == wanted["audio"]["channels"]);
            }
        }
    CHECK(files == 44 + 4 + 15);
}

TEST_CASE("every broken file ends in one error line or opens with a warning") {
    const std::set<std::string> opens{"b03", "b09", "b12", "b13", "b14", "b15", "b18", "b19"};
    int files = 0;
    for (const auto& entry : fs::directory_iterator(kMedia / "broken")) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        ++files;
        const ProgramResult result = cli({"probe", entry.path().string(), "--json"});
        if (opens.contains(name.substr(0, 3))) {
            CHECK(result.exit_code == 0);
            CHECK(nlohmann::json::parse(result.out)["video"]["frames"].get<int>() > 0);
        } else {
            checkOneErrorLine(result, 1, name);
        }
    }
    CHECK(files == 21);
}

TEST_CASE("the AVSBench-like trees are recognised, names with a leading minus included") {
    CHECK(cliJson({"dataset", (kMedia / "avsbench_like/Single-source").string()})["layout"] == "s4");
    CHECK(cliJson({"dataset", (kMedia / "avsbench_like/Multi-sources").string()})["layout"] == "ms3");
    CHECK(cliJson({"dataset", (kMedia / "avsbench_like/AVSBench-semantic").string()})["layout"] == "avss");
    TemporaryFolder folder;
    const auto document = cliJson({"predict", (kMedia / "avsbench_like/Single-source").string(), "--clip", "-76261_bird", "--method",
                                   "full-mask", "--out", folder.path().string()});
    CHECK(document["clips"].size() == 1);
    CHECK(fs::exists(folder / "-76261_bird/masks/5.png"));
}

TEST_CASE("a real clip goes through sound-motion") {
    TemporaryFolder folder;
    const auto document = cliJson({"predict", (kMedia / "clips/n01_dog_pomeranian_vggsound.mp4").string(), "--method", "sound-motion", "--out", folder.path().string()});
    CHECK(document["clips"][0]["seconds"] == 10);
    CHECK(readRawPng(folder / "n01_dog_pomeranian_vggsound/masks/10.png")->size == Size{1280, 720});
}

TEST_CASE("metrics gives the published figures of DAVIS car-shadow") {
    const fs::path folder = kMedia / "metrics_pairs/davis_carshadow";
    const auto expected = readJson(folder / "expected.json");
    for (const std::string prediction : {"pred_osvos", "pred_rvos"}) {
        CAPTURE(prediction);
        const auto got = cliJson({"metrics", "--pred", (folder / prediction).string(), "--gt", (folder / "gt").string()});
        CHECK(got["miou"].get<double>() == doctest::Approx(expected[prediction]["MIoU_avsbench(mean of 40, eps 1e-7)"].get<double>()).epsilon(2e-6));
        CHECK(got["f_hard"].get<double>() == doctest::Approx(expected[prediction]["F_beta2_0.3_mean_over_frames_binary"].get<double>()).epsilon(2e-6));
    }
}
