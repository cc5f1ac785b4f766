#include "core/methods/baselines.h"

#include <algorithm>
#include <cmath>

#include "core/methods/request_checks.h"

namespace soundmask {

namespace {

/// The whole-pixel box in the middle of a picture of \p size with \p fraction of each side, at least one pixel.
PixelRect centredBox(Size size, double fraction) {
    const int width = std::max(1, static_cast<int>(std::lround(size.width * fraction)));
    const int height = std::max(1, static_cast<int>(std::lround(size.height * fraction)));
    return {(size.width - width) / 2, (size.height - height) / 2, width, height};
}

MaskRle boxMask(Size size, const PixelRect& box) {
    Mask dense(size);
    for (int y = box.y; y < box.y + box.height; ++y)
        std::fill_n(dense.row(y) + box.x, box.width, std::uint8_t{1});
    return MaskRle::fromDense(dense);
}

} // namespace

const MethodInfo& BaselineMethod::fullMaskInfo() {
    static const MethodInfo info{
        .name = "full-mask",
        .title = "Whole picture",
        .version = "1",
        .summary = "Marks the whole picture on every frame. A floor to compare other methods with.",
        .limits = "Looks at nothing and hears nothing: it says that everything sounds, also in silence.",
        .needs_sound = false,
        .weight_roles = {},
        .parameters = {}};
    return info;
}

const MethodInfo& BaselineMethod::centreBoxInfo() {
    static const MethodInfo info{
        .name = "centre-box",
        .title = "Centre box",
        .version = "1",
        .summary = "Marks a box in the middle of every frame. A floor to compare other methods with.",
        .limits = "Looks at nothing and hears nothing: it profits from people filming what sounds in the middle.",
        .needs_sound = false,
        .weight_roles = {},
        .parameters = {{.key = "fraction",
                        .type = ParameterInfo::Type::Real,
                        .default_value = "0.5",
                        .minimum = 0.01,
                        .maximum = 1.0,
                        .choices = {},
                        .meaning = "Share of the width and of the height that the box takes."}}};
    return info;
}

Result<void> BaselineMethod::check(const InferenceRequest& request, const FrameSource& source) const {
    return checkRequest(m_info, request, source).map([](const ResolvedOptions&) {});
}

Result<Prediction> BaselineMethod::predict(const InferenceRequest& request, FrameSource& source,
                                           const PredictionSink& sink, std::stop_token stop) {
    const auto options = checkRequest(m_info, request, source);
    if (!options) return fail(options.error());

    const double fraction = m_info.parameters.empty() ? 1.0 : options->real("fraction");
    const PixelRect box = centredBox(source.size(), fraction);
    const BoxF edges{double(box.x), double(box.y), double(box.x + box.width), double(box.y + box.height)};
    const MaskRle mask = boxMask(source.size(), box);

    Prediction prediction;
    prediction.clip = request.clip;
    prediction.provenance.method = m_info.name;
    prediction.provenance.method_version = m_info.version;
    prediction.provenance.options = options->all();

    const std::vector<KeyFrame> key_frames = requestedKeyFrames(request, source);
    for (const KeyFrame& key_frame : key_frames) {
        if (stop.stop_requested()) return cancelled(source);
        FramePrediction& frame = prediction.frames.emplace_back();
        frame.key_frame = key_frame;
        frame.prompts.boxes.push_back({.box_in_video = edges, .score = {}, .label = {}, .origin = PromptOrigin::Mined});
        frame.mask = mask;
        if (sink.on_frame) sink.on_frame(frame);
        if (sink.on_progress) sink.on_progress({double(prediction.frames.size()) / double(key_frames.size()), {}});
    }
    return prediction;
}

} // namespace soundmask
