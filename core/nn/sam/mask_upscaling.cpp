#include "core/nn/sam/mask_upscaling.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <vector>

#include "core/nn/common/matrix_product.h"
#include "core/nn/sam/upscaling_rows.h"

namespace soundmask::nn {

namespace {

constexpr std::int64_t kFactor = 2; ///< of each of the two layers
constexpr std::int64_t kParts = kFactor * kFactor;

} // namespace

MaskUpscaling::MaskUpscaling(const Scope& scope, std::int64_t channels)
    : m_0(scope / 0, channels, channels / 4, kFactor)
    , m_1(scope / 1, channels / 4)
    , m_3(scope / 3, channels / 4, channels / 8, kFactor) {}

at::Tensor MaskUpscaling::operator()(const at::Tensor& tokens, const at::Tensor& masks, std::int64_t height) const {
    if (tokens.is_cpu() && tokens.scalar_type() == at::kFloat) return inRows(tokens, masks, height);
    const auto batch = tokens.size(0), width = tokens.size(1) / height;
    at::Tensor half = m_1(m_0(tokens.view({batch, height, width, -1}).permute({0, 3, 1, 2}))); // B x C/4 x 2H x 2W
    at::gelu_(half);
    at::Tensor full = m_3(half); // B x C/8 x 4H x 4W
    at::gelu_(full);
    return masks.matmul(full.flatten(2)).view({batch, -1, 4 * height, 4 * width}); // B x masks x 4H x 4W
}

at::Tensor MaskUpscaling::inRows(const at::Tensor& tokens, const at::Tensor& masks, std::int64_t height) const {
    const at::Tensor image = tokens.contiguous(), vectors = masks.contiguous();
    const auto batch = image.size(0), width = image.size(1) / height, channels = image.size(2);
    const auto count = vectors.size(1), middle = m_0.bias.size(0), last = m_3.bias.size(0);
    const auto out_width = width * kParts, half_pixels = width * kParts; // pixels of two rows of half the size
    at::Tensor logits = at::empty({batch, count, kParts * height, out_width}, image.options());
    const float* const from = image.const_data_ptr<float>();
    const float* const vectors_at = vectors.const_data_ptr<float>();
    float* const to = logits.mutable_data_ptr<float>();
    const PixelNorm norm{m_0.bias.const_data_ptr<float>(), m_1.norm.weight.const_data_ptr<float>(),
                         m_1.norm.bias.const_data_ptr<float>(), static_cast<float>(m_1.norm.epsilon)};

    at::parallel_for(0, batch * height, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> half(half_pixels * middle);         // [x, y1 x1, C/4]
        std::vector<float> full(kParts * last * half_pixels);  // [y2 x2, C/8, x y1 x1]
        std::vector<float> sums(kParts * count * half_pixels); // [y2 x2, masks, x y1 x1]
        for (std::int64_t row = begin; row < end; ++row) {
            const std::int64_t b = row / height, y = row % height;
            multiplyTransposed(from + row * width * channels, m_0.matrix.const_data_ptr<float>(), half.data(), width,
                               kParts * middle, channels);
            normaliseAndGelu(half.data(), half_pixels, middle, norm);
            multiplyTransposed(m_3.matrix.const_data_ptr<float>(), half.data(), full.data(), kParts * last, half_pixels,
                               middle);
            for (std::int64_t part = 0; part < kParts; ++part)
                sumOfGelu(full.data() + part * last * half_pixels, last, half_pixels, m_3.bias.const_data_ptr<float>(),
                          vectors_at + b * count * last, count, sums.data() + part * count * half_pixels);
            for (std::int64_t part = 0; part < kParts; ++part) {
                for (std::int64_t m = 0; m < count; ++m) {
                    const float* sum = sums.data() + (part * count + m) * half_pixels;
                    float* const out = to + ((b * count + m) * height + y) * kParts * out_width +
                                       part / kFactor * out_width + part % kFactor;
                    for (std::int64_t x = 0; x < width; ++x) {
                        for (std::int64_t y1 = 0; y1 < kFactor; ++y1)
                            for (std::int64_t x1 = 0; x1 < kFactor; ++x1)
                                out[y1 * kFactor * out_width + (x * kFactor + x1) * kFactor] = *sum++;
                    }
                }
            }
        }
    });
    return logits;
}

} // namespace soundmask::nn
