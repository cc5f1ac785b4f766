#include <chrono>
#include <set>

#include "core/media/media_probe.h"
#include "core/media/video_file.h"
#include "tests/core/media/shared_media.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

/// What we do with a damaged or misnamed file. Where sources.json leaves a choice, this table is the choice.
struct Case {
    std::string name;
    std::optional<ErrorCode> refused; ///< none: it opens
    const char* says;                 ///< part of the reason, or the code of a warning; empty for no warning at all
};

const Case kCases[] = {
    {"b01_zero_length.mp4", ErrorCode::NotMedia, "empty"},
    {"b02_garbage_64k.mp4", ErrorCode::NotMedia, "no known kind"},
    {"b03_truncated_half_faststart.mp4", {}, "truncated"}, // choice: open what is there and say how much is missing
    {"b04_moov_missing_cut.mp4", ErrorCode::NotMedia, "moov atom not found"},
    {"b05_header_only.webm", ErrorCode::NotMedia, "damaged"},
    {"b06_ftyp_only.mp4", ErrorCode::NotMedia, "moov atom not found"},
    {"b07_png_named.mp4", ErrorCode::UnsupportedFormat, "still picture"}, // choice: refuse
    {"b08_wav_named.mp4", ErrorCode::NoPictureStream, "no picture stream"},
    {"b09_mp4_named.wav", {}, ""}, // choice: open it by content
    {"b10_audio_only.mp4", ErrorCode::NoPictureStream, "no picture stream"},
    {"b11_mp3_with_cover_named.mp4", ErrorCode::NoPictureStream, "cover"},
    {"b12_huge_claimed_duration.mp4", {}, "duration-claim"},
    {"b13_corrupt_middle.mp4", {}, "decode-errors"},
    {"b14_moov_renamed_free.mp4", {}, ""},  // choice: open it
    {"b15_claims_65535x65535.mp4", {}, ""}, // the codec's own size counts
    {"b16_html_404.mp4", ErrorCode::NotMedia, "no known kind"},
    {"b17_vp9_invalid_bitstream_real.webm", ErrorCode::NoFrameDecodes, "51 packets"},
    {"b18_mdat_too_long_real.mp4", {}, ""},
    {"b19_decord_corrupted_real.mp4", {}, "decode-errors"},
    {"b20_directory.mp4", ErrorCode::FileUnreadable, "folder"},
    {"b21_moov_renamed_zzzz.mp4", ErrorCode::NotMedia, "moov atom not found"},
};

void checkRefused(const Case& expected, const Error& error) {
    CHECK(error.code == *expected.refused);
    CHECK(error.subject.ends_with(expected.name));
    CHECK_MESSAGE(error.reason.find(expected.says) != std::string::npos, error.reason);
}

void checkWarnings(const Case& expected, const std::vector<Warning>& warnings) {
    std::set<std::string> codes;
    for (const Warning& warning : warnings)
        codes.insert(warning.code);
    if (*expected.says == '\0')
        CHECK(codes.empty());
    else
        CHECK(codes.contains(expected.says));
}

std::filesystem::path pathOf(const Case& expected) {
    return mediaFolder() / "broken" / expected.name;
}

} // namespace

TEST_CASE("the table of damaged files is complete") {
    std::set<std::string> listed;
    for (const Case& expected : kCases)
        listed.insert(expected.name);
    std::set<std::string> present;
    for (const auto& entry : std::filesystem::directory_iterator(mediaFolder() / "broken"))
        present.insert(entry.path().filename());
    CHECK(listed == present);
}

TEST_CASE("each damaged file is refused with its cause, or opens with the frames that decode and a warning") {
    for (const Case& expected : kCases) {
        CAPTURE(expected.name);
        const auto begin = std::chrono::steady_clock::now();
        const auto info = probe(pathOf(expected), ProbeDepth::DecodeEveryFrame);
        CHECK(std::chrono::steady_clock::now() - begin <
              std::chrono::seconds(10)); // bounded by the content, not by claims
        REQUIRE(info.has_value() != expected.refused.has_value());
        if (!info) {
            checkRefused(expected, info.error());
            const auto video = VideoFile::open(pathOf(expected));
            REQUIRE(!video);
            checkRefused(expected, video.error());
            continue;
        }
        checkWarnings(expected, info->warnings);
        const auto& summary = facts().at("broken/" + expected.name)["summary"];
        CHECK(info->video.frames == summary["video"]["nb_frames_decoded"].get<FrameIndex>());
        CHECK(info->video.size == Size{summary["video"]["width"], summary["video"]["height"]});
        CHECK(info->audio.has_value() == summary.contains("audio"));
        CHECK(info->duration_s < 5.1);
    }
}

TEST_CASE("in a damaged file every picture of the index comes out, forwards, backwards and again the same") {
    for (const Case& expected : kCases) {
        if (expected.refused) continue;
        CAPTURE(expected.name);
        const auto video = take(VideoFile::open(pathOf(expected)));
        checkWarnings(expected, video->warnings());
        const FrameIndex step = std::max<FrameIndex>(1, video->frameCount() / 12);
        std::vector<FramePtr> forwards;
        for (FrameIndex i = 0; i < video->frameCount(); i += step) {
            CAPTURE(i);
            forwards.push_back(take(video->frameAt(i)));
            CHECK(forwards.back()->index == i);
        }
        const auto again = take(VideoFile::open(pathOf(expected)));
        for (auto i = static_cast<FrameIndex>(forwards.size()) - 1; i >= 0; --i) {
            CAPTURE(i);
            const auto frame = take(again->frameAt(i * step));
            CHECK(meanDifference(frame->image, forwards[static_cast<std::size_t>(i)]->image) == 0.0);
        }
        if (video->hasSound())
            CHECK(take(video->audio({0.0, 10.0}, 16000, 1)).duration_s() ==
                  doctest::Approx(video->duration_s()).epsilon(0.001));
    }
}
