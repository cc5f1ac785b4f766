#include "core/methods/motion_meter.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace soundmask {

namespace {

constexpr int kLongestSide = 256;
constexpr int kShortestSide = 32; // the optical flow's coarsest patch has to fit
constexpr int kCellSide = 4;
/// Mean change in grey levels, camera motion removed, from which two pictures are not of one shot.
constexpr double kCutChange = 40.0;

/// The motion of the camera as an affine field: flow(x, y) = origin + dx * x + dy * y, with x and y from the centre in
/// picture widths. Covers pan, tilt, zoom and roll.
using CameraMotion = cv::Matx<double, 3, 2>;

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

cv::Vec3d basis(double x, double y, cv::Size size) {
    return {1.0, (x - size.width / 2.0) / size.width, (y - size.height / 2.0) / size.width};
}

/// Fits the camera's motion to \p flow by least squares that weigh down what moves otherwise (Geman-McClure), from the
/// median on. Objects may cover up to about half of the picture.
CameraMotion fitCameraMotion(const cv::Mat2f& flow) {
    constexpr int kStep = 8, kIterations = 10;
    std::vector<cv::Vec3d> places;
    std::vector<double> u, v;
    for (int y = kStep / 2; y < flow.rows; y += kStep)
        for (int x = kStep / 2; x < flow.cols; x += kStep) {
            places.push_back(basis(x, y, flow.size()));
            u.push_back(flow(y, x)[0]);
            v.push_back(flow(y, x)[1]);
        }
    CameraMotion motion(median(u), median(v), 0.0, 0.0, 0.0, 0.0);
    std::vector<double> residuals(places.size());
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto moved = motion.t() * places[i];
            residuals[i] = std::hypot(u[i] - moved[0], v[i] - moved[1]);
        }
        const double scale = 2.0 * std::max(1.4826 * median(residuals), 0.02);
        cv::Matx33d normal = cv::Matx33d::eye() * 1e-6; // keeps it solvable when few places count
        CameraMotion right = CameraMotion::zeros();
        for (std::size_t i = 0; i < places.size(); ++i) {
            const double ratio = residuals[i] / scale;
            const cv::Vec3d weighted = places[i] / ((1.0 + ratio * ratio) * (1.0 + ratio * ratio));
            normal += weighted * places[i].t();
            right += weighted * cv::Matx12d(u[i], v[i]);
        }
        motion = normal.solve(right, cv::DECOMP_CHOLESKY);
    }
    return motion;
}

/// The camera's motion at each pixel.
cv::Mat2f cameraFlow(const CameraMotion& motion, cv::Size size) {
    cv::Mat2f flow(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const auto moved = motion.t() * basis(x, y, size);
            flow(y, x) = {static_cast<float>(moved[0]), static_cast<float>(moved[1])};
        }
    return flow;
}

/// How much \p next differs from \p previous once it is moved back by \p flow, in grey levels, lightly smoothed.
cv::Mat1f changeBeside(const cv::Mat2f& flow, const cv::Mat1b& previous, const cv::Mat1b& next) {
    cv::Mat2f places(flow.size());
    for (int y = 0; y < flow.rows; ++y)
        for (int x = 0; x < flow.cols; ++x)
            places(y, x) = flow(y, x) + cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
    cv::Mat1b moved_back, difference;
    cv::remap(next, moved_back, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::absdiff(moved_back, previous, difference);
    cv::Mat1f change;
    difference.convertTo(change, CV_32F);
    cv::GaussianBlur(change, change, {}, 1.5);
    return change;
}

/// Speed beside the camera in pixels from picture to picture, 0 where the camera takes a place out of the picture. What
/// the optical flow itself may be wrong by does not count; it grows with the way that the camera makes.
cv::Mat1f speedBeside(const cv::Mat2f& camera, const cv::Mat2f& flow) {
    constexpr float kFlowError_px = 0.1f, kFlowErrorShare = 0.05f;
    cv::Mat1f speed(flow.size());
    for (int y = 0; y < flow.rows; ++y)
        for (int x = 0; x < flow.cols; ++x) {
            const cv::Vec2f way = camera(y, x), beside = flow(y, x) - way;
            const float to_x = static_cast<float>(x) + way[0], to_y = static_cast<float>(y) + way[1];
            const bool stays = to_x >= 0 && to_y >= 0 && to_x <= static_cast<float>(flow.cols - 1) &&
                               to_y <= static_cast<float>(flow.rows - 1);
            const float error = kFlowError_px + kFlowErrorShare * std::hypot(way[0], way[1]);
            speed(y, x) = stays ? std::max(std::hypot(beside[0], beside[1]) - error, 0.0f) : 0.0f;
        }
    return speed;
}

cv::Mat1f cellMeans(const cv::Mat1f& pixels) {
    cv::Mat1f cells;
    cv::resize(pixels, cells, pixels.size() / kCellSide, 0, 0, cv::INTER_AREA);
    return cells;
}

cv::Mat1b reducedGrey(const Image& image) {
    const Size size = MotionMeter::workingSize(image.size());
    // OpenCV has no const view; nothing writes through it.
    const cv::Mat picture(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()),
                          image.stride());
    cv::Mat reduced;
    cv::Mat1b grey;
    cv::resize(picture, reduced, {size.width, size.height}, 0, 0, cv::INTER_AREA);
    cv::cvtColor(reduced, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

/// The cells' energy from flow and change, without the median of the picture: hands that shake and scenes with depth
/// leave a residue everywhere, which says nothing about a place.
FloatMap localEnergy(const cv::Mat1f& speed, const cv::Mat1f& change) {
    cv::Mat1f energy;
    cv::sqrt(speed.mul(change), energy);
    const double common = median({energy.begin(), energy.end()});
    cv::sqrt(cv::max(energy - common, 0.0), energy);
    cv::GaussianBlur(energy, energy, {}, 1.0);
    FloatMap map({energy.cols, energy.rows});
    std::copy(energy.begin(), energy.end(), map.values.begin());
    return map;
}

} // namespace

struct MotionMeter::State {
    cv::Ptr<cv::DISOpticalFlow> flow = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_FAST);
    cv::Mat1b previous;
};

MotionMeter::MotionMeter()
    : m_state(std::make_unique<State>()) {}

MotionMeter::~MotionMeter() = default;

Size MotionMeter::cellsOf(Size video_size) {
    const Size working = workingSize(video_size);
    return {working.width / kCellSide, working.height / kCellSide};
}

Size MotionMeter::workingSize(Size video_size) {
    const double scale = std::min(1.0, double(kLongestSide) / std::max(video_size.width, video_size.height));
    const auto reduced = [scale](int side) {
        return std::clamp(static_cast<int>(std::lround(side * scale)), kShortestSide, kLongestSide);
    };
    return {reduced(video_size.width), reduced(video_size.height)};
}

std::optional<FloatMap> MotionMeter::next(const Image& image, double elapsed_s) {
    const cv::Mat1b grey = reducedGrey(image);
    const cv::Mat1b previous = std::exchange(m_state->previous, grey);
    if (previous.empty() || previous.size() != grey.size() || elapsed_s <= 0.0) return std::nullopt;

    cv::Mat2f flow;
    m_state->flow->calc(previous, grey, flow);
    const cv::Mat2f camera = cameraFlow(fitCameraMotion(flow), flow.size());
    const cv::Mat1f change = changeBeside(camera, previous, grey);
    if (cv::mean(change)[0] > kCutChange) return std::nullopt;
    const cv::Mat1f speed = speedBeside(camera, flow) / elapsed_s;
    return localEnergy(cellMeans(speed), cellMeans(change));
}

void MotionMeter::restart() {
    m_state->previous.release();
}

} // namespace soundmask
