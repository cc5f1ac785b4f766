#pragma once

#include <array>
#include <cstdint>

namespace soundmask::nn {

/// Sizes of AudioCLIP; the defaults are those of the published files.
struct AudioClipConfig {
    std::int64_t embed_dim = 1024;

    std::int64_t image_side = 224; ///< pixels
    std::array<std::int64_t, 4> vision_depths{3, 4, 6, 3};
    std::int64_t vision_width = 64;

    std::int64_t context_length = 77; ///< tokens
    std::int64_t vocabulary = 49408;
    std::int64_t text_width = 512;
    std::int64_t text_heads = 8;
    std::int64_t text_depth = 12;

    std::int64_t fft_length = 2048; ///< samples
    std::int64_t hop = 561;
    std::int64_t window = 1654;
    std::array<std::int64_t, 4> audio_depths{3, 4, 6, 3};
    std::int64_t audio_planes = 64;
    std::int64_t audio_groups = 32;
    std::int64_t audio_width_per_group = 4;
};

} // namespace soundmask::nn
