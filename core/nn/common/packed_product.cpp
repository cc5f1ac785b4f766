#include "core/nn/common/packed_product.h"

#include <algorithm>
#include <cstring>

#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

namespace {

/// Eight columns of a row. Twelve of them, six rows of a panel, are kept in registers.
using Lanes = float __attribute__((vector_size(32)));
constexpr std::int64_t kRowsAtOnce = 6;
constexpr std::int64_t kLanesOfPanel = 2;
static_assert(kLanesOfPanel * sizeof(Lanes) == kPanelColumns * sizeof(float));

template <std::int64_t rows>
inline __attribute__((always_inline)) void multiplyRows(const float* a, const float* panel, std::int64_t k, float* out,
                                                        std::int64_t n) {
    Lanes sums[rows][kLanesOfPanel] = {};
    const auto* b = reinterpret_cast<const Lanes*>(panel);
    for (std::int64_t i = 0; i < k; ++i, b += kLanesOfPanel) {
#pragma GCC unroll 6
        for (std::int64_t r = 0; r < rows; ++r) {
            const float factor = a[r * k + i];
            sums[r][0] += factor * b[0];
            sums[r][1] += factor * b[1];
        }
    }
#pragma GCC unroll 6
    for (std::int64_t r = 0; r < rows; ++r)
        std::memcpy(out + r * n, sums[r], sizeof(sums[r]));
}

} // namespace

void layOutPanels(const float* b, std::int64_t k, std::int64_t n, float* panels) {
    for (std::int64_t column = 0; column < n; column += kPanelColumns) {
        for (std::int64_t i = 0; i < k; ++i, panels += kPanelColumns)
            std::copy_n(b + i * n + column, kPanelColumns, panels);
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void multiplyPanels(const float* a, const float* panels, float* out, std::int64_t m, std::int64_t n, std::int64_t k) {
    for (std::int64_t column = 0; column < n; column += kPanelColumns) {
        const float* const panel = panels + column * k;
        std::int64_t row = 0;
        for (; row + kRowsAtOnce <= m; row += kRowsAtOnce)
            multiplyRows<kRowsAtOnce>(a + row * k, panel, k, out + row * n + column, n);
        if (m - row >= 3) {
            multiplyRows<3>(a + row * k, panel, k, out + row * n + column, n);
            row += 3;
        }
        for (; row < m; ++row)
            multiplyRows<1>(a + row * k, panel, k, out + row * n + column, n);
    }
}

} // namespace soundmask::nn
