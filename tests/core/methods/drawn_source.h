#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "core/base/frame_source.h"

namespace soundmask::test {

/// A source whose pictures and sound are formulas of the time. Counts what is asked for.
class DrawnSource : public FrameSource {
  public:
    Size picture_size{160, 120};
    Rational rate{25, 1};
    FrameIndex frames = 125;
    std::function<Image(double t_s)> picture;
    std::function<float(double t_s)> sound; ///< none: no sound track
    std::function<void(FrameIndex)> on_read = [](FrameIndex) {};
    FrameIndex broken_frame = -1; ///< cannot be decoded
    std::vector<FrameIndex> read;

    std::string name() const override { return "drawn"; }
    Size size() const override { return picture_size; }
    FrameIndex frameCount() const override { return frames; }
    Rational frameRate() const override { return rate; }
    double frameTime_s(FrameIndex index) const override { return double(index) / rate.toDouble(); }
    FrameIndex frameShownAt(double t_s) const override {
        const auto index = static_cast<FrameIndex>(std::floor(t_s * rate.toDouble() + 1e-6));
        return std::clamp<FrameIndex>(index, 0, frames - 1);
    }
    double duration_s() const override { return double(frames) / rate.toDouble(); }
    std::vector<KeyFrame> keyFrames() const override {
        std::vector<KeyFrame> keys;
        for (int second = 1; second <= secondCount(duration_s()); ++second) {
            const FrameIndex frame = avsbenchFrame(second - 1, rate.toDouble(), frames);
            keys.push_back({second, frame, frameTime_s(frame)});
        }
        return keys;
    }

    Result<FramePtr> frameAt(FrameIndex index) override {
        on_read(index);
        read.push_back(index);
        if (index == broken_frame) return fail(ErrorCode::FrameUnavailable, name(), "broken on purpose");
        return std::make_shared<const Frame>(Frame{picture(frameTime_s(index)), index, frameTime_s(index)});
    }

    bool hasSound() const override { return static_cast<bool>(sound); }
    Result<AudioBlock> audio(TimeSpan span, int rate_hz, int channels) override {
        if (!sound) return fail(ErrorCode::NoSoundTrack, name(), "no sound");
        AudioBlock block{.rate_hz = rate_hz, .channels = channels, .first_sample = 0, .samples = {}};
        block.first_sample = std::lround(std::max(span.begin_s, 0.0) * rate_hz);
        const SampleIndex end = std::lround(std::min(span.end_s, duration_s()) * rate_hz);
        for (SampleIndex i = block.first_sample; i < end; ++i)
            block.samples.insert(block.samples.end(), static_cast<std::size_t>(channels), sound(double(i) / rate_hz));
        return block;
    }
};

/// Noise in 0..1 that is smooth over about 5 units; \p key picks another pattern.
inline double smoothNoise(double x, double y, unsigned key) {
    const auto corner = [key](long i, long j) {
        auto h = static_cast<unsigned>(i) * 374761393u + static_cast<unsigned>(j) * 668265263u + key * 2246822519u;
        h = (h ^ (h >> 13)) * 1274126177u;
        return double((h ^ (h >> 16)) & 0xffffu) / 65535.0;
    };
    x /= 5.0;
    y /= 5.0;
    const long i = std::lround(std::floor(x)), j = std::lround(std::floor(y));
    const double u = x - double(i), v = y - double(j);
    return (corner(i, j) * (1 - u) + corner(i + 1, j) * u) * (1 - v) +
           (corner(i, j + 1) * (1 - u) + corner(i + 1, j + 1) * u) * v;
}

/// A textured disc.
struct Disc {
    PointF centre;
    double radius = 0.0;
    unsigned key = 1;

    bool covers(PointF p) const { return std::hypot(p.x - centre.x, p.y - centre.y) <= radius; }
};

/// Grey textured ground seen by a camera at \p camera, with reddish discs on it.
inline Image drawScene(Size size, const std::vector<Disc>& discs, PointF camera = {}) {
    Image image(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const PointF p{x + 0.5 + camera.x, y + 0.5 + camera.y};
            const double ground = 60.0 + 100.0 * smoothNoise(p.x, p.y, 7);
            double rgb[3] = {ground, ground, ground};
            for (const Disc& disc : discs)
                if (disc.covers(p)) {
                    const double inside = smoothNoise(p.x - disc.centre.x, p.y - disc.centre.y, disc.key);
                    rgb[0] = 170.0 + 80.0 * inside;
                    rgb[1] = 20.0 + 60.0 * inside;
                    rgb[2] = 30.0;
                }
            for (int c = 0; c < 3; ++c)
                image.row(y)[3 * x + c] = static_cast<std::uint8_t>(rgb[c]);
        }
    return image;
}

/// Bursts: 1 for 0.3 s after each of \p starts_s, 0 otherwise.
inline double burst(const std::vector<double>& starts_s, double t_s) {
    for (const double start_s : starts_s)
        if (t_s >= start_s && t_s < start_s + 0.3) return 1.0;
    return 0.0;
}

/// Shaking sideways during the bursts.
inline double shake_px(const std::vector<double>& starts_s, double t_s) {
    return 3.0 * burst(starts_s, t_s) * std::sin(2.0 * 3.14159265358979 * 5.0 * t_s);
}

/// A tone during the bursts over a faint hum.
inline float beeps(const std::vector<double>& starts_s, double t_s) {
    return static_cast<float>((0.01 + 0.4 * burst(starts_s, t_s)) * std::sin(2.0 * 3.14159265358979 * 440.0 * t_s));
}

} // namespace soundmask::test
