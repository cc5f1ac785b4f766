#include "core/nn/common/winograd.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

#include "core/nn/common/packed_product.h"

namespace soundmask::nn {

namespace {

/// Of one task: few enough for the cache, many enough that the weights are not read for nothing.
constexpr std::int64_t kTilesAtOnce = 48;

/// G g G^T for each pair of channels: 36 matrices in x out, laid out in panels.
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
    const at::Tensor products = parts.permute({2, 3, 1, 0}).flatten(0, 1).to(at::kFloat).contiguous(); // 36 x in x out
    const auto in = products.size(1), out = products.size(2);
    at::Tensor panels = at::empty({kTransformed, in * out}, at::kFloat);
    for (std::int64_t part = 0; part < kTransformed; ++part)
        layOutPanels(products[part].const_data_ptr<float>(), in, out, panels[part].mutable_data_ptr<float>());
    return panels;
}

} // namespace

bool WinogradConv::suits(const at::Tensor& weight, std::int64_t stride, std::int64_t groups) {
    return weight.is_cpu() && weight.size(2) == 3 && weight.size(3) == 3 && stride == 1 && groups == 1 &&
           weight.size(0) % kChannelsAtOnce == 0 && weight.size(1) % kChannelsAtOnce == 0;
}

WinogradConv::WinogradConv(const at::Tensor& weight, const at::Tensor& bias)
    : m_in(weight.size(1))
    , m_out(weight.size(0))
    , m_panels(transformedWeight(weight))
    , m_bias(bias.contiguous()) {}

at::Tensor WinogradConv::operator()(const at::Tensor& x, ThenDo then) const {
    const at::Tensor input = x.contiguous(at::MemoryFormat::ChannelsLast);
    const TileGrid grid{x.size(2), x.size(3)};
    const std::int64_t shrunk = then == ThenDo::RectifyAndPool ? 2 : 1;
    at::Tensor result = at::empty({x.size(0), m_out, grid.height / shrunk, grid.width / shrunk},
                                  x.options().memory_format(at::MemoryFormat::ChannelsLast));
    const float* const from = input.const_data_ptr<float>();
    const float* const panels = m_panels.const_data_ptr<float>();
    const float* const bias = m_bias.const_data_ptr<float>();
    float* const to = result.mutable_data_ptr<float>();

    const std::int64_t tiles = x.size(0) * grid.tiles(), threads = at::get_num_threads();
    const std::int64_t tasks =
        (tiles + kTilesAtOnce * threads - 1) / (kTilesAtOnce * threads) * threads; // as many for each thread
    at::parallel_for(0, tasks, 1, [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t most = (tiles + tasks - 1) / tasks;
        // Parts that lie a multiple of 4096 bytes apart would fall into one set of the first cache.
        const std::int64_t part_in = most * m_in + kChannelsAtOnce, part_out = most * m_out + kChannelsAtOnce;
        const at::Tensor room = at::empty({kTransformed * (part_in + part_out)}, at::kFloat);
        float* const windows = room.mutable_data_ptr<float>();
        float* const products = windows + kTransformed * part_in;
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t first = tiles * task / tasks, last = tiles * (task + 1) / tasks;
            transformWindows(from, grid, m_in, first, last, windows, part_in);
            for (std::int64_t part = 0; part < kTransformed; ++part)
                multiplyPanels(windows + part * part_in, panels + part * m_in * m_out, products + part * part_out,
                               last - first, m_out, m_in);
            transformResults(products, part_out, grid, m_out, first, last, bias, then, to);
        }
    });
    return result;
}

} // namespace soundmask::nn
