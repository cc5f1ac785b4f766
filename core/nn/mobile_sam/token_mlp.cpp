#include "core/nn/mobile_sam/token_mlp.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "core/nn/common/matrix_product.h"
#include "core/nn/mobile_sam/token_rows.h"

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kTokensPerTask = 256; ///< enough rows for matrix products, few enough for the cache

} // namespace

TokenMlp::TokenMlp(const Scope& scope, std::int64_t dim, std::int64_t hidden)
    : m_norm(scope / "norm", dim, kEpsilon)
    , m_fc1(scope / "fc1", dim, hidden)
    , m_fc2(scope / "fc2", hidden, dim) {}

at::Tensor TokenMlp::operator()(const at::Tensor& x) const {
    if (!x.is_cpu() || x.scalar_type() != at::kFloat) {
        at::Tensor hidden = m_fc1(m_norm(x)); // [..., hidden]
        at::gelu_(hidden);
        return x + m_fc2(hidden); // [..., dim]
    }
    const at::Tensor packed = x.contiguous();
    at::Tensor out = at::empty_like(packed);
    const auto data = [](const at::Tensor& tensor) { return tensor.const_data_ptr<float>(); };
    const std::int64_t dim = x.size(-1), hidden = m_fc1.weight.size(0), tokens = x.numel() / dim;
    const float* const from = data(packed);
    float* const to = out.mutable_data_ptr<float>();
    const TokenNorm norm{data(m_norm.weight), data(m_norm.bias), static_cast<float>(m_norm.epsilon)};
    at::parallel_for(0, (tokens + kTokensPerTask - 1) / kTokensPerTask, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> normed(kTokensPerTask * dim), wide(kTokensPerTask * hidden);
        for (std::int64_t first = begin * kTokensPerTask; first < std::min(end * kTokensPerTask, tokens);
             first += kTokensPerTask) {
            const std::int64_t count = std::min(kTokensPerTask, tokens - first);
            float* const result = to + first * dim;
            normaliseTokens(from + first * dim, count, dim, norm, normed.data());
            multiplyTransposed(normed.data(), data(m_fc1.weight), wide.data(), count, hidden, dim);
            addBiasAndGelu(wide.data(), count, hidden, data(m_fc1.bias));
            multiplyTransposed(wide.data(), data(m_fc2.weight), result, count, dim, hidden);
            addShortcut(result, count, dim, data(m_fc2.bias), from + first * dim);
        }
    });
    return out;
}

} // namespace soundmask::nn
