#include "core/nn/audioclip/audioclip.h"

#include <ATen/ATen.h>

#include <cmath>

namespace soundmask::nn {

namespace {

constexpr std::array<float, 3> kMean{0.48145466f, 0.4578275f, 0.40821073f};
constexpr std::array<float, 3> kDeviation{0.26862954f, 0.26130258f, 0.27577711f};

at::Tensor scalar(float value) {
    return at::scalar_tensor(value, at::kFloat);
}

at::Tensor perChannel(const std::array<float, 3>& values, const at::TensorOptions& options) {
    return at::tensor(at::ArrayRef<float>(values.data(), values.size()), options.device(at::kCPU))
        .to(options.device())
        .view({1, 3, 1, 1});
}

} // namespace

Clip::Clip(const Scope& scope, const AudioClipConfig& sizes)
    : config(sizes)
    , text(scope, sizes)
    , logit_scale(scope("logit_scale", scalar(1.0f)))
    , visual(scope / "visual", sizes) {}

AudioClip::AudioClip(const Scope& scope, const AudioClipConfig& sizes)
    : Clip(scope, sizes)
    , logit_scale_ai(scope("logit_scale_ai", scalar(std::log(100.0f))))
    , logit_scale_at(scope("logit_scale_at", scalar(std::log(100.0f))))
    , audio(scope / "audio", sizes, sizes.embed_dim) {}

at::Tensor normalizedImages(const at::Tensor& pixels) {
    const auto options = pixels.options();
    return (pixels - perChannel(kMean, options)) / perChannel(kDeviation, options); // B x 3 x H x W
}

at::Tensor unitRows(const at::Tensor& rows) {
    return rows / rows.square().sum(1, true).sqrt(); // B x D
}

at::Tensor matchLogits(const at::Tensor& logit_scale, const at::Tensor& a, const at::Tensor& b) {
    return logit_scale.exp().clamp(1.0, 100.0) * a.matmul(b.t()); // A x B
}

at::Tensor soundSimilarity(const at::Tensor& sound, const at::Tensor& places) {
    const at::Tensor unit = places / places.square().sum(1, true).sqrt(); // B x D x H x W
    return (sound.view({sound.size(0), -1, 1, 1}) * unit).sum(1);         // B x H x W
}

std::map<std::string, std::vector<std::int64_t>> outlineForward(const AudioClip& network) {
    const auto outlined = [](std::initializer_list<std::int64_t> shape, at::ScalarType type) {
        return at::empty(shape, at::TensorOptions(type).device(at::kMeta));
    };
    const auto side = network.config.image_side;
    std::map<std::string, std::vector<std::int64_t>> shapes;
    for (const PoolAttention attention : {PoolAttention::QueryKey, PoolAttention::ValueValue}) {
        const auto image = network.visual(normalizedImages(outlined({2, 3, side, side}, at::kFloat)), attention);
        for (std::size_t i = 0; i < image.maps.size(); ++i)
            shapes["F" + std::to_string(i + 1)] = image.maps[i].sizes().vec();
        shapes["image"] = image.global.sizes().vec();
    }
    shapes["sound"] = network.audio(outlined({5, 1, 220500}, at::kFloat)).sizes().vec();
    shapes["text"] = network.text(outlined({3, network.config.context_length}, at::kLong)).sizes().vec();
    return shapes;
}

} // namespace soundmask::nn
