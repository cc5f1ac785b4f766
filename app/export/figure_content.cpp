#include "app/export/figure_content.h"

#include <algorithm>

#include "widgets/figure/palette.h"

namespace soundmask {

namespace {

/// The mask on \p frame, else on \p held.
const MaskRle* maskOn(const MaskLayer& layer, FrameIndex frame, const KeyFrame* held) {
    auto found = layer.masks.find(frame);
    if (found == layer.masks.end() && held) found = layer.masks.find(held->frame);
    return found == layer.masks.end() ? nullptr : &found->second;
}

} // namespace

const KeyFrame* keyFrameAt(const Clip& clip, double time_s) {
    const auto found = std::find_if(clip.key_frames.begin(), clip.key_frames.end(), [&](const KeyFrame& key) {
        return time_s >= key.second - 1 && time_s < key.second;
    });
    return found == clip.key_frames.end() ? nullptr : &*found;
}

const FramePrediction* framePrediction(const Prediction& prediction, FrameIndex frame) {
    const auto found = std::find_if(prediction.frames.begin(), prediction.frames.end(),
                                    [&](const FramePrediction& each) { return each.key_frame.frame == frame; });
    return found == prediction.frames.end() ? nullptr : &*found;
}

FigureFrame figureFrame(const ClipRecord& record, const PredictionPtr& prediction, FrameIndex frame, double time_s) {
    FigureFrame content;
    content.video_size = record.clip.size;
    const KeyFrame* held = keyFrameAt(record.clip, time_s);
    std::vector<FigureMask> truths;
    for (const MaskLayer& layer : record.layers) {
        const MaskRle* mask = maskOn(layer, frame, held);
        if (!mask || mask->size() != record.clip.size) continue;
        if (layer.origin == LayerOrigin::GroundTruth) {
            truths.push_back({*mask, {}});
        } else if (layer.visible) {
            MaskLook look;
            look.colour = colourFromRgb(layer.colour);
            look.opacity = layer.opacity;
            content.masks.push_back({*mask, look});
        }
    }
    content.ground_truth = unionOf(truths);
    if (prediction) {
        const FramePrediction* found = framePrediction(*prediction, frame);
        if (!found && held) found = framePrediction(*prediction, held->frame);
        if (found) {
            content.prompts = found->prompts;
            content.from_test_weights = found->from_test_weights;
            if (found->heat_map) content.heat_map = {prediction, &*found->heat_map}; // shares the prediction's
        }
    }
    auto own = record.prompts.find(frame);
    if (own == record.prompts.end() && held) own = record.prompts.find(held->frame);
    if (own != record.prompts.end()) content.prompts = own->second;
    return content;
}

MaskRle unionOf(const std::vector<FigureMask>& masks) {
    if (masks.empty()) return {};
    if (masks.size() == 1) return masks.front().mask;
    Mask all = masks.front().mask.toDense();
    for (const FigureMask& each : masks) {
        const Mask next = each.mask.toDense();
        std::transform(all.values.begin(), all.values.end(), next.values.begin(), all.values.begin(), std::bit_or<>());
    }
    return MaskRle::fromDense(all);
}

} // namespace soundmask
