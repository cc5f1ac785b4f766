#pragma once

#include <cstdint>

/// Products of small matrices whose right side never changes and is laid out once: the BLAS lays both sides out at each
/// call, which for a few rows takes as long as the product. Compiled for several processors at once and chosen at run
/// time; knows no tensor. Any thread.
namespace soundmask::nn {

constexpr std::int64_t kPanelColumns = 16;

/// \p b: [k, n] -> \p panels: [n / 16, k, 16]. n is a multiple of 16.
void layOutPanels(const float* b, std::int64_t k, std::int64_t n, float* panels);

/// out[m, n] = a[m, k] b[k, n] with b as layOutPanels() has put it, aligned to 32 bytes.
void multiplyPanels(const float* a, const float* panels, float* out, std::int64_t m, std::int64_t n, std::int64_t k);

} // namespace soundmask::nn
