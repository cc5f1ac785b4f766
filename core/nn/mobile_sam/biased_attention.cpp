#include "core/nn/mobile_sam/biased_attention.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "core/nn/common/attention.h"
#include "core/nn/common/matrix_product.h"
#include "core/nn/mobile_sam/token_rows.h"

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kTokensPerTask = 196; ///< a large window or four small ones: enough rows for matrix products

/// Every pair of places of a window, as the number of their distance; distances are numbered as they first occur.
at::Tensor distanceNumbers(std::int64_t side, std::int64_t* count) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> numbers;
    const std::int64_t places = side * side;
    at::Tensor table = at::empty({places * places}, at::kLong);
    std::int64_t* out = table.mutable_data_ptr<std::int64_t>();
    for (std::int64_t p = 0; p < places; ++p) {
        for (std::int64_t q = 0; q < places; ++q) {
            const std::pair distance{std::abs(p / side - q / side), std::abs(p % side - q % side)};
            *out++ = numbers.try_emplace(distance, static_cast<std::int64_t>(numbers.size())).first->second;
        }
    }
    *count = static_cast<std::int64_t>(numbers.size());
    return table;
}

} // namespace

BiasedAttention::BiasedAttention(const Scope& scope, std::int64_t dim, std::int64_t heads, std::int64_t side)
    : m_dim(dim)
    , m_heads(heads)
    , m_side(side)
    , m_norm(scope / "norm", dim, kEpsilon)
    , m_qkv(scope / "qkv", dim, 3 * dim)
    , m_proj(scope / "proj", dim, dim) {
    std::int64_t distances = 0;
    const at::Tensor numbers = distanceNumbers(side, &distances);
    const at::Tensor biases = scope("attention_biases", {heads, distances});
    m_bias =
        at::gather(biases, 1, numbers.to(biases.device()).expand({heads, -1})).view({heads, side * side, side * side});
}

at::Tensor BiasedAttention::operator()(const at::Tensor& x) const {
    return x.is_cpu() && x.scalar_type() == at::kFloat ? inWindows(x) : withTensors(x);
}

at::Tensor BiasedAttention::withTensors(const at::Tensor& x) const {
    const auto height = x.size(0), width = x.size(1), tokens = m_side * m_side;
    const auto down = (height + m_side - 1) / m_side, across = (width + m_side - 1) / m_side;
    const at::Tensor padded = at::constant_pad_nd(x, {0, 0, 0, across * m_side - width, 0, down * m_side - height});
    const at::Tensor windows = padded.reshape({down, m_side, across, m_side, m_dim})
                                   .transpose(1, 2)
                                   .reshape({down * across, tokens, m_dim}); // windows x T x C
    // Query, key and value of one head lie side by side, head after head.
    const at::Tensor parts =
        m_qkv(m_norm(windows)).view({-1, tokens, m_heads, 3, m_dim / m_heads});           // W x T x h x 3 x d
    const auto part = [&](std::int64_t i) { return parts.select(3, i).transpose(1, 2); }; // W x h x T x d
    const at::Tensor attended = attend(part(0), part(1), part(2), m_bias.unsqueeze(0));   // W x h x T x d
    return x + m_proj(attended.transpose(1, 2).reshape({-1, tokens, m_dim}))              // W x T x C
                   .view({down, across, m_side, m_side, m_dim})
                   .transpose(1, 2)
                   .reshape({down * m_side, across * m_side, m_dim})
                   .slice(0, 0, height)
                   .slice(1, 0, width); // H x W x C
}

/// Some windows, one after the other in memory.
class BiasedAttention::WindowTask {
  public:
    /// \p x, \p out: [height, width, dim].
    WindowTask(const BiasedAttention& layer, const float* x, float* out, std::int64_t height, std::int64_t width)
        : m_layer(layer)
        , m_x(x)
        , m_out(out)
        , m_height(height)
        , m_width(width)
        , m_across((width + layer.m_side - 1) / layer.m_side)
        , m_tokens(layer.m_side * layer.m_side)
        , m_head_dim(layer.m_dim / layer.m_heads) {}

    /// Windows first .. last - 1, row by row.
    void run(std::int64_t first, std::int64_t last) {
        const std::int64_t dim = m_layer.m_dim, rows = (last - first) * m_tokens;
        m_normed.resize(rows * dim);
        m_qkv.resize(3 * m_normed.size());
        gather(first, last);
        multiplyTransposed(m_normed.data(), data(m_layer.m_qkv.weight), m_qkv.data(), rows, 3 * dim, dim);
        addBias(m_qkv.data(), rows, 3 * dim, data(m_layer.m_qkv.bias));
        for (std::int64_t window = 0; window < last - first; ++window) {
            for (std::int64_t head = 0; head < m_layer.m_heads; ++head)
                attendHead(window * m_tokens, head);
        }
        m_qkv.resize(m_normed.size()); // its room is free again
        multiplyTransposed(m_normed.data(), data(m_layer.m_proj.weight), m_qkv.data(), rows, dim, dim);
        scatter(first, last);
    }

  private:
    static const float* data(const at::Tensor& tensor) { return tensor.const_data_ptr<float>(); }

    /// Calls \p work(row of the task, place in the picture) for each run of tokens that lie side by side in both,
    /// and how many they are; \p outside(row, count) for those outside of the picture.
    template <typename Work, typename Outside>
    void forEachRun(std::int64_t first, std::int64_t last, const Work& work, const Outside& outside) const {
        const std::int64_t side = m_layer.m_side;
        std::int64_t row = 0;
        for (std::int64_t window = first; window < last; ++window) {
            const std::int64_t top = window / m_across * side, left = window % m_across * side;
            const std::int64_t inside = std::min(side, m_width - left);
            for (std::int64_t y = top; y < top + side; ++y, row += side) {
                const std::int64_t count = y < m_height ? inside : 0;
                if (count > 0) work(row, y * m_width + left, count);
                if (count < side) outside(row + count, side - count);
            }
        }
    }

    void gather(std::int64_t first, std::int64_t last) {
        const std::int64_t dim = m_layer.m_dim;
        const LayerNorm& layer_norm = m_layer.m_norm;
        const TokenNorm norm{data(layer_norm.weight), data(layer_norm.bias), static_cast<float>(layer_norm.epsilon)};
        forEachRun(
            first, last,
            [&](std::int64_t row, std::int64_t place, std::int64_t count) {
                normaliseTokens(m_x + place * dim, count, dim, norm, m_normed.data() + row * dim);
            },
            [&](std::int64_t row, std::int64_t count) {
                for (std::int64_t i = 0; i < count; ++i) // the norm of zeros
                    std::copy_n(norm.bias, dim, m_normed.data() + (row + i) * dim);
            });
    }

    /// One head of the window whose tokens begin at row \p begin. The result goes where the normed tokens were.
    void attendHead(std::int64_t begin, std::int64_t head) {
        const std::int64_t dim = m_layer.m_dim, d = m_head_dim;
        for (std::size_t part = 0; part < 3; ++part) {
            m_parts[part].resize(m_tokens * d);
            for (std::int64_t t = 0; t < m_tokens; ++t)
                std::copy_n(m_qkv.data() + (begin + t) * 3 * dim + (3 * head + static_cast<std::int64_t>(part)) * d, d,
                            m_parts[part].data() + t * d);
        }
        m_scores.resize(m_tokens * m_tokens);
        multiplyTransposed(m_parts[0].data(), m_parts[1].data(), m_scores.data(), m_tokens, m_tokens, d);
        std::vector<float>& sums = m_parts[0];
        std::ranges::fill(sums, 0.0f);
        const float scale = 1.0f / std::sqrt(static_cast<float>(d));
        const float* const bias = data(m_layer.m_bias) + head * m_tokens * m_tokens;
        m_factors.resize(m_tokens);
        for (std::int64_t t = 0; t < m_tokens; ++t)
            m_factors[t] = softmaxRow(m_scores.data() + t * m_tokens, m_tokens, scale, bias + t * m_tokens);
        multiplyAdd(m_scores.data(), m_parts[2].data(), sums.data(), m_tokens, d, m_tokens);
        for (std::int64_t t = 0; t < m_tokens; ++t)
            scaledCopy(sums.data() + t * d, d, m_factors[t], m_normed.data() + (begin + t) * dim + head * d);
    }

    void scatter(std::int64_t first, std::int64_t last) {
        const std::int64_t dim = m_layer.m_dim;
        forEachRun(
            first, last,
            [&](std::int64_t row, std::int64_t place, std::int64_t count) {
                float* const values = m_qkv.data() + row * dim;
                addShortcut(values, count, dim, data(m_layer.m_proj.bias), m_x + place * dim);
                std::copy_n(values, count * dim, m_out + place * dim);
            },
            [](std::int64_t, std::int64_t) {});
    }

    const BiasedAttention& m_layer;
    const float* m_x;
    float* m_out;
    std::int64_t m_height, m_width, m_across, m_tokens, m_head_dim;
    std::vector<float> m_normed;               ///< [rows, dim], later the attended tokens
    std::vector<float> m_qkv;                  ///< [rows, heads, 3, head dim], later the projected tokens
    std::array<std::vector<float>, 3> m_parts; ///< query, key and value of one head, [tokens, head dim]
    std::vector<float> m_scores;               ///< [tokens, tokens]
    std::vector<float> m_factors;              ///< [tokens], one over the sum of each row of scores
};

at::Tensor BiasedAttention::inWindows(const at::Tensor& x) const {
    const at::Tensor packed = x.contiguous();
    at::Tensor out = at::empty_like(packed); // H x W x C
    const auto height = x.size(0), width = x.size(1);
    const std::int64_t windows = ((height + m_side - 1) / m_side) * ((width + m_side - 1) / m_side);
    const std::int64_t per_task = std::max<std::int64_t>(kTokensPerTask / (m_side * m_side), 1);
    const float* const from = packed.const_data_ptr<float>();
    float* const to = out.mutable_data_ptr<float>();
    at::parallel_for(0, (windows + per_task - 1) / per_task, 1, [&](std::int64_t begin, std::int64_t end) {
        WindowTask task(*this, from, to, height, width);
        for (std::int64_t i = begin; i < end; ++i)
            task.run(i * per_task, std::min((i + 1) * per_task, windows));
    });
    return out;
}

} // namespace soundmask::nn
