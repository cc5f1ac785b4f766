#include "core/nn/common/matrix_product.h"

/// Column-major: C[m, n] = alpha op(A) op(B) + beta C.
extern "C" void sgemm_(const char* op_a, const char* op_b, const int* m, const int* n, const int* k, const float* alpha,
                       const float* a, const int* a_stride, const float* b, const int* b_stride, const float* beta,
                       float* c, const int* c_stride);

namespace soundmask::nn {

void multiplyTransposed(const float* a, const float* b, float* out, std::int64_t m, std::int64_t n, std::int64_t k) {
    const int rows = static_cast<int>(m), columns = static_cast<int>(n), inner = static_cast<int>(k);
    const float one = 1.0f, zero = 0.0f;
    sgemm_("T", "N", &columns, &rows, &inner, &one, b, &inner, a, &inner, &zero, out, &columns);
}

void multiplyAdd(const float* a, const float* b, float* out, std::int64_t m, std::int64_t n, std::int64_t k) {
    const int rows = static_cast<int>(m), columns = static_cast<int>(n), inner = static_cast<int>(k);
    const float one = 1.0f;
    sgemm_("N", "N", &columns, &rows, &inner, &one, b, &columns, a, &inner, &one, out, &columns);
}

} // namespace soundmask::nn
