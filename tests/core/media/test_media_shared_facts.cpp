#include <map>

#include "core/media/media_probe.h"
#include "core/media/video_file.h"
#include "tests/core/media/shared_media.h"

using namespace soundmask;
using namespace soundmask::test;
using nlohmann::json;

namespace {

/// Decoders give up to one frame of sound more than containers count.
double soundTolerance_s(int rate_hz) {
    return 0.01 + 1152.0 / rate_hz;
}

/// Files where ffmpeg's command line takes other tracks than the first ones facts.json sums up.
struct Tracks {
    std::size_t pictures = 0; ///< place in ffprobe's list of streams
    std::size_t sound = 1;
};
const std::map<std::string, Tracks> kOtherTracks{{"clips/n17_nasa_two_video_two_audio_streams.mp4", {3, 1}}};

/// Durations of what is there, where the container's claim is something else; seconds, from the stamps of the packets.
struct Content {
    double pictures_s;
    double sound_s; ///< 0: take the claim
};
const std::map<std::string, Content> kTrueDurations{
    {"clips/n07_skateboard_dog_portrait.mp4", {14.1808, 0.0}},         // the last stamp is four pictures late
    {"clips/n13_desks_h263.3gp", {4.9893, 0.0}},                       // claims to begin at 0, begins at 0.128
    {"clips/n14_face_fragmented_claims_143165s.mp4", {1.0010, 1.068}}, // 30 pictures; claims 40 hours
    {"clips/n16_fire_phone_vfr_rotated.mp4", {2.3798, 2.4165}},        // 0.155 s of nothing after the first packet
};

const json& stream(const json& about, const char* kind, std::size_t place) {
    const json& found = about.at("ffprobe").at("streams").at(place);
    REQUIRE(found.at("codec_type") == kind);
    return found;
}

std::string text(const Rational& ratio, char separator) {
    return std::to_string(ratio.num) + separator + std::to_string(ratio.den);
}

/// Where ffprobe has no duration of a track (Matroska, transport streams): pictures by rate.
double claimedDuration_s(const json& track, std::int64_t frames, const Rational& rate) {
    if (track.contains("duration")) return std::stod(track.at("duration").get<std::string>());
    return static_cast<double>(frames) / rate.toDouble();
}

void checkFacts(const std::string& name) {
    CAPTURE(name);
    const json& about = facts().at(name);
    const json& summary = about.at("summary");
    const auto special = kOtherTracks.find(name);
    const Tracks tracks = special == kOtherTracks.end() ? Tracks{} : special->second;
    const auto info = take(probe(mediaFolder() / name, ProbeDepth::DecodeEveryFrame));

    const std::size_t first_pictures =
        summary.at("video").at("codec") == about["ffprobe"]["streams"][0].value("codec_name", "") ? 0 : 1;
    const json& pictures = stream(about, "video", special == kOtherTracks.end() ? first_pictures : tracks.pictures);
    const bool turned = std::abs(info.video.rotation) % 180 == 90;
    CHECK(info.video.size == (turned ? Size{pictures.at("height"), pictures.at("width")}
                                     : Size{pictures.at("width"), pictures.at("height")}));
    if (special == kOtherTracks.end()) {
        CHECK(info.video.rotation == summary["video"]["rotation"].get<int>());
        CHECK(info.video.frames == summary["video"]["nb_frames_decoded"].get<FrameIndex>());
    } else {
        CHECK(info.video.frames == std::stoll(pictures.at("nb_frames").get<std::string>()));
    }
    CHECK(info.video.codec == pictures.at("codec_name").get<std::string>());
    CHECK(text(info.video.frame_rate, '/') == pictures.at("avg_frame_rate").get<std::string>());
    CHECK(text(info.video.sar, ':') == pictures.value("sample_aspect_ratio", "1:1"));

    const auto content = kTrueDurations.find(name);
    const double pictures_s = content != kTrueDurations.end()
                                  ? content->second.pictures_s
                                  : claimedDuration_s(pictures, info.video.frames, info.video.frame_rate);
    CHECK(std::abs(info.video.duration_s - pictures_s) < 0.002);

    REQUIRE(info.audio.has_value() == summary.contains("audio"));
    if (info.audio) {
        const std::size_t place = special != kOtherTracks.end() ? tracks.sound : 1 - first_pictures;
        const json& sound = stream(about, "audio", place);
        CHECK(std::to_string(info.audio->rate_hz) == sound.at("sample_rate").get<std::string>());
        CHECK(info.audio->channels == sound.at("channels").get<int>());
        CHECK(info.audio->codec == sound.at("codec_name").get<std::string>());
        const double decoded_s = summary["audio"]["samples_16k_mono_decoded"].get<double>() / 16000.0;
        const double sound_s =
            content != kTrueDurations.end() && content->second.sound_s > 0 ? content->second.sound_s : decoded_s;
        CHECK(std::abs(info.audio->duration_s - sound_s) < soundTolerance_s(info.audio->rate_hz));
    }
    const double start_s = summary["start_time"].is_null() ? 0.0 : std::stod(summary["start_time"].get<std::string>());
    CHECK(std::abs(info.start_s - start_s) < 0.001);
    CHECK(info.duration_s >= info.video.duration_s - 1e-9);
    if (info.audio) CHECK(info.duration_s >= info.audio->duration_s - 1e-9);
}

} // namespace

TEST_CASE("every real clip opens with the facts ffprobe gives") {
    for (const char* folder : {"clips", "boxed", "pairs"})
        for (const std::string& name : filesOf(folder))
            checkFacts(name);
}

TEST_CASE("counting packets finds the same pictures as decoding them in every real clip") {
    for (const char* folder : {"clips", "boxed", "pairs"})
        for (const std::string& name : filesOf(folder)) {
            CAPTURE(name);
            const auto info = take(probe(mediaFolder() / name, ProbeDepth::PacketIndex));
            const auto special = kOtherTracks.contains(name);
            if (!special)
                CHECK(info.video.frames == facts().at(name)["summary"]["video"]["nb_frames_decoded"].get<FrameIndex>());
        }
}

TEST_CASE("claims that are not true are named, sound files are not warned about") {
    const auto codes = [](const char* name) {
        std::vector<std::string> found;
        for (const Warning& warning : take(probe(mediaFolder() / name, ProbeDepth::DecodeEveryFrame)).warnings)
            found.push_back(warning.code);
        return found;
    };
    using Codes = std::vector<std::string>;
    CHECK(codes("clips/n14_face_fragmented_claims_143165s.mp4") == Codes{"duration-claim"});
    CHECK(codes("clips/d05_dog_vfr.mp4") == Codes{"variable-rate"});
    CHECK(codes("clips/n16_fire_phone_vfr_rotated.mp4") == Codes{"variable-rate"});
    CHECK(codes("clips/n01_dog_pomeranian_vggsound.mp4").empty());
    CHECK(codes("clips/n09_dog_silent_track_plus_data.mp4").empty());
    CHECK(codes("clips/d12_car_start10s.mkv").empty()); // begins at 10 s: what it claims counts from 0
    CHECK(codes("clips/n17_nasa_two_video_two_audio_streams.mp4").empty()); // the subtitles last longer
}

TEST_CASE("every picture of every clip can be asked for, and is where the index says") {
    for (const char* folder : {"clips", "pairs"})
        for (const std::string& name : filesOf(folder)) {
            CAPTURE(name);
            const auto video = take(VideoFile::open(mediaFolder() / name));
            const FrameIndex count = video->frameCount();
            for (const FrameIndex index : {count - 1, FrameIndex{0}, count / 2, count / 2 - 1, count - 1, count / 3}) {
                CAPTURE(index);
                if (index < 0) continue;
                const auto frame = take(video->frameAt(index));
                CHECK(frame->index == index);
                CHECK(frame->image.size() == video->size());
                CHECK(frame->time_s == video->frameTime_s(index));
                CHECK(video->frameShownAt(frame->time_s) == index);
            }
        }
}
