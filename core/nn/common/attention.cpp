#include "core/nn/common/attention.h"

#include <ATen/ATen.h>

#include <cmath>

namespace soundmask::nn {

at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& bias) {
    if (!q.is_meta()) {
        return at::scaled_dot_product_attention(q, k, v, bias.defined() ? std::optional(bias) : std::nullopt);
    }
    const double scale = 1.0 / std::sqrt(static_cast<double>(q.size(-1)));
    at::Tensor scores = q.matmul(k.transpose(-2, -1)) * scale; // ... x Tq x Tk
    if (bias.defined()) scores = scores + bias;
    return at::softmax(scores, -1).matmul(v); // ... x Tq x d
}

} // namespace soundmask::nn
