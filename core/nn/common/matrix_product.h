#pragma once

#include <cstdint>

/// Matrix products of the BLAS inside LibTorch on plain memory, for tiles that are too small to pay for a tensor
/// operation. All matrices are row-major and without gaps. Any thread.
namespace soundmask::nn {

/// out[m, n] = a[m, k] b[n, k]^T.
void multiplyTransposed(const float* a, const float* b, float* out, std::int64_t m, std::int64_t n, std::int64_t k);

/// out[m, n] += a[m, k] b[k, n].
void multiplyAdd(const float* a, const float* b, float* out, std::int64_t m, std::int64_t n, std::int64_t k);

} // namespace soundmask::nn
