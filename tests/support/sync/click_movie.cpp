#include "tests/support/sync/click_movie.h"

#include <cmath>
#include <numbers>

#include "core/media/video_file.h"
#include "core/media/video_writer.h"

namespace soundmask::test {

namespace {

constexpr Size kSize{160, 96};
constexpr int kClickSamples = ClickMovie::kRateHz / 50;
constexpr double kClick_Hz = 2000.0;
constexpr float kLoud = 0.25F;

Image plainPicture(std::uint8_t grey) {
    Image image(kSize);
    for (int y = 0; y < kSize.height; ++y)
        for (int x = 0; x < kSize.width * Image::kChannels; ++x)
            image.row(y)[x] = grey;
    return image;
}

} // namespace

FrameIndex ClickMovie::flashFrame(int k) {
    // The multiplier is prime to 9: the offset takes all values 0..8 in an order that looks random.
    return static_cast<FrameIndex>(k) * kFramesPerSecond + 8 + (k * 7 + k / 9) % 9;
}

int ClickMovie::flashesBefore(double duration_s) {
    int k = 0;
    while (flashTime_s(k) < duration_s)
        ++k;
    return k;
}

Result<void> ClickMovie::write(const std::filesystem::path& path, int duration_s) {
    auto writer = VideoWriter::open(path, kSize, {kFramesPerSecond, 1}, SoundFormat{kRateHz, 1});
    if (!writer) return fail(writer.error());
    const Image dark = plainPicture(24), bright = plainPicture(240);
    for (int second = 0, k = 0; second < duration_s; ++second) {
        AudioBlock sound{kRateHz, 1, 0, std::vector<float>(kRateHz, 0.0F)};
        const FrameIndex flash = flashFrame(k) - static_cast<FrameIndex>(second) * kFramesPerSecond;
        const auto click = static_cast<std::size_t>(flash) * (kRateHz / kFramesPerSecond);
        for (std::size_t i = 0; i < kClickSamples; ++i)
            sound.samples[click + i] =
                0.8F *
                static_cast<float>(std::cos(2.0 * std::numbers::pi * kClick_Hz * static_cast<double>(i) / kRateHz));
        for (FrameIndex frame = 0; frame < kFramesPerSecond; ++frame) {
            const bool is_flash = frame >= flash && frame < flash + kFlashFrames;
            if (auto written = (*writer)->write(is_flash ? bright : dark); !written) return written;
        }
        if (auto written = (*writer)->write(sound); !written) return written;
        ++k;
    }
    return (*writer)->finish();
}

Result<std::vector<double>> ClickMovie::decodedClicks(const std::filesystem::path& path, double span_s) {
    auto video = VideoFile::open(path);
    if (!video) return fail(video.error());
    const auto block = (*video)->audio({0.0, span_s}, kRateHz, 1);
    if (!block) return fail(block.error());
    std::vector<double> times;
    double last_loud_s = -1.0;
    for (std::size_t i = 0; i < block->samples.size(); ++i) {
        if (std::abs(block->samples[i]) < kLoud) continue;
        const double time_s = static_cast<double>(i) / kRateHz;
        if (time_s - last_loud_s > 0.1) times.push_back(time_s);
        last_loud_s = time_s;
    }
    return times;
}

} // namespace soundmask::test
