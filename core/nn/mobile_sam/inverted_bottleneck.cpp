#include "core/nn/mobile_sam/inverted_bottleneck.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/nn/common/matrix_product.h"
#include "core/nn/mobile_sam/token_rows.h"

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kReach = 3;        ///< rows and columns that one result sees
constexpr std::int64_t kTileColumns = 64; ///< of results: three widened rows of them fit the L2 cache
constexpr std::int64_t kTileRows = 16;    ///< of results for one task, which widens the rows at its edges for itself

} // namespace

ConvBatchNorm::ConvBatchNorm(const Scope& scope, std::int64_t in, std::int64_t out, ConvShape form)
    : shape(form)
    , weight((scope / "c")("weight", {out, in / form.groups, form.kernel, form.kernel})) {
    const Scope bn = scope / "bn";
    const at::Tensor gamma = bn("weight", {out}), beta = bn("bias", {out});
    const at::Tensor mean = bn("running_mean", {out}), variance = bn("running_var", {out});
    bn.expectUnused("num_batches_tracked", {}, false);
    const at::Tensor factor = gamma / (variance + kEpsilon).sqrt();
    weight = (weight * factor.view({-1, 1, 1, 1})).contiguous(at::MemoryFormat::ChannelsLast);
    bias = beta - mean * factor;
}

at::Tensor ConvBatchNorm::operator()(const at::Tensor& x) const {
    return convolve(x, weight, bias, shape);
}

InvertedBottleneck::InvertedBottleneck(const Scope& scope, const Form& form)
    : m_form(form)
    , m_conv1(scope / "conv1", form.in, form.hidden, {})
    , m_conv2(scope / "conv2", form.hidden, form.hidden,
              {.kernel = kReach, .stride = form.stride, .padding = 1, .groups = form.hidden})
    , m_conv3(scope / "conv3", form.hidden, form.out, {})
    , m_taps(m_conv2.weight.flatten(1).t().contiguous()) {}

at::Tensor InvertedBottleneck::operator()(const at::Tensor& x) const {
    if (x.is_cpu() && x.scalar_type() == at::kFloat) return inRows(x);
    at::Tensor wide = m_conv1(x); // B x hidden x H x W
    at::gelu_(wide);
    wide = m_conv2(wide); // B x hidden x H' x W'
    at::gelu_(wide);
    at::Tensor narrow = m_conv3(wide); // B x out x H' x W'
    return m_form.has_shortcut ? at::gelu_(narrow.add_(x)) : narrow;
}

/// Some columns of one picture, row after row.
class InvertedBottleneck::RowTask {
  public:
    /// \p x: [height, width, in], \p out: [height', width', out] of the picture; results \p left .. \p right - 1.
    RowTask(const InvertedBottleneck& layer, const float* x, std::int64_t height, std::int64_t width, float* out,
            std::int64_t left, std::int64_t right)
        : m_layer(layer)
        , m_form(layer.m_form)
        , m_x(x)
        , m_out(out)
        , m_height(height)
        , m_width(width)
        , m_out_width((width - 1) / m_form.stride + 1)
        , m_left(left)
        , m_columns(right - left)
        , m_filter{layer.m_taps.const_data_ptr<float>(), layer.m_conv2.bias.const_data_ptr<float>(), m_form.hidden,
                   m_form.stride}
        , m_nothing(seenColumns() * m_form.hidden)
        , m_filtered(m_columns * m_form.hidden) {
        m_wide.fill(m_nothing);
        m_wide_row.fill(-1);
    }

    /// Row \p y of the results.
    void run(std::int64_t y) {
        std::array<const float*, kReach> rows{};
        for (std::int64_t i = 0; i < kReach; ++i)
            rows[static_cast<std::size_t>(i)] = widened(y * m_form.stride - 1 + i);
        filterRowAndGelu(rows.data(), m_filter, m_columns, m_filtered.data());
        const std::int64_t at = y * m_out_width + m_left;
        float* const out = m_out + at * m_form.out;
        const float* const bias = m_layer.m_conv3.bias.const_data_ptr<float>();
        multiplyTransposed(m_filtered.data(), m_layer.m_conv3.weight.const_data_ptr<float>(), out, m_columns,
                           m_form.out, m_form.hidden);
        if (m_form.has_shortcut)
            addShortcutAndGelu(out, m_columns, m_form.out, bias, m_x + at * m_form.in);
        else
            addBias(out, m_columns, m_form.out, bias);
    }

  private:
    std::int64_t seenColumns() const { return (m_columns - 1) * m_form.stride + kReach; }

    /// Row \p row of the widened picture, of the columns that are seen; zero outside of the picture.
    const float* widened(std::int64_t row) {
        if (row < 0 || row >= m_height) return m_nothing.data();
        const auto slot = static_cast<std::size_t>(row % kReach);
        float* const wide = m_wide[slot].data();
        if (m_wide_row[slot] == row) return wide;
        const std::int64_t left = m_left * m_form.stride - 1; // of the columns that are seen
        const std::int64_t first = std::max<std::int64_t>(left, 0), last = std::min(left + seenColumns(), m_width);
        float* const to = wide + (first - left) * m_form.hidden; // what is left and right of it stays zero
        multiplyTransposed(m_x + (row * m_width + first) * m_form.in, m_layer.m_conv1.weight.const_data_ptr<float>(),
                           to, last - first, m_form.hidden, m_form.in);
        addBiasAndGelu(to, last - first, m_form.hidden, m_layer.m_conv1.bias.const_data_ptr<float>());
        m_wide_row[slot] = row;
        return wide;
    }

    const InvertedBottleneck& m_layer;
    const Form& m_form;
    const float* m_x;
    float* m_out;
    std::int64_t m_height, m_width, m_out_width, m_left, m_columns;
    DepthwiseFilter m_filter;
    std::vector<float> m_nothing, m_filtered;
    std::array<std::vector<float>, kReach> m_wide; ///< the last rows that were widened
    std::array<std::int64_t, kReach> m_wide_row{}; ///< which those are
};

at::Tensor InvertedBottleneck::inRows(const at::Tensor& x) const {
    const at::Tensor input = x.contiguous(at::MemoryFormat::ChannelsLast);
    const auto batch = x.size(0), height = x.size(2), width = x.size(3);
    const auto out_height = (height - 1) / m_form.stride + 1, out_width = (width - 1) / m_form.stride + 1;
    at::Tensor result = at::empty({batch, m_form.out, out_height, out_width},
                                  x.options().memory_format(at::MemoryFormat::ChannelsLast));
    const float* const from = input.const_data_ptr<float>();
    float* const to = result.mutable_data_ptr<float>();
    const auto across = (out_width + kTileColumns - 1) / kTileColumns;
    const auto down = (out_height + kTileRows - 1) / kTileRows;
    at::parallel_for(0, batch * down * across, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t picture = task / (down * across), place = task % (down * across);
            const std::int64_t top = place / across * kTileRows, left = place % across * kTileColumns;
            RowTask rows(*this, from + picture * height * width * m_form.in, height, width,
                         to + picture * out_height * out_width * m_form.out, left,
                         std::min(left + kTileColumns, out_width));
            for (std::int64_t y = top; y < std::min(top + kTileRows, out_height); ++y)
                rows.run(y);
        }
    });
    return result;
}

} // namespace soundmask::nn
