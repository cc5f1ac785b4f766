#pragma once

#include <cstdint>

namespace soundmask {

/// Position of a picture in a clip, 0-based, in order of presentation.
using FrameIndex = std::int64_t;

/// Position of a sample (one value per channel) in a sound track, 0-based, at that track's rate.
using SampleIndex = std::int64_t;

/// An exact ratio, for frame rates and time bases. `den` is positive.
struct Rational {
    std::int64_t num = 0;
    std::int64_t den = 1;

    constexpr double toDouble() const { return static_cast<double>(num) / static_cast<double>(den); }
    constexpr bool operator==(const Rational&) const = default;
};

/// Half-open stretch [begin_s, end_s) of a clip's content time; 0 is the first picture or sample, whichever is earlier.
struct TimeSpan {
    double begin_s = 0.0;
    double end_s = 0.0;

    constexpr double duration_s() const { return end_s - begin_s; }
    constexpr bool contains(double t_s) const { return t_s >= begin_s && t_s < end_s; }
    constexpr bool operator==(const TimeSpan&) const = default;
};

/// The picture that stands for one second of sound.
struct KeyFrame {
    int second = 0; ///< 1-based as in AVSBench file names: second k is the sound of [k-1, k)
    FrameIndex frame = 0;
    double time_s = 0.0; ///< when that picture is shown

    constexpr bool operator==(const KeyFrame&) const = default;
};

/// AVSBench's rule: with F = round(fps), second l (0-based) is shown by frame floor(F * (l + 15/16)), clamped to the
/// last. Halves are rounded to the even number, as the Python of the data set's scripts does. \p frame_count must be
/// positive. Source: preprocess_s4.py as described in spec-supervised 5.2.
constexpr FrameIndex avsbenchFrame(int second0, double fps, FrameIndex frame_count) {
    auto rounded = static_cast<std::int64_t>(fps + 0.5);
    if (static_cast<double>(rounded) - fps == 0.5 && rounded % 2 != 0) --rounded;
    const std::int64_t index = rounded * second0 + rounded * 15 / 16;
    return index < frame_count ? index : frame_count - 1;
}

/// Number of whole seconds a clip of \p duration_s has for labelling: max(1, floor(duration + 0.05 s)).
constexpr int secondCount(double duration_s) {
    const int whole = static_cast<int>(duration_s + 0.05);
    return whole < 1 ? 1 : whole;
}

} // namespace soundmask
