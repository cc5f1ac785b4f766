#include "core/nn/sam/mask_generator.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace soundmask::nn {

namespace {

constexpr float kMaskThreshold = 0.0f;

std::array<float, 4> floatBox(const EdgeBox& box) {
    return {static_cast<float>(box.x0), static_cast<float>(box.y0), static_cast<float>(box.x1),
            static_cast<float>(box.y1)};
}

PixelRect rectOf(const EdgeBox& box) {
    return {static_cast<int>(box.x0), static_cast<int>(box.y0), static_cast<int>(box.x1 - box.x0),
            static_cast<int>(box.y1 - box.y0)};
}

Image cropped(const Image& image, const EdgeBox& box) {
    Image out({static_cast<int>(box.x1 - box.x0), static_cast<int>(box.y1 - box.y0)});
    for (int y = 0; y < out.height(); ++y)
        std::copy_n(image.row(static_cast<int>(box.y0) + y) + box.x0 * Image::kChannels, out.stride(), out.row(y));
    return out;
}

Mask thresholded(const FloatMap& logits) {
    Mask mask(logits.size);
    for (std::size_t i = 0; i < mask.values.size(); ++i)
        mask.values[i] = logits.values[i] > kMaskThreshold;
    return mask;
}

/// Keeps what suppressOverlaps keeps, in its order.
template <typename Candidate, typename Box, typename Score>
void keepDistinct(std::vector<Candidate>& candidates, double threshold, Box box, Score score) {
    std::vector<std::array<float, 4>> boxes;
    std::vector<float> scores;
    for (const Candidate& candidate : candidates) {
        boxes.push_back(floatBox(box(candidate)));
        scores.push_back(score(candidate));
    }
    const std::vector<std::int64_t> one_category(candidates.size(), 0);
    std::vector<Candidate> kept;
    for (const std::int64_t i : suppressOverlaps(boxes, scores, one_category, threshold))
        kept.push_back(std::move(candidates[static_cast<std::size_t>(i)]));
    candidates = std::move(kept);
}

} // namespace

std::vector<AutomaticMask> MaskGenerator::generate(const Image& image, const ProgressCallback& progress,
                                                   std::stop_token stop) const {
    const auto grids =
        pointGrids(m_options.points_per_side, m_options.crop_n_layers, m_options.crop_n_points_downscale_factor);
    const std::vector<Crop> crops = cropBoxes(image.size(), m_options.crop_n_layers, m_options.crop_overlap_ratio);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < crops.size(); ++i) {
        const auto part = [&](const Progress& within) {
            if (progress)
                progress({(static_cast<double>(i) + within.fraction) / static_cast<double>(crops.size()), within.text});
        };
        for (Candidate& found :
             generateInCrop(image, crops[i], grids[static_cast<std::size_t>(crops[i].layer)], part, stop))
            candidates.push_back(std::move(found));
    }
    const auto box = [](const Candidate& c) { return c.box; };
    if (crops.size() > 1) { // prefer what small crops have found
        keepDistinct(candidates, m_options.crop_nms_thresh, box, [](const Candidate& c) {
            return 1.0f / (static_cast<float>(c.mask.crop.width) * static_cast<float>(c.mask.crop.height));
        });
    }
    if (m_options.min_mask_region_area > 0) removeSmall(candidates);
    std::vector<AutomaticMask> masks;
    for (Candidate& candidate : candidates) {
        candidate.mask.box = rectOf(candidate.box);
        masks.push_back(std::move(candidate.mask));
    }
    return masks;
}

std::vector<MaskGenerator::Candidate> MaskGenerator::generateInCrop(const Image& image, const Crop& crop,
                                                                    const std::vector<PointF>& grid,
                                                                    const ProgressCallback& progress,
                                                                    std::stop_token stop) const {
    const SamInput input = m_predictor.prepare(cropped(image, crop.box));
    const DecoderImage decoder_image = m_predictor.prepareDecoder(m_predictor.encode(input, {.stop = stop, .tap = {}}));
    std::vector<PointF> points;
    for (const PointF& place : grid)
        points.push_back({place.x * input.image.width, place.y * input.image.height});

    std::vector<Candidate> candidates;
    const auto batch = static_cast<std::size_t>(std::max(1, m_options.points_per_batch));
    for (std::size_t first = 0; first < points.size(); first += batch) {
        const auto some = std::span(points).subspan(first, std::min(batch, points.size() - first));
        addFromPoints(some, decoder_image, input, crop, image.size(), candidates, [&](std::size_t done) {
            progress({static_cast<double>(first + done) / static_cast<double>(points.size()), {}});
            if (stop.stop_requested()) throw Cancelled{};
        });
    }
    keepDistinct(
        candidates, m_options.box_nms_thresh, [](const Candidate& c) { return c.box; },
        [](const Candidate& c) { return static_cast<float>(c.mask.predicted_iou); });
    for (Candidate& candidate : candidates) {
        candidate.box = candidate.box.moved(crop.box.x0, crop.box.y0);
        candidate.mask.point_in_video.x += static_cast<double>(crop.box.x0);
        candidate.mask.point_in_video.y += static_cast<double>(crop.box.y0);
    }
    return candidates;
}

void MaskGenerator::addFromPoints(std::span<const PointF> points_in_crop, const DecoderImage& decoder_image,
                                  const SamInput& input, const Crop& crop, Size picture,
                                  std::vector<Candidate>& candidates,
                                  const std::function<void(std::size_t)>& done) const {
    const auto count = static_cast<std::int64_t>(points_in_crop.size());
    at::Tensor coordinates = at::empty({count, 1, 2}, at::kDouble);
    for (std::int64_t i = 0; i < count; ++i) {
        coordinates.mutable_data_ptr<double>()[2 * i] = points_in_crop[static_cast<std::size_t>(i)].x;
        coordinates.mutable_data_ptr<double>()[2 * i + 1] = points_in_crop[static_cast<std::size_t>(i)].y;
    }
    PromptTensors prompts;
    prompts.points = inputFromImage(coordinates, input.image, input.resized); // stay doubles, as in the reference
    prompts.labels = at::ones({count, 1}, at::kInt);
    const SamMasks masks = m_predictor.decode(decoder_image, prompts, true);

    const EdgeBox whole{0, 0, picture.width, picture.height};
    const auto per_point = masks.iou.size(1);
    for (std::int64_t i = 0; i < count; ++i) {
        for (std::int64_t k = 0; k < per_point; ++k) {
            const auto iou = masks.iou[i][k].item<float>();
            if (m_options.pred_iou_thresh > 0 && !(iou > m_options.pred_iou_thresh)) continue;
            const at::Tensor large = m_predictor.enlarge(masks.logits[i][k].view({1, 1, masks.logits.size(2), -1}),
                                                         input.resized, input.image); // 1 x 1 x height x width
            FloatMap logits(input.image);
            std::copy_n(large.const_data_ptr<float>(), logits.values.size(), logits.values.begin());
            const float stability =
                stabilityScore(logits.values, kMaskThreshold, static_cast<float>(m_options.stability_score_offset));
            if (m_options.stability_score_thresh > 0 && !(stability >= m_options.stability_score_thresh)) continue;
            const Mask mask = thresholded(logits);
            const EdgeBox box = boxAround(mask);
            if (isNearCropEdge(box.moved(crop.box.x0, crop.box.y0), crop.box, whole)) continue;
            Candidate& added = candidates.emplace_back();
            added.box = box;
            added.mask.mask = MaskRle::fromDense(maskInPicture(mask, crop.box, picture));
            added.mask.predicted_iou = iou;
            added.mask.stability_score = stability;
            added.mask.point_in_video = points_in_crop[static_cast<std::size_t>(i)];
            added.mask.crop = rectOf(crop.box);
        }
        done(static_cast<std::size_t>(i) + 1);
    }
}

void MaskGenerator::removeSmall(std::vector<Candidate>& candidates) const {
    struct Cleaned {
        Candidate candidate;
        EdgeBox box;
        float unchanged;
    };
    std::vector<Cleaned> cleaned;
    for (Candidate& candidate : candidates) {
        Mask mask = candidate.mask.mask.toDense();
        const bool filled = removeSmallRegions(mask, m_options.min_mask_region_area, SmallRegion::Holes);
        const bool removed = removeSmallRegions(mask, m_options.min_mask_region_area, SmallRegion::Islands);
        const bool is_changed = filled || removed;
        const EdgeBox box = boxAround(mask);
        if (is_changed) {
            candidate.mask.mask = MaskRle::fromDense(mask);
            candidate.box = box;
        }
        cleaned.push_back({std::move(candidate), box, is_changed ? 0.0f : 1.0f});
    }
    keepDistinct(
        cleaned, std::max(m_options.box_nms_thresh, m_options.crop_nms_thresh), [](const Cleaned& c) { return c.box; },
        [](const Cleaned& c) { return c.unchanged; });
    candidates.clear();
    for (Cleaned& kept : cleaned)
        candidates.push_back(std::move(kept.candidate));
}

} // namespace soundmask::nn
