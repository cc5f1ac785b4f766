#pragma once

#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/media/video_writer.h"
#include "tests/support/run_program.h"

/// Movies made on the spot whose pictures carry their own number, so that a test can tell which one it got.
namespace soundmask::test {

constexpr int kCodeBits = 12;
constexpr Size kCodedSize{192, 96};

/// A picture with \p number as a row of white and black blocks, the complement in the row below, and one colour in each
/// corner of the rest: red, green, blue and yellow, clockwise from the top left.
inline Image codedPicture(std::int64_t number, Size size = kCodedSize) {
    Image image(size);
    const auto paint = [&](int x, int y, int r, int g, int b) {
        std::uint8_t* pixel = image.row(y) + 3 * x;
        pixel[0] = static_cast<std::uint8_t>(r), pixel[1] = static_cast<std::uint8_t>(g),
        pixel[2] = static_cast<std::uint8_t>(b);
    };
    const int block = size.width / kCodeBits;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const bool right = x >= size.width / 2, bottom = y >= size.height / 4 + 3 * size.height / 8;
            if (y >= size.height / 4) {
                paint(x, y, right != bottom ? 40 : 220, right ? (bottom ? 40 : 200) : (bottom ? 200 : 40),
                      right && bottom ? 220 : 40);
                if (!right && bottom) paint(x, y, 220, 200, 40);
                continue;
            }
            const int bit = std::min(x / block, kCodeBits - 1);
            const bool white = ((number >> bit) & 1) != (y >= size.height / 8 ? 1 : 0);
            paint(x, y, white ? 235 : 20, white ? 235 : 20, white ? 235 : 20);
        }
    return image;
}

/// The number in a picture made by codedPicture, -1 when it cannot be read.
inline std::int64_t codeOf(const Image& image) {
    const int block = image.width() / kCodeBits;
    const auto whiteAt = [&](int bit, int row) {
        return image.row(image.height() * (1 + 2 * row) / 16)[3 * (bit * block + block / 2) + 1] > 128;
    };
    std::int64_t number = 0;
    for (int bit = 0; bit < kCodeBits; ++bit) {
        if (whiteAt(bit, 0) == whiteAt(bit, 1)) return -1;
        if (whiteAt(bit, 0)) number |= std::int64_t{1} << bit;
    }
    return number;
}

/// A sine of \p frequency_hz with amplitude 0.5, the same in all channels.
inline AudioBlock sine(int rate_hz, int channels, double duration_s, double frequency_hz) {
    AudioBlock block{.rate_hz = rate_hz, .channels = channels, .first_sample = 0, .samples = {}};
    for (int i = 0; i < static_cast<int>(duration_s * rate_hz); ++i)
        for (int c = 0; c < channels; ++c)
            block.samples.push_back(static_cast<float>(0.5 * std::sin(2.0 * M_PI * frequency_hz * i / rate_hz)));
    return block;
}

/// Writes pictures 0..\p count - 1 at \p fps, with a tone of the same length if \p sound. Throws what failed.
inline void writeCodedMovie(const std::filesystem::path& path, int count, Rational fps = {25, 1},
                            std::optional<SoundFormat> sound = {}, Size size = kCodedSize) {
    const auto check = [](const auto& result) {
        if (!result) throw std::runtime_error(result.error().toString());
    };
    auto writer = VideoWriter::open(path, size, fps, sound);
    check(writer);
    for (int i = 0; i < count; ++i)
        check((*writer)->write(codedPicture(i, size)));
    if (sound) check((*writer)->write(sine(sound->rate_hz, sound->channels, count / fps.toDouble(), 440.0)));
    check((*writer)->finish());
}

} // namespace soundmask::test
