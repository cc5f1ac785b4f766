#include "core/base/image_io.h"
#include "core/media/video_file.h"
#include "tests/core/media/shared_media.h"

using namespace soundmask;
using namespace soundmask::test;
using nlohmann::json;

namespace {

const json& reference() {
    static const json read = readJson(mediaFolder() / "reference_frames" / "reference.json");
    return read;
}

/// The picture of \p index is \p expected, and neither the one before nor the one after is.
void checkPicture(VideoFile& video, FrameIndex index, const Image& expected) {
    CAPTURE(index);
    const double difference = meanDifference(take(video.frameAt(index))->image, expected);
    CHECK(difference < 4.0);
    for (const FrameIndex other : {index - 1, index + 1}) {
        CAPTURE(other);
        if (other < 0 || other >= video.frameCount()) continue;
        CHECK(difference < meanDifference(take(video.frameAt(other))->image, expected));
    }
}

} // namespace

TEST_CASE("the picture shown at a time is the one ffmpeg shows") {
    for (const auto& [name, about] : reference().at("clips").items()) {
        CAPTURE(name);
        const auto video = take(VideoFile::open(mediaFolder() / name));
        CHECK(video->frameCount() == about.at("frames").get<FrameIndex>());
        CHECK(video->info().start_s == doctest::Approx(about.at("start_time").get<double>()));
        // From the last to the first, so that no picture comes cheap from decoding on.
        const json& entries = about.at("at");
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            const double t_s = entry->at("t");
            CAPTURE(t_s);
            const FrameIndex shown = video->frameShownAt(t_s);
            CHECK(shown == entry->at("displayed_index_at_t").get<FrameIndex>());
            CHECK(video->frameTime_s(shown) + video->info().start_s ==
                  doctest::Approx(entry->at("displayed_pts").get<double>()));
            const std::filesystem::path folder = mediaFolder() / "reference_frames";
            checkPicture(*video, shown, take(readImage(folder / entry->at("displayed_png").get<std::string>())));
            checkPicture(*video, entry->at("png_is_frame_index"),
                         take(readImage(folder / entry->at("png").get<std::string>())));
        }
    }
}

TEST_CASE("AVSBench's rule gives the pictures its script takes") {
    for (const auto& [name, about] : reference().at("clips").items()) {
        CAPTURE(name);
        const auto video = take(VideoFile::open(mediaFolder() / name));
        const json& official = about.at("official_index");
        for (int second = 0; second < static_cast<int>(official.size()); ++second) {
            CAPTURE(second);
            const auto expected = official.at(static_cast<std::size_t>(second)).get<FrameIndex>();
            CHECK(avsbenchFrame(second, video->frameRate().toDouble(), video->frameCount()) == expected);
            if (!video->info().video.variable_rate)
                CHECK(video->keyFrames().at(static_cast<std::size_t>(second)).frame == expected);
        }
    }
}

TEST_CASE("for a variable rate the picture of a second is the one shown then") {
    const auto video = take(VideoFile::open(mediaFolder() / "clips" / "d05_dog_vfr.mp4"));
    REQUIRE(video->info().video.variable_rate);
    const auto keys = video->keyFrames();
    REQUIRE(keys.size() == 5);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const double wanted_s = static_cast<double>(i) + 15.0 / 16.0;
        CHECK(keys[i].second == static_cast<int>(i) + 1);
        CHECK(video->frameTime_s(keys[i].frame) <= wanted_s);
        if (keys[i].frame + 1 < video->frameCount()) CHECK(video->frameTime_s(keys[i].frame + 1) > wanted_s);
    }
}
