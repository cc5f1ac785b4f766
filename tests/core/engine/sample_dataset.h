#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "core/base/image_io.h"
#include "core/methods/method.h"

namespace soundmask::test {

/// The bright square of a clip's second; the truth is the same square in its left part only, so that scores are neither
/// 0 nor 1. Clip 0 has nothing to be found in second 5.
inline Mask brightSquare(int clip, int second, Size size) {
    Mask mask(size);
    if (clip == 0 && second == 5) return mask;
    const int side = 4 + 2 * ((clip + second) % 4);
    for (int y = 2; y < 2 + side; ++y)
        for (int x = 2; x < 2 + side + clip; ++x) mask.at(x, y) = 1;
    return mask;
}

inline Mask leftPart(Mask mask, int limit) {
    for (int y = 0; y < mask.size.height; ++y)
        for (int x = limit; x < mask.size.width; ++x) mask.at(x, y) = 0;
    return mask;
}

inline Image pictureOf(const Mask& mask) {
    Image image(mask.size);
    for (std::size_t i = 0; i < mask.values.size(); ++i)
        if (mask.values[i]) std::fill_n(image.data() + 3 * i, 3, std::uint8_t{250});
    return image;
}

/// A test's own preparation has to work.
inline void must(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().toString());
}

/// A tiny data set of \p clips test clips in the MS3 layout, without sound. The truth is smaller than the pictures.
inline void writeMs3(const std::filesystem::path& root, int clips) {
    std::filesystem::create_directories(root);
    std::ofstream csv(root / "ms3_meta_data.csv");
    csv << "video_id,split\n";
    for (int clip = 0; clip < clips; ++clip) {
        const std::string name = "clip" + std::to_string(clip) + "_" + std::to_string(clip);
        csv << name << ",test\n";
        for (int second = 1; second <= 5; ++second) {
            const std::string number = "_" + std::to_string(second) + ".png";
            const Mask square = brightSquare(clip, second, {24, 20});
            const auto data = root / "ms3_data";
            must(writePng(data / "visual_frames" / name / (name + ".mp4" + number), pictureOf(square)));
            must(writeMaskPng(data / "gt_masks" / "test" / name / (name + number), leftPart(square, 8)));
        }
    }
}

/// A method that finds what is bright. Fails on demand, so that faults of a clip can be tested.
class BrightMethod final : public Method {
  public:
    std::function<Result<void>(const std::string& clip)> before_clip; ///< may be empty

    const MethodInfo& info() const override {
        static const MethodInfo info{.name = "bright",
                                     .title = "Bright",
                                     .version = "1",
                                     .summary = "Marks what is bright.",
                                     .limits = "For tests.",
                                     .needs_sound = false,
                                     .weight_roles = {},
                                     .parameters = {{"threshold", ParameterInfo::Type::Integer, "128", 0, 255, {}, "Lowest red value"}}};
        return info;
    }

    Result<void> check(const InferenceRequest&, const FrameSource&) const override { return {}; }

    Result<Prediction> predict(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink,
                               std::stop_token stop) override {
        if (before_clip)
            if (auto good = before_clip(source.name()); !good) return fail(good.error());
        const int threshold = request.options.contains("threshold") ? std::stoi(request.options.at("threshold")) : 128;
        Prediction prediction;
        prediction.provenance.method = "bright";
        for (const KeyFrame& key_frame : request.key_frames) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, source.name(), "cancelled");
            const auto frame = source.frameAt(key_frame.frame);
            if (!frame) return fail(frame.error());
            const Image& image = (*frame)->image;
            Mask mask(image.size());
            for (std::size_t i = 0; i < mask.values.size(); ++i) mask.values[i] = image.data()[3 * i] >= threshold;
            FramePrediction found;
            found.key_frame = key_frame;
            found.mask = MaskRle::fromDense(mask);
            found.score = 0.5;
            if (sink.on_frame) sink.on_frame(found);
            prediction.frames.push_back(std::move(found));
        }
        return prediction;
    }
};

} // namespace soundmask::test
