#include "core/nn/common/winograd.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

namespace soundmask::nn {

namespace {

/// Of transformed tiles at a time, so that large batches need no large buffers.
constexpr std::int64_t kChunkBytes = 24 << 20;
/// Parts that lie a multiple of 4096 bytes apart would fall into one set of the first cache.
constexpr std::int64_t kPadding = 16;

/// G g G^T for each pair of channels, [36, in, out].
at::Tensor transformedWeight(const at::Tensor& weight) {
    const at::Tensor g = at::tensor({1.0 / 4, 0.0, 0.0,            //
                                     -1.0 / 6, -1.0 / 6, -1.0 / 6, //
                                     -1.0 / 6, 1.0 / 6, -1.0 / 6,  //
                                     1.0 / 24, 1.0 / 12, 1.0 / 6,  //
                                     1.0 / 24, -1.0 / 12, 1.0 / 6, //
                                     0.0, 0.0, 1.0},
                                    at::kDouble)
                             .view({kWindowSide, 3});
    const at::Tensor parts = g.matmul(weight.to(at::kDouble)).matmul(g.t()); // out x in x 6 x 6
    return parts.permute({2, 3, 1, 0}).flatten(0, 1).to(at::kFloat).contiguous();
}

/// [36, rows, columns], each part contiguous.
at::Tensor padded(std::int64_t rows, std::int64_t columns) {
    return at::empty({kTransformed, rows * columns + kPadding}, at::kFloat)
        .as_strided({kTransformed, rows, columns}, {rows * columns + kPadding, columns, 1});
}

} // namespace

bool WinogradConv::suits(const at::Tensor& weight, std::int64_t stride, std::int64_t groups) {
    return weight.is_cpu() && weight.size(2) == 3 && weight.size(3) == 3 && stride == 1 && groups == 1 &&
           weight.size(0) % kChannelsAtOnce == 0 && weight.size(1) % kChannelsAtOnce == 0;
}

WinogradConv::WinogradConv(const at::Tensor& weight, const at::Tensor& bias)
    : m_weight(transformedWeight(weight))
    , m_bias(bias.contiguous()) {}

at::Tensor WinogradConv::operator()(const at::Tensor& x, ThenDo then) const {
    const at::Tensor input = x.contiguous(at::MemoryFormat::ChannelsLast);
    const auto in = m_weight.size(1), out = m_weight.size(2);
    const TileGrid grid{x.size(2), x.size(3)};
    const std::int64_t shrunk = then == ThenDo::RectifyAndPool ? 2 : 1;
    at::Tensor result = at::empty({x.size(0), out, grid.height / shrunk, grid.width / shrunk},
                                  x.options().memory_format(at::MemoryFormat::ChannelsLast));
    const float* from = input.const_data_ptr<float>();
    float* to = result.mutable_data_ptr<float>();

    const std::int64_t tiles = x.size(0) * grid.tiles();
    const std::int64_t most = std::max<std::int64_t>(kChunkBytes / (4 * kTransformed * (in + out)), 1);
    const std::int64_t chunks = (tiles + most - 1) / most, chunk = (tiles + chunks - 1) / chunks;
    const at::Tensor windows = padded(chunk, in), products = padded(chunk, out);
    float* const windows_at = windows.mutable_data_ptr<float>();
    const float* const products_at = products.const_data_ptr<float>();
    for (std::int64_t begin = 0; begin < tiles; begin += chunk) {
        const auto count = std::min(chunk, tiles - begin);
        at::parallel_for(0, count, 1, [&](std::int64_t first, std::int64_t last) {
            transformWindows(from, grid, in, begin + first, begin + last, windows_at + first * in, windows.stride(0));
        });
        at::Tensor part = products.narrow(1, 0, count);
        at::bmm_out(part, windows.narrow(1, 0, count), m_weight); // 36 x tiles x out
        at::parallel_for(0, count, 1, [&](std::int64_t first, std::int64_t last) {
            transformResults(products_at + first * out, products.stride(0), grid, out, begin + first, begin + last,
                             m_bias.const_data_ptr<float>(), then, to);
        });
    }
    return result;
}

} // namespace soundmask::nn
