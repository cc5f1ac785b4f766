#pragma once

#include <cstdint>
#include <vector>

namespace soundmask::nn {

/// Sizes of a SAM network. The defaults are ViT-B's.
/// Source: Kirillov et al., Segment Anything, appendix A; segment_anything/build_sam.py at dca509fe.
struct SamConfig {
    enum class Encoder { ViT, TinyViT };

    Encoder encoder = Encoder::ViT;
    std::int64_t image_size = 1024; ///< the network sees image_size x image_size pixels
    std::int64_t patch_size = 16;
    std::int64_t embed_dim = 768;
    std::int64_t depth = 12;
    std::int64_t num_heads = 12;
    double mlp_ratio = 4.0;
    std::int64_t window_size = 14; ///< side of the windows that the local blocks attend in, in patches
    std::vector<std::int64_t> global_attn_indexes{2, 5, 8, 11}; ///< blocks that attend to the whole image
    std::int64_t out_chans = 256;                               ///< channels of the image embedding and of every token
    std::int64_t mask_in_chans = 16;
    std::int64_t decoder_mlp_dim = 2048;
    std::int64_t decoder_num_heads = 8;
    std::int64_t iou_head_hidden_dim = 256;

    /// Patches along a side; also the image embedding's height and width.
    std::int64_t gridSize() const { return image_size / patch_size; }

    static SamConfig vitB() { return {}; }
    static SamConfig vitL() {
        SamConfig config;
        config.embed_dim = 1024;
        config.depth = 24;
        config.num_heads = 16;
        config.global_attn_indexes = {5, 11, 17, 23};
        return config;
    }
    static SamConfig vitH() {
        SamConfig config;
        config.embed_dim = 1280;
        config.depth = 32;
        config.num_heads = 16;
        config.global_attn_indexes = {7, 15, 23, 31};
        return config;
    }
    /// MobileSAM: a TinyViT of fixed sizes in front of the same prompt encoder and decoder.
    static SamConfig mobile() {
        SamConfig config;
        config.encoder = Encoder::TinyViT;
        return config;
    }
};

} // namespace soundmask::nn
