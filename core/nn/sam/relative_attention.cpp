#include "core/nn/sam/relative_attention.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/nn/common/attention.h"
#include "core/nn/common/matrix_product.h"
#include "core/nn/sam/softmax_tile.h"

namespace soundmask::nn {

namespace {

constexpr std::int64_t kQueriesPerTile = 64;
constexpr std::int64_t kKeysPerTile = 512; ///< 64 x 512 scores and the keys and values they need fit the L2 cache

/// The tensors of attendInWindows as plain memory.
struct Problem {
    const float* qkv;     ///< [height, width, 3, heads, dim]
    const float* padding; ///< [3, heads, dim]
    float* out;           ///< [height, width, heads, dim]
    const float* row_positions;
    const float* column_positions;
    std::int64_t height, width, heads, dim, side;

    std::int64_t channels() const { return heads * dim; }
    std::int64_t positions() const { return 2 * side - 1; }
};

/// Room for one task, used again and again by one thread.
struct Workspace {
    std::vector<float> keys, values;                  ///< [side * side, dim]
    std::vector<float> queries;                       ///< [tile, dim]
    std::vector<float> row_products, column_products; ///< [tile, 2 side - 1]
    std::vector<float> scores;                        ///< [tile, keys of a tile]
    std::vector<float> sums;                          ///< [tile, dim]

    explicit Workspace(const Problem& p)
        : keys(p.side * p.side * p.dim)
        , values(keys.size())
        , queries(kQueriesPerTile * p.dim)
        , row_products(kQueriesPerTile * p.positions())
        , column_products(row_products.size())
        , scores(kQueriesPerTile * std::max(kKeysPerTile, p.side))
        , sums(kQueriesPerTile * p.dim) {}
};

/// One head in one window whose corner is token (top, left).
class WindowHead {
  public:
    WindowHead(const Problem& problem, Workspace& room, std::int64_t head, std::int64_t top, std::int64_t left)
        : m_problem(problem)
        , m_room(room)
        , m_head(head)
        , m_top(top)
        , m_left(left)
        , m_rows(std::min(m_problem.side, m_problem.height - top))
        , m_columns(std::min(m_problem.side, m_problem.width - left)) {}

    /// Queries first, .. last-1 of the window's tokens that lie in the image.
    void attend(std::int64_t first, std::int64_t last) {
        gather(1, m_room.keys.data());
        gather(2, m_room.values.data());
        for (; first < last; first += kQueriesPerTile)
            attendTile(first, std::min(kQueriesPerTile, last - first));
    }

    std::int64_t queryCount() const { return m_rows * m_columns; }

  private:
    const float* token(std::int64_t row, std::int64_t column, std::int64_t part) const {
        return m_problem.qkv + (((m_top + row) * m_problem.width + m_left + column) * 3 + part) * m_problem.channels() +
               m_head * m_problem.dim;
    }

    /// Keys (part 1) or values (part 2) of the whole window, padding where the image ends.
    void gather(std::int64_t part, float* to) const {
        const float* const missing = m_problem.padding + part * m_problem.channels() + m_head * m_problem.dim;
        for (std::int64_t row = 0; row < m_problem.side; ++row) {
            for (std::int64_t column = 0; column < m_problem.side; ++column, to += m_problem.dim)
                std::copy_n(row < m_rows && column < m_columns ? token(row, column, part) : missing, m_problem.dim, to);
        }
    }

    void attendTile(std::int64_t first, std::int64_t count) {
        float* const queries = m_room.queries.data();
        for (std::int64_t i = 0; i < count; ++i)
            std::copy_n(token((first + i) / m_columns, (first + i) % m_columns, 0), m_problem.dim,
                        queries + i * m_problem.dim);
        multiplyTransposed(queries, m_problem.row_positions, m_room.row_products.data(), count, m_problem.positions(),
                           m_problem.dim);
        multiplyTransposed(queries, m_problem.column_positions, m_room.column_products.data(), count,
                           m_problem.positions(), m_problem.dim);

        SoftmaxState states[kQueriesPerTile];
        std::fill_n(states, count, SoftmaxState{-std::numeric_limits<float>::max(), 0.0f});
        std::fill_n(m_room.sums.data(), count * m_problem.dim, 0.0f);
        const std::int64_t rows_per_tile = std::max<std::int64_t>(1, kKeysPerTile / m_problem.side);
        for (std::int64_t key_row = 0; key_row < m_problem.side; key_row += rows_per_tile)
            accumulate(first, count, key_row, std::min(rows_per_tile, m_problem.side - key_row), states);

        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t row = m_top + (first + i) / m_columns, column = m_left + (first + i) % m_columns;
            float* const sums = m_room.sums.data() + i * m_problem.dim;
            scaleRow(sums, m_problem.dim, 1.0f / states[i].sum);
            std::copy_n(sums, m_problem.dim,
                        m_problem.out + (row * m_problem.width + column) * m_problem.channels() +
                            m_head * m_problem.dim);
        }
    }

    /// The queries of a tile against \p key_rows rows of keys from \p key_row on.
    void accumulate(std::int64_t first, std::int64_t count, std::int64_t key_row, std::int64_t key_rows,
                    SoftmaxState* states) {
        const std::int64_t keys = key_rows * m_problem.side, offset = key_row * m_problem.side * m_problem.dim;
        const float scale = 1.0f / std::sqrt(static_cast<float>(m_problem.dim));
        float* const scores = m_room.scores.data();
        float* const sums = m_room.sums.data();
        multiplyTransposed(queries(), m_room.keys.data() + offset, scores, count, keys, m_problem.dim);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t row = (first + i) / m_columns, column = (first + i) % m_columns;
            const float* const row_bias =
                m_room.row_products.data() + i * m_problem.positions() + m_problem.side - 1 - row + key_row;
            const float* const column_bias =
                m_room.column_products.data() + i * m_problem.positions() + m_problem.side - 1 - column;
            const float rescale = accumulateSoftmaxRow(
                {scores + i * keys, key_rows, m_problem.side, scale, row_bias, column_bias}, states[i]);
            if (rescale != 1.0f) scaleRow(sums + i * m_problem.dim, m_problem.dim, rescale);
        }
        multiplyAdd(scores, m_room.values.data() + offset, sums, count, m_problem.dim, keys);
    }

    const float* queries() const { return m_room.queries.data(); }

    const Problem& m_problem;
    Workspace& m_room;
    std::int64_t m_head, m_top, m_left, m_rows, m_columns;
};

/// The same in LibTorch's own operations, for devices other than the CPU.
at::Tensor attendWithTensors(const at::Tensor& qkv, const at::Tensor& padding, std::int64_t heads, std::int64_t side,
                             const RelativePositions& rows, const RelativePositions& columns) {
    const auto height = qkv.size(0), width = qkv.size(1), dim = qkv.size(2) / (3 * heads);
    const auto down = (height + side - 1) / side, across = (width + side - 1) / side, tokens = side * side;
    at::Tensor padded = padding.expand({down * side, across * side, padding.size(0)}).clone(); // H' x W' x 3C
    padded.slice(0, 0, height).slice(1, 0, width).copy_(qkv);
    const at::Tensor parts = padded.reshape({down, side, across, side, 3, heads, dim})
                                 .permute({4, 0, 2, 5, 1, 3, 6})
                                 .reshape({3, down * across * heads, tokens, dim}); // 3 x N x T x d
    const at::Tensor q = parts[0], k = parts[1], v = parts[2];                      // N x T x d
    // distance[i, j] is the row of `reversed` for a query at i and a key at j.
    const at::Tensor steps = at::arange(side, at::kLong);
    const at::Tensor distance = ((side - 1) - steps.unsqueeze(1) + steps.unsqueeze(0)).to(qkv.device()); // S x S
    const at::Tensor grid = q.reshape({-1, side, side, dim}); // N x S x S x d
    const at::Tensor bias_h = at::einsum("nhwc,hkc->nhwk", {grid, at::index(rows.reversed, {distance})});
    const at::Tensor bias_w = at::einsum("nhwc,wkc->nhwk", {grid, at::index(columns.reversed, {distance})});
    const at::Tensor bias = (bias_h.unsqueeze(-1) + bias_w.unsqueeze(-2)).reshape({-1, tokens, tokens}); // N x T x T
    return attend(q, k, v, bias)                                                                         // N x T x d
        .reshape({down, across, heads, side, side, dim})
        .permute({0, 3, 1, 4, 2, 5})
        .reshape({down * side, across * side, heads * dim}) // H' x W' x C
        .slice(0, 0, height)
        .slice(1, 0, width); // H x W x C
}

} // namespace

RelativePositions::RelativePositions(const at::Tensor& stored) {
    const at::Tensor backwards = at::arange(stored.size(0) - 1, -1, -1, at::kLong).to(stored.device());
    reversed = at::index(stored, {backwards}); // flip() has no meta kernel
}

at::Tensor attendInWindows(const at::Tensor& qkv, const at::Tensor& padding, std::int64_t heads, std::int64_t side,
                           const RelativePositions& rows, const RelativePositions& columns) {
    if (!qkv.is_cpu() || qkv.scalar_type() != at::kFloat) {
        return attendWithTensors(qkv, padding, heads, side, rows, columns);
    }
    const at::Tensor packed = qkv.contiguous();
    at::Tensor out = at::empty({qkv.size(0), qkv.size(1), qkv.size(2) / 3}, qkv.options()); // H x W x C
    const Problem problem{packed.const_data_ptr<float>(),
                          padding.const_data_ptr<float>(),
                          out.mutable_data_ptr<float>(),
                          rows.reversed.const_data_ptr<float>(),
                          columns.reversed.const_data_ptr<float>(),
                          qkv.size(0),
                          qkv.size(1),
                          heads,
                          qkv.size(2) / (3 * heads),
                          side};
    const auto down = (problem.height + side - 1) / side, across = (problem.width + side - 1) / side;
    const std::int64_t windows = down * across;
    // With few heads and many threads, the queries of one head are shared out too.
    const std::int64_t wanted_tasks = 4 * at::get_num_threads();
    const std::int64_t shares = std::clamp<std::int64_t>(wanted_tasks / (windows * heads), 1, side);
    at::parallel_for(0, windows * heads * shares, 1, [&](std::int64_t begin, std::int64_t end) {
        Workspace room(problem);
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t share = task % shares, head = task / shares % heads, window = task / shares / heads;
            WindowHead part(problem, room, head, window / across * side, window % across * side);
            part.attend(part.queryCount() * share / shares, part.queryCount() * (share + 1) / shares);
        }
    });
    return out;
}

} // namespace soundmask::nn
