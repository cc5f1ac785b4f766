#pragma once

#include <optional>

#include "core/nn/common/parameters.h"

/// The layers networks are made of. Each is its parameters, named as in the checkpoint, plus what is called; it is not
/// changed after it was built and may be used by several threads.
namespace soundmask::nn {

enum class Bias : bool { No, Yes };

/// y = x W^T + b over the last axis.
struct Linear {
    Linear(const Scope& scope, std::int64_t in, std::int64_t out, Bias has_bias = Bias::Yes);
    at::Tensor operator()(const at::Tensor& x) const; ///< [..., in] -> [..., out]

    at::Tensor weight; ///< [out, in]
    at::Tensor bias;   ///< [out], undefined without
};

/// Normalises the last axis.
struct LayerNorm {
    LayerNorm(const Scope& scope, std::int64_t size, double eps);
    at::Tensor operator()(const at::Tensor& x) const; ///< [..., size] -> the same

    at::Tensor weight, bias; ///< [size]
    double epsilon;
};

/// Normalises the channels of each pixel, B x C x H x W.
struct LayerNorm2d {
    LayerNorm2d(const Scope& scope, std::int64_t channels);
    at::Tensor operator()(const at::Tensor& x) const;

    LayerNorm norm;
};

struct ConvShape {
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::int64_t groups = 1;
};

/// B x in x H x W -> B x out x H' x W' with \p weight [out, in / groups, kernel, kernel].
at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const ConvShape& shape);

/// B x in x H x W -> B x out x H' x W'. The weight lies channels-last, which is what the CPU kernels want.
struct Conv2d {
    Conv2d(const Scope& scope, std::int64_t in, std::int64_t out, ConvShape form = {}, Bias has_bias = Bias::Yes);
    at::Tensor operator()(const at::Tensor& x) const;

    ConvShape shape;
    at::Tensor weight; ///< [out, in / groups, kernel, kernel]
    at::Tensor bias;   ///< [out], undefined without
};

/// Kernel = stride = \p times: every pixel becomes factor x factor pixels of its own, which is one matrix product.
struct Upscale {
    Upscale(const Scope& scope, std::int64_t in, std::int64_t out, std::int64_t times);
    at::Tensor operator()(const at::Tensor& x) const; ///< B x in x H x W -> B x out x fH x fW, f = times

    std::int64_t factor;
    at::Tensor matrix; ///< [factor factor out, in], from nn.ConvTranspose2d's [in, out, factor, factor]
    at::Tensor bias;   ///< [out]
};

/// nn.Embedding: its rows are tokens.
struct Embedding {
    Embedding(const Scope& scope, std::int64_t count, std::int64_t size)
        : weight(scope("weight", {count, size})) {}

    at::Tensor weight; ///< [count, size]
};

} // namespace soundmask::nn
