#include <doctest/doctest.h>

#include <bit>

#include "core/nn/common/fill_weights.h"

using namespace soundmask::nn;

namespace {

struct Known {
    FillFamily family;
    const char* key;
    std::vector<std::int64_t> shape;
    std::vector<std::pair<std::size_t, std::uint32_t>> elements; ///< index, float32 bits
};

} // namespace

// The numbers are those of golden/fixtures/README.md, section 3.
TEST_CASE("fill gives the published bits") {
    using enum FillFamily;
    const std::vector<Known> known{
        {Sam,
         "image_encoder.patch_embed.proj.weight",
         {768, 3, 16, 16},
         {{0, 0xbd494754}, {1, 0xbd0053ba}, {2, 0x3c6ce898}, {294912, 0x3c342c30}, {589823, 0xbd1a9e18}}},
        {Sam,
         "image_encoder.blocks.0.norm1.weight",
         {768},
         {{0, 0x3f6b5336}, {1, 0x3f8b6306}, {384, 0x3f816df4}, {767, 0x3f84aa25}}},
        {Sam,
         "image_encoder.blocks.0.attn.qkv.weight",
         {2304, 768},
         {{0, 0xbcd3d3d0}, {1, 0xbd9a6ffe}, {1769471, 0xbc8b8d9e}}},
        {Sam, "image_encoder.pos_embed", {1, 64, 64, 768}, {{0, 0x3d2fc840}, {3145727, 0x3defada0}}},
        {Sam,
         "prompt_encoder.pe_layer.positional_encoding_gaussian_matrix",
         {2, 128},
         {{0, 0x3fcc1c6e}, {255, 0xbf0eb9d4}}},
        {Sam, "prompt_encoder.no_mask_embed.weight", {1, 256}, {{0, 0x3f0f3668}, {255, 0x3ef15fcc}}},
        {AudioClip,
         "visual.conv1.weight",
         {32, 3, 3, 3},
         {{0, 0x3dbb4b80}, {1, 0xbdbb4b80}, {2, 0xbf0752ea}, {863, 0x3e220860}}},
        {AudioClip, "visual_encoder.conv1.weight", {32, 3, 3, 3}, {{0, 0x3dbb4b80}}},
        {AudioClip, "aclp.visual.bn1.weight", {32}, {{0, 0x3f8219b2}, {31, 0x3f6f3979}}},
        {AudioClip, "visual.bn1.running_var", {32}, {{0, 0x3f906f83}, {31, 0x3fbee4c4}}},
        {AudioClip, "audio.fbsp.fc", {1025}, {{0, 0x3c49f1a7}, {512, 0x43fff3cb}, {1024, 0x447ffb51}}},
        {AudioClip,
         "neck.lateral_convs.3.weight",
         {256, 3072, 1, 1},
         {{0, 0xbcc09226}, {1, 0x3cc09226}, {786431, 0xbcb8ba5e}}},
        {AudioClip, "features.0.weight", {64, 1, 3, 3}, {{0, 0x3f2842ce}, {575, 0x3e77348c}}},
        {Detection, "backbone.0.patch_embed.proj.weight", {96, 3, 4, 4}, {{0, 0xbd3e98e0}, {4607, 0x3d1d0c28}}},
        {Detection, "transformer.tgt_embed.weight", {900, 256}, {{0, 0xbe3bdfd8}, {230399, 0x3e7363d0}}},
        {Detection,
         "transformer.decoder.bbox_embed.5.layers.2.weight",
         {4, 256},
         {{0, 0x3b47fb94}, {1023, 0x3c87f295}}},
        {Detection, "bbox_embed.3.layers.2.weight", {4, 256}, {{0, 0x3b47fb94}}},
        {Detection, "audio_branch.bn0.running_var", {64}, {{0, 0x4414b1a6}, {63, 0x440382b4}}},
    };
    for (const auto& [family, key, shape, elements] : known) {
        CAPTURE(key);
        const auto values = fillWeights(family, key, shape);
        REQUIRE(values.has_value());
        for (const auto& [index, bits] : elements) {
            CAPTURE(index);
            CHECK(std::bit_cast<std::uint32_t>(values->at(index)) == bits);
        }
    }
}

TEST_CASE("fill leaves constructed values alone") {
    CHECK_FALSE(fillWeights(FillFamily::AudioClip, "logit_scale", {}).has_value());
    CHECK_FALSE(
        fillWeights(FillFamily::AudioClip, "audio_encoder.window", std::vector<std::int64_t>{1654}).has_value());
    CHECK_FALSE(fillWeights(FillFamily::Detection, "logit_scale_a", {}).has_value());
    CHECK(fillWeights(FillFamily::AudioClip, "audio.fbsp.bias", std::vector<std::int64_t>{0})->empty());
}
