#include <cstdio>
#include <doctest/doctest.h>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/media/video_file.h"
#include "core/methods/method_registry.h"
#include "core/methods/motion_meter.h"

using namespace soundmask;

namespace {

/// A clip with the boxes that people drew around what sounds on the picture shown at time_s.
struct BoxedClip {
    std::string file;
    double time_s;
    std::vector<BoxF> boxes;
};

std::vector<BoxedClip> boxedClips() {
    std::ifstream file(SOUNDMASK_SHARED_DIR "/media/boxed/boxes.json");
    REQUIRE(file);
    const auto files = nlohmann::json::parse(file).at("files");
    std::vector<BoxedClip> clips;
    for (const auto& [name, entry] : files.items()) {
        BoxedClip& clip = clips.emplace_back(BoxedClip{name, entry.at("t"), {}});
        for (const auto& box : entry.at("boxes_xyxy_pixels"))
            clip.boxes.push_back({box[0], box[1], box[2], box[3]});
    }
    return clips;
}

/// The best match of one predicted box with one of the drawn.
double bestIou(const std::vector<BoxF>& predicted, const std::vector<BoxF>& drawn) {
    double best = 0.0;
    for (const BoxF& p : predicted)
        for (const BoxF& d : drawn)
            best = std::max(best, boxIou(p, d));
    return best;
}

/// The predicted boxes: the hottest region's (or the baseline's), and that around the whole mask.
BoxF firstBox(const FramePrediction& frame) {
    return frame.prompts.boxes.empty() ? BoxF{} : frame.prompts.boxes.front().box_in_video;
}

BoxF maskBox(const FramePrediction& frame) {
    const PixelRect box = frame.mask.bounds();
    return {double(box.x), double(box.y), double(box.x + box.width), double(box.y + box.height)};
}

/// Share of the mask that lies in one of the drawn boxes.
double shareInside(const MaskRle& mask, const std::vector<BoxF>& drawn) {
    std::size_t inside = 0;
    const Mask dense = mask.toDense();
    for (int y = 0; y < dense.size.height; ++y)
        for (int x = 0; x < dense.size.width; ++x)
            inside += dense.at(x, y) && std::any_of(drawn.begin(), drawn.end(), [&](const BoxF& box) {
                          return box.contains({x + 0.5, y + 0.5});
                      });
    return mask.isBlank() ? 0.0 : double(inside) / double(mask.area());
}

FramePrediction predictAt(const std::string& method, FrameSource& source, double time_s) {
    InferenceRequest request;
    const FrameIndex frame = source.frameShownAt(time_s);
    request.key_frames = {{static_cast<int>(time_s) + 1, frame, source.frameTime_s(frame)}};
    auto prediction = MethodRegistry::standard().create(method).value()->predict(request, source, {}, {});
    REQUIRE(prediction);
    REQUIRE(prediction->frames.size() == 1);
    return std::move(prediction->frames.front());
}

} // namespace

// Five clips prove nothing about how good a method is; the lines are for people, the checks are of what must always
// hold.
TEST_CASE("sound-motion on the clips with boxes drawn by people") {
    const std::vector<BoxedClip> clips = boxedClips();
    REQUIRE(clips.size() == 5);
    for (const BoxedClip& clip : clips) {
        CAPTURE(clip.file);
        const auto open = [&] { return VideoFile::open(std::string(SOUNDMASK_SHARED_DIR "/media/") + clip.file); };
        auto source = open();
        REQUIRE(source);
        for (const char* method : {"sound-motion", "centre-box", "full-mask"}) {
            const FramePrediction frame = predictAt(method, **source, clip.time_s);
            CHECK(frame.mask.size() == (*source)->size());
            std::string peak_in_box = "-";
            if (!frame.prompts.points.empty()) {
                const PointF peak = frame.prompts.points.front().point_in_video;
                const Size size = (*source)->size();
                CHECK(BoxF{0.0, 0.0, double(size.width), double(size.height)}.contains(peak));
                const bool inside = std::any_of(clip.boxes.begin(), clip.boxes.end(),
                                                [&](const BoxF& box) { return box.contains(peak); });
                peak_in_box = inside ? "yes" : "no";
            }
            std::printf(
                "%-48s %-12s peak in box %-3s  IoU of box %.2f, of mask's box %.2f  mask inside %.2f  score %.2f\n",
                clip.file.c_str(), method, peak_in_box.c_str(), bestIou({firstBox(frame)}, clip.boxes),
                bestIou({maskBox(frame)}, clip.boxes), shareInside(frame.mask, clip.boxes), frame.score);
        }
        auto one = open(), other = open();
        REQUIRE(one);
        REQUIRE(other);
        const FramePrediction first = predictAt("sound-motion", **one, clip.time_s);
        const FramePrediction second = predictAt("sound-motion", **other, clip.time_s);
        CHECK(first.mask == second.mask);
        CHECK(first.heat_map == second.heat_map);
        CHECK(first.prompts.points == second.prompts.points);
        REQUIRE(first.heat_map);
        CHECK(first.heat_map->size == MotionMeter::cellsOf((*source)->size()));
        CHECK_FALSE(first.mask.isBlank()); // all five move and sound
    }
}
