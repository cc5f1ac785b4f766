#pragma once

#include <ATen/core/Tensor.h>

namespace soundmask::nn {

/// The learnt vectors of one axis' relative positions, [2 * side - 1, head_dim], kept in reverse order: what a query at
/// q adds for keys 0 .. side-1 is then one slice of a row, from side-1-q on.
struct RelativePositions {
    explicit RelativePositions(const at::Tensor& stored);

    at::Tensor reversed; ///< [2 * side - 1, head_dim]
};

/// Attention of every token to the tokens of its window, with relative positions:
///     softmax(q k^T / sqrt(head_dim) + q . rel_pos_h[row distance] + q . rel_pos_w[column distance]) v
/// \p qkv: H x W x 3C, query, key and value of all heads side by side; result H x W x C. The image is cut into windows
/// of \p side x \p side tokens; where it does not fill the last ones, the missing tokens take part as keys and values
/// with \p padding, [3C]. \p side = H = W attends to everything.
/// Neither the scores of all pairs (67 MB a head for 64 x 64 tokens) nor the windows are ever written out: tiles of
/// scores stay in the cache while their softmax is accumulated.
at::Tensor attendInWindows(const at::Tensor& qkv, const at::Tensor& padding, std::int64_t heads, std::int64_t side,
                           const RelativePositions& rows, const RelativePositions& columns);

} // namespace soundmask::nn
