#include "core/nn/common/pillow_resize.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace soundmask::nn {

namespace {

constexpr int kWeightBits = 32 - 8 - 2;
constexpr int kHalf = 1 << (kWeightBits - 1);
constexpr std::int64_t kRowsPerShare = 16;

/// The source samples that one output sample is made of.
struct Taps {
    int first = 0;
    std::vector<int> weights; ///< sum 2^22, up to rounding
};

double triangle(double x) {
    return std::max(0.0, 1.0 - std::abs(x));
}

/// Keys' cubic convolution with a = -1/2.
double cubic(double x) {
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    return x < 2.0 ? (((x - 5.0) * x + 8.0) * x - 4.0) * a : 0.0;
}

std::vector<Taps> tapsFor(int from, int to, PillowFilter filter) {
    const double scale = static_cast<double>(from) / to;
    const double widening = std::max(scale, 1.0);
    const double support = filter == PillowFilter::Bicubic ? 2.0 * widening : widening;
    std::vector<Taps> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int last = std::min(from, static_cast<int>(centre + support + 0.5));
        std::vector<double> weights;
        double sum = 0.0;
        for (int x = first; x < last; ++x) {
            const double distance = (x - centre + 0.5) * (1.0 / widening);
            weights.push_back(filter == PillowFilter::Bicubic ? cubic(distance) : triangle(distance));
            sum += weights.back();
        }
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = first;
        for (const double weight : weights) {
            const double normalised = sum != 0.0 ? weight * (1.0 / sum) : weight;
            taps.weights.push_back(static_cast<int>(normalised * (1 << kWeightBits) + (normalised < 0.0 ? -0.5 : 0.5)));
        }
    }
    return all;
}

/// One output sample from samples \p step bytes apart.
std::uint8_t blend(const std::uint8_t* samples, std::size_t step, const Taps& taps) {
    int sum = kHalf;
    for (const int weight : taps.weights) {
        sum += *samples * weight;
        samples += step;
    }
    return static_cast<std::uint8_t>(std::clamp(sum >> kWeightBits, 0, 255));
}

/// Calls \p work with each row of \p image, several at a time.
template <typename Work>
void forEachRow(const Image& image, const Work& work) {
    at::parallel_for(0, image.height(), kRowsPerShare, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y)
            work(static_cast<int>(y));
    });
}

Image resizedColumns(const Image& image, int width, PillowFilter filter) {
    Image out({width, image.height()});
    const std::vector<Taps> taps = tapsFor(image.width(), width, filter);
    forEachRow(out, [&](int y) {
        std::uint8_t* to = out.row(y);
        for (const Taps& tap : taps) {
            const std::uint8_t* from = image.row(y) + static_cast<std::size_t>(tap.first) * Image::kChannels;
            for (int c = 0; c < Image::kChannels; ++c)
                *to++ = blend(from + c, Image::kChannels, tap);
        }
    });
    return out;
}

Image resizedRows(const Image& image, int height, PillowFilter filter) {
    Image out({image.width(), height});
    const std::vector<Taps> taps = tapsFor(image.height(), height, filter);
    forEachRow(out, [&](int y) {
        const Taps& tap = taps[static_cast<std::size_t>(y)];
        const std::uint8_t* from = image.row(tap.first);
        std::uint8_t* to = out.row(y);
        for (std::size_t x = 0; x < image.stride(); ++x)
            to[x] = blend(from + x, image.stride(), tap);
    });
    return out;
}

} // namespace

Image resizedPillow(const Image& image, Size size, PillowFilter filter) {
    if (image.width() == size.width && image.height() == size.height) return image.clone();
    if (image.height() == size.height) return resizedColumns(image, size.width, filter);
    if (image.width() == size.width) return resizedRows(image, size.height, filter);
    return resizedRows(resizedColumns(image, size.width, filter), size.height, filter);
}

} // namespace soundmask::nn
