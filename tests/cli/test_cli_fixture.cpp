// The whole command line on data we make ourselves.
#include <csignal>
#include <fstream>
#include <set>
#include <unistd.h>

#include "core/base/image_io.h"
#include "tests/cli/cli.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

/// Six S4 clips of the test split, made once for all tests.
const fs::path& dataset() {
    static const TemporaryFolder folder;
    static const fs::path root = [] {
        const ProgramResult made = cli({"synth", "--out", folder.path().string(), "--clips", "6", "--layout", "s4",
                                        "--seed", "3", "--split", "test"});
        INFO(made.err);
        REQUIRE(made.exit_code == 0);
        return folder / "Single-source";
    }();
    return root;
}

fs::path anyVideo() {
    for (const auto& entry : fs::recursive_directory_iterator(dataset() / "s4_data/raw_videos"))
        if (entry.path().extension() == ".mp4") return entry.path();
    return {};
}

} // namespace

TEST_CASE("threads that wait soon sleep: the program starts itself anew where they would spin") {
    const auto spinCount = [](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"OMP_DISPLAY_ENV=VERBOSE", SOUNDMASK_CLI, "--version"});
        const ProgramResult run = runProgram("env", arguments);
        CHECK(run.exit_code == 0);
        CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 1);
        const auto at = run.err.rfind("GOMP_SPINCOUNT = ");
        return at == std::string::npos ? std::string() : run.err.substr(at, run.err.find('\n', at) - at);
    };
    CHECK(spinCount({"-u", "OMP_WAIT_POLICY"}) == "GOMP_SPINCOUNT = '5000'");
    CHECK(spinCount({"OMP_WAIT_POLICY=PASSIVE"}) == "GOMP_SPINCOUNT = '0'"); // the user's choice stays
}

TEST_CASE("usage errors exit with 2 and one line") {
    checkOneErrorLine(cli({}), 2, "subcommand");
    checkOneErrorLine(cli({"dance"}), 2, "");
    checkOneErrorLine(cli({"probe"}), 2, "FILE");
    checkOneErrorLine(cli({"synth", "--out", "x", "--clips", "1", "--layout", "s5", "--seed", "1"}), 2, "s5");
}

TEST_CASE("every command explains itself with an example") {
    for (const std::string command :
         {"probe", "dataset", "synth", "methods", "predict", "metrics", "evaluate", "export", "import", "figure"}) {
        const ProgramResult help = cli({command, "--help"});
        CAPTURE(command);
        CHECK(help.exit_code == 0);
        CHECK(help.out.find("Example: soundmask-cli " + command) != std::string::npos);
    }
}

TEST_CASE("methods lists the weight-free methods with their parameters") {
    const auto document = cliJson({"methods"});
    CHECK(document["schema"] == "soundmask/methods/1");
    std::set<std::string> names;
    for (const auto& method : document["methods"]) {
        names.insert(method["name"]);
        CHECK_FALSE(method["summary"].get<std::string>().empty());
        for (const auto& parameter : method["parameters"])
            CHECK_FALSE(parameter["meaning"].get<std::string>().empty());
    }
    for (const char* name : {"full-mask", "centre-box", "sound-motion"})
        CHECK(names.contains(name));
}

TEST_CASE("a made data set is recognised and has no problems") {
    const auto document = cliJson({"dataset", dataset().string()});
    CHECK(document["schema"] == "soundmask/dataset/1");
    CHECK(document["layout"] == "s4");
    CHECK(document["splits"]["test"]["clips"] == 6);
    CHECK(document["problems"].empty());
}

TEST_CASE("probe tells the content of a made video and takes pictures out of it") {
    const std::string video = anyVideo().string();
    const auto document = cliJson({"probe", video});
    CHECK(document["schema"] == "soundmask/probe/1");
    CHECK(document["video"]["frames"] == 125);
    CHECK(document["video"]["fps"] == "25/1");
    CHECK(document["video"]["width"] == 224);
    CHECK(document["duration_s"].get<double>() == doctest::Approx(5.0).epsilon(0.02));
    CHECK(document["audio"]["channels"].get<int>() >= 1);
    CHECK(document["warnings"].empty());
    CHECK(cliJson({"probe", video, "--fast"})["video"]["frames"] == 125);

    TemporaryFolder folder;
    const std::string shown = (folder / "shown.png").string();
    REQUIRE(
        cli({"probe", video, "--frame-at", "0.95", "--out", shown, "--avsbench-frames", (folder / "frames").string()})
            .exit_code == 0);
    CHECK(readImage(shown)->size() == Size{224, 224});
    // Frame 23 is the picture of the first second, shown from 0.92 s to 0.96 s.
    CHECK(readFile(shown).value() == readFile(folder / "frames/1.png").value());
    for (int k = 1; k <= 5; ++k)
        CHECK(fs::exists(folder / ("frames/" + std::to_string(k) + ".png")));
    CHECK_FALSE(fs::exists(folder / "frames/6.png"));
    for (const char* time : {"-1", "nan", "inf", "soon"}) {
        const auto refused = cli({"probe", video, "--frame-at", time, "--out", shown});
        checkOneErrorLine(refused, 2, std::string("--frame-at: ") + time);
        CHECK(refused.err.size() < 200);
    }
}

TEST_CASE("files that are no videos are errors that name them") {
    TemporaryFolder folder;
    const std::string text = (folder / "letter.mp4").string();
    std::ofstream(text) << "Dear video";
    checkOneErrorLine(cli({"probe", text}), 1, text);
    checkOneErrorLine(cli({"probe", (folder / "none.mp4").string()}), 1, "none.mp4");
    checkOneErrorLine(cli({"dataset", folder.path().string()}), 1, folder.path().string());
    checkOneErrorLine(cli({"predict", text, "--method", "full-mask", "--out", (folder / "out").string()}), 1, text);
    CHECK_FALSE(fs::exists(folder / "out/letter/prediction.json"));
}

TEST_CASE("predict writes a folder per clip, of the displayed size") {
    TemporaryFolder folder;
    const std::string video = anyVideo().string();
    const auto document = cliJson({"predict", video, "--method", "sound-motion", "--out", folder.path().string()});
    CHECK(document["schema"] == "soundmask/predict/1");
    REQUIRE(document["clips"].size() == 1);
    const fs::path clip = folder / anyVideo().stem().string();
    CHECK(document["clips"][0]["folder"] == clip.string());
    for (int k = 1; k <= 5; ++k) {
        const auto mask = readRawPng(clip / ("masks/" + std::to_string(k) + ".png"));
        REQUIRE(mask);
        CHECK(mask->mode == RawPng::Mode::Grey);
        CHECK(mask->size == Size{224, 224});
        for (const auto sample : mask->samples)
            REQUIRE((sample == 0 || sample == 255));
        const auto heat = readNpy(clip / ("heatmaps/" + std::to_string(k) + ".npy"));
        REQUIRE(heat);
        CHECK(heat->size == Size{224, 224});
        CHECK(*std::min_element(heat->values.begin(), heat->values.end()) >= 0.0F);
        CHECK(*std::max_element(heat->values.begin(), heat->values.end()) <= 1.0F);
    }
    const auto prediction = nlohmann::json::parse(readFile(clip / "prediction.json").value());
    CHECK(prediction["schema"] == "soundmask/prediction/1");
    const auto prompts = nlohmann::json::parse(readFile(clip / "prompts.json").value());
    CHECK(prompts["schema"] == "soundmask/prompts/1");
}

TEST_CASE("predict takes clips of a data set, stills or raw video") {
    TemporaryFolder folder;
    const std::string name = anyVideo().stem().string();
    const auto one = cliJson(
        {"predict", dataset().string(), "--clip=" + name, "--method", "centre-box", "--out", folder.path().string()});
    REQUIRE(one["clips"].size() == 1);
    CHECK(one["clips"][0]["clip"] == name);
    const auto all = cliJson({"predict", dataset().string(), "--split", "test", "--method", "full-mask", "--set",
                              "source=raw", "--out", folder.path().string()});
    CHECK(all["clips"].size() == 6);
    checkOneErrorLine(cli({"predict", dataset().string(), "--method", "full-mask", "--out", folder.path().string()}), 1,
                      "--split");
    checkOneErrorLine(cli({"predict", dataset().string(), "--clip", "nobody", "--method", "full-mask", "--out",
                           folder.path().string()}),
                      1, "nobody");
}

TEST_CASE("unknown methods, parameters and values are errors with their names") {
    TemporaryFolder folder;
    const std::string video = anyVideo().string(), out = folder.path().string();
    checkOneErrorLine(cli({"predict", video, "--method", "magic", "--out", out}), 1, "magic");
    checkOneErrorLine(cli({"predict", video, "--method", "centre-box", "--set", "fractoin=1", "--out", out}), 1,
                      "fractoin");
    checkOneErrorLine(cli({"predict", video, "--method", "centre-box", "--set", "fraction=7", "--out", out}), 1,
                      "fraction");
    checkOneErrorLine(cli({"predict", video, "--method", "centre-box", "--set", "fraction", "--out", out}), 1,
                      "KEY=VALUE");
    checkOneErrorLine(cli({"predict", video, "--method", "full-mask", "--weights", "sam=x.pth", "--out", out}), 1,
                      "sam");
}

TEST_CASE("one bad input does not stop the others, but the command fails") {
    TemporaryFolder folder;
    const std::string bad = (folder / "bad.mp4").string();
    std::ofstream(bad) << "no video";
    const ProgramResult result = cli(
        {"predict", bad, anyVideo().string(), "--method", "full-mask", "--out", (folder / "out").string(), "--json"});
    CHECK(result.exit_code == 1);
    const auto document = nlohmann::json::parse(result.out);
    CHECK(document["clips"].size() == 1);
    CHECK(document["failed"].size() == 1);
}

TEST_CASE("evaluate names a bad clip once, with the remedy, and scores the others") {
    TemporaryFolder folder;
    const fs::path data = folder / "data";
    fs::copy(dataset(), data, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(data / "s4_data/audio_wav"))
        if (entry.path().extension() == ".wav") {
            std::ofstream(entry.path()) << "no sound";
            break;
        }
    const ProgramResult run = cli({"evaluate", "--dataset", data.string(), "--split", "test", "--method", "full-mask",
                                   "--out", (folder / "run").string()});
    CAPTURE(run.err);
    CHECK(run.exit_code == 1);
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    CHECK(run.err.find(".wav: this is not a sound file; copy or download it again") != std::string::npos);
    CHECK(run.out.find("(5 clips, 25 frames)") != std::string::npos);
}

TEST_CASE("a clip whose sound is missing is named by the file that was looked for, with the remedy") {
    TemporaryFolder folder;
    const fs::path data = folder / "data";
    fs::copy(dataset(), data, fs::copy_options::recursive);
    fs::path gone;
    for (const auto& entry : fs::recursive_directory_iterator(data / "s4_data/audio_wav"))
        if (entry.path().extension() == ".wav") gone = entry.path();
    fs::remove(gone);
    const ProgramResult run = cli({"evaluate", "--dataset", data.string(), "--split", "test", "--method",
                                   "sound-motion", "--out", (folder / "run").string()});
    CAPTURE(run.err);
    CHECK(run.exit_code == 1);
    const std::string error = "soundmask: error: " + gone.string() +
                              ": this sound of the clip is missing, and sound-motion listens; copy it from the data "
                              "set again, or choose a method that needs no sound\n";
    CHECK(run.err.starts_with(error));
    CHECK(run.err.find("error", error.size()) == std::string::npos); // once
    CHECK(run.out.find("(5 clips, 25 frames)") != std::string::npos);
    const auto problems = cliJson({"dataset", data.string()})["problems"];
    REQUIRE(problems.size() == 1);
    CHECK(problems[0]["code"] == "missing-sound");
    CHECK(problems[0]["path"] == gone.string());
    CHECK(problems[0]["text"].get<std::string>().find("copy this file") != std::string::npos);
}

TEST_CASE("evaluate and metrics agree, and a second run gives the same summary") {
    TemporaryFolder folder;
    const std::vector<std::string> arguments{"evaluate",   "--dataset", dataset().string(),
                                             "--split",    "test",      "--method",
                                             "centre-box", "--out",     (folder / "run").string()};
    const auto first = cliJson(arguments);
    CHECK(first["clips"] == 6);
    CHECK(first["frames"] == 30);
    CHECK(first["task"] == "binary");
    CHECK(first == cliJson(arguments));
    CHECK(fs::exists(folder / "run/clips.csv"));
    CHECK(fs::exists(folder / "run/frames.csv"));

    // The same masks through the other door: predict, then metrics on the files.
    REQUIRE(cli({"predict", dataset().string(), "--split", "test", "--method", "centre-box", "--out",
                 (folder / "out").string()})
                .exit_code == 0);
    const fs::path truth = dataset() / "s4_data/gt_masks/test";
    for (const auto& category : fs::directory_iterator(truth))
        for (const auto& clip : fs::directory_iterator(category)) {
            const std::string name = clip.path().filename().string();
            for (int k = 1; k <= 5; ++k) {
                const fs::path to = folder / ("pred/" + category.path().filename().string() + "/" + name);
                fs::create_directories(to);
                fs::copy_file(folder / ("out/" + name + "/masks/" + std::to_string(k) + ".png"),
                              to / (name + "_" + std::to_string(k) + ".png"));
            }
        }
    const auto metrics = cliJson({"metrics", "--pred", (folder / "pred").string(), "--gt", truth.string()});
    for (const char* key : {"miou", "f_batch1", "f_all", "f_hard"}) {
        CAPTURE(key);
        CHECK(metrics[key].get<double>() == doctest::Approx(first[key].get<double>()).epsilon(1e-9));
    }
    fs::remove_all(folder / "pred" / fs::directory_iterator(folder / "pred")->path().filename());
    checkOneErrorLine(cli({"metrics", "--pred", (folder / "pred").string(), "--gt", truth.string()}), 1, "_1.png");
}
