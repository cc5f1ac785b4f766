#include "core/masks/grab_cut.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/masks/dense.h"

namespace soundmask {

namespace {

constexpr int kRounds = 5;
/// Graph cuts take seconds on more pixels.
constexpr double kMostPixels = 250'000.0;
/// How much of its surroundings is looked at, as a share of the object's size: what the background looks like.
constexpr double kMargin = 0.35;
/// Where an object of unknown size is sought around a point, as a share of the picture's shorter side.
constexpr double kReach = 0.25;
/// Radius that a point stands for, as a share of the working picture's longer side.
constexpr double kPointRadius = 0.012;

cv::Rect rectOf(const BoxF& box, Size size) {
    const int left = std::clamp(static_cast<int>(std::floor(box.x0)), 0, size.width);
    const int top = std::clamp(static_cast<int>(std::floor(box.y0)), 0, size.height);
    const int right = std::clamp(static_cast<int>(std::ceil(box.x1)), 0, size.width);
    const int bottom = std::clamp(static_cast<int>(std::ceil(box.y1)), 0, size.height);
    return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

/// Where the object is: the box, or what the points and the mask so far span.
cv::Rect objectPlace(const CutHints& hints, Size size) {
    if (hints.box) return rectOf(*hints.box, size);
    const PixelRect known = hints.so_far.bounds();
    cv::Rect place(known.x, known.y, known.width, known.height);
    const double reach = kReach * std::min(size.width, size.height);
    for (const PointF& p : hints.on_object) {
        if (place.contains({static_cast<int>(p.x), static_cast<int>(p.y)})) continue;
        place |= rectOf({p.x - reach, p.y - reach, p.x + reach, p.y + reach}, size);
    }
    return place;
}

/// What is looked at: the object's place with its surroundings.
cv::Rect withMargin(const cv::Rect& place, Size size) {
    const double margin = kMargin * std::max(place.width, place.height);
    return rectOf({place.x - margin, place.y - margin, place.x + place.width + margin, place.y + place.height + margin},
                  size);
}

bool hasBoth(const cv::Mat1b& labels) {
    const int object = cv::countNonZero((labels & 1) != 0);
    return object > 0 && object < static_cast<int>(labels.total());
}

} // namespace

Result<MaskRle> grabCut(const Image& picture, const CutHints& hints, std::stop_token stop,
                        const ProgressCallback& on_progress) {
    const Size size = picture.size();
    const cv::Rect place = objectPlace(hints, size);
    if (place.empty())
        return fail(ErrorCode::InvalidValue, "hints",
                    "they name no place inside the picture; draw a box around the object");
    const cv::Rect region = withMargin(place, size);
    const double scale = std::min(1.0, std::sqrt(kMostPixels / region.area()));
    const cv::Size work_size(std::max(1, static_cast<int>(std::lround(region.width * scale))),
                             std::max(1, static_cast<int>(std::lround(region.height * scale))));
    const auto workPoint = [&](PointF p) {
        return cv::Point(static_cast<int>(std::lround((p.x - region.x) * scale)),
                         static_cast<int>(std::lround((p.y - region.y) * scale)));
    };

    cv::Mat3b colours;
    cv::resize(matOf(picture)(region), colours, work_size, 0, 0, cv::INTER_AREA);
    cv::Mat1b labels(work_size, std::uint8_t{cv::GC_BGD});
    const cv::Rect inner(workPoint({double(place.x), double(place.y)}),
                         workPoint({double(place.x + place.width), double(place.y + place.height)}));
    // Outside a box nothing is of the object; a place that was only guessed is a likely one.
    labels(inner & cv::Rect({0, 0}, work_size)) = hints.so_far.isBlank() ? cv::GC_PR_FGD : cv::GC_PR_BGD;
    if (!hints.box && !hints.so_far.isBlank()) labels = cv::GC_PR_BGD;
    if (!hints.so_far.isNull() && !hints.so_far.isBlank()) {
        Mask dense = hints.so_far.toDense();
        cv::Mat1b known;
        cv::resize(matOf(dense)(region), known, work_size, 0, 0, cv::INTER_NEAREST);
        labels.setTo(cv::GC_PR_FGD, (known != 0) & (labels != cv::GC_BGD));
    }
    const int radius = std::max(1, static_cast<int>(kPointRadius * std::max(work_size.width, work_size.height)));
    for (const PointF& p : hints.on_object)
        cv::circle(labels, workPoint(p), radius, cv::GC_FGD, cv::FILLED);
    for (const PointF& p : hints.off_object)
        cv::circle(labels, workPoint(p), radius, cv::GC_BGD, cv::FILLED);
    // Colours of both sides are needed: an object that fills all has the border as its other side.
    if (!hasBoth(labels)) cv::rectangle(labels, {{0, 0}, work_size}, cv::GC_BGD);
    if (!hasBoth(labels)) return fail(ErrorCode::InvalidValue, "hints", "the place is too small; draw a larger box");

    cv::setRNGSeed(1); // the colour models begin at random
    cv::Mat background_model, object_model;
    for (int round = 0; round < kRounds; ++round) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "", "cancelled");
        on_progress({double(round) / kRounds, ""});
        cv::grabCut(colours, labels, {}, background_model, object_model, 1,
                    round == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
        if (!hasBoth(labels)) break; // all went to one side: nothing more to learn
    }
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "", "cancelled");

    // Enlarged as a soft mask, the outline follows no blocks.
    cv::Mat1f soft, large;
    cv::Mat((labels & 1) != 0).convertTo(soft, CV_32F);
    cv::resize(soft, large, region.size(), 0, 0, cv::INTER_LINEAR);
    Mask result(size);
    matOf(result)(region).setTo(1, large > 127.5F);
    return MaskRle::fromDense(result);
}

} // namespace soundmask
