// export, import and figure on a project and a prediction that we make ourselves.
#include "core/base/image_io.h"
#include "core/engine/clip_source.h"
#include "core/engine/reference_layers.h"
#include "core/project/dataset/dataset.h"
#include "core/project/store/project_store.h"
#include "tests/cli/cli.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

/// One synthetic S4 clip, a project with one object on it, and a prediction.
struct Work {
    TemporaryFolder folder;
    fs::path project = folder / "work.soundmask";
    fs::path prediction;
    std::string name;

    Work() {
        const std::string data = folder / "data";
        REQUIRE(cli({"synth", "--out", data, "--clips", "1", "--layout", "s4", "--seed", "5", "--split", "test"})
                    .exit_code == 0);
        const auto dataset = openDataset(data);
        REQUIRE(dataset);
        const DatasetClip& member = dataset->clips.front();
        name = member.name;
        const auto source = openVideo(member.raw_video);
        REQUIRE(source);
        ClipRecord record;
        record.clip = clipOf(**source, member.raw_video, member.name, &member);
        record.clip.id = ClipId{1};
        std::vector<Warning> warnings;
        record.layers = readReferenceLayers(member, record.clip.size, record.clip.key_frames, warnings);
        MaskLayer object = record.layers.front(); // a perfect copy of the truth
        record.layers.front().id = LayerId{2};
        object.id = LayerId{3};
        object.origin = LayerOrigin::User;
        object.name = "copy";
        record.layers.push_back(object);
        Project made;
        made.clips = {record};
        made.next_id = 10;
        REQUIRE(ProjectStore::create(project, made, {}));
        const std::string out = folder / "predictions";
        REQUIRE(cli({"predict", data, "--clip", name, "--method", "sound-motion", "--out", out}).exit_code == 0);
        prediction = fs::path(out) / name;
    }
};

const Work& work() {
    static const Work made;
    return made;
}

} // namespace

TEST_CASE("export writes each format and says what became of overlaps") {
    const TemporaryFolder out;
    for (const auto& [format, file] :
         std::map<std::string, std::string>{{"avsbench", work().name + "/" + work().name + "_5.png"},
                                            {"davis", "Annotations/Full-Resolution/" + work().name + "/00023.png"},
                                            {"overlay", work().name + "-overlay.mp4"},
                                            {"sheet", work().name + "-sheet.pdf"}}) {
        CAPTURE(format);
        const auto report = cliJson({"export", work().project, "--format", format, "--out", out / format});
        CHECK(report["schema"] == "soundmask/export/1");
        CHECK(report["format"] == format);
        CHECK_FALSE(report["overlap"].get<std::string>().empty());
        CHECK(fs::exists(out / (format + "/" + file)));
    }
    const auto movie = cliJson({"probe", out / ("overlay/" + work().name + "-overlay.mp4")});
    CHECK(movie["audio"]["rate_hz"] == 44100);
    CHECK(movie["duration_s"].get<double>() == doctest::Approx(5.0).epsilon(0.03));
}

TEST_CASE("a format that is not there is refused with those that are") {
    const auto refused = cli({"export", work().project, "--format", "coco", "--out", "x"});
    checkOneErrorLine(refused, 1, "coco");
    CHECK(refused.err.find("avsbench, davis, overlay, sheet") != std::string::npos);
    checkOneErrorLine(cli({"export", work().project, "--format", "davis", "--out", "x", "--clip", "nobody"}), 1,
                      "nobody");
    checkOneErrorLine(cli({"export", "nowhere.soundmask", "--format", "davis", "--out", "x"}), 1, "nowhere.soundmask");
}

TEST_CASE("what was exported is imported as an edit that can be undone") {
    const TemporaryFolder out;
    const fs::path copy = out / "copy.soundmask";
    fs::copy_file(work().project, copy);
    for (const std::string format : {"davis", "avsbench"}) {
        CAPTURE(format);
        REQUIRE(cli({"export", copy, "--format", format, "--out", out / format}).exit_code == 0);
        const auto report = cliJson({"import", copy, "--format", format, "--in", out / format});
        CHECK(report["schema"] == "soundmask/import/1");
        CHECK(report["clips"][0]["objects"] == 1);
    }
    auto opened = ProjectStore::open(copy);
    REQUIRE(opened);
    const auto& layers = opened->project.clips.front().layers;
    REQUIRE(layers.size() == 4);
    CHECK(layers[2].name == "copy");
    CHECK(layers[2].masks == layers[1].masks);
    CHECK(layers[3].masks == layers[1].masks); // two copies of one mask: their union is it
    REQUIRE(opened->history.undo(opened->project));
    CHECK(opened->project.clips.front().layers.size() == 3);
    checkOneErrorLine(cli({"import", copy, "--format", "davis", "--in", out.path()}), 1, "open"); // it is open here
}

TEST_CASE("figures of a prediction and of a project") {
    const TemporaryFolder out;
    for (const std::string file : {"sheet.png", "sheet.svg", "sheet.pdf"}) {
        const auto made = cli({"figure", work().prediction, "--template", "case-study", "--out", out / file});
        CAPTURE(made.err);
        CHECK(made.exit_code == 0);
        CHECK(made.err.empty());
        CHECK(fs::file_size(out / file) > 1000);
    }
    const auto both =
        cli({"figure", work().project, work().prediction, "--template", "heatmaps", "--out", out / "both.png"});
    CAPTURE(both.err);
    REQUIRE(both.exit_code == 0);
    CHECK(readImage(out / "both.png").value().width() > 1000);
    CHECK(cli({"figure", work().prediction, "--template", "heatmaps", "--out", out / "movie.mp4"}).exit_code == 0);
    CHECK(cliJson({"probe", out / "movie.mp4"})["video"]["frames"].get<int>() > 100);
    const auto free = [&](const std::string& file, const std::vector<std::string>& more) {
        std::vector<std::string> words{"figure", work().project, work().prediction, "--template",
                                       "free",   "--out",        out / file};
        words.insert(words.end(), more.begin(), more.end());
        return cli(words);
    };
    CHECK(free("free.svg", {}).exit_code == 0);
    const auto some = free("free.png", {"--rows", "objects+truth,sound,picture", "--seconds", "2,4"});
    CAPTURE(some.err);
    REQUIRE(some.exit_code == 0);
    CHECK(readImage(out / "free.png").value().width() < readImage(out / "both.png").value().width());
    CHECK(free("free.mp4", {"--rows", "objects+truth"}).exit_code == 0);
    checkOneErrorLine(free("x.png", {"--rows", "nonsense"}), 1, "nonsense");
    checkOneErrorLine(free("x.mp4", {"--rows", "picture,truth"}), 1, "one row");
    checkOneErrorLine(cli({"figure", work().prediction, "--template", "heatmaps", "--out", out / "x.gif"}), 1, "x.gif");
    checkOneErrorLine(cli({"figure", work().project, "--template", "heatmaps", "--out", out / "x.png"}), 1,
                      work().name);
    checkOneErrorLine(cli({"figure", out.path(), "--template", "heatmaps", "--out", out / "x.png"}), 1,
                      "prediction.json");
}
