#pragma once

#include <cmath>
#include <cstdlib>
#include <doctest/doctest.h>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask::test {

/// The value or a failed test that shows the error.
template <typename T>
T take(Result<T> result) {
    if (!result) FAIL(result.error().toString());
    return std::move(*result);
}

/// Mean over pixels and channels of the absolute difference; pictures of different size are infinitely far apart.
inline double meanDifference(const Image& a, const Image& b) {
    if (a.size() != b.size()) return INFINITY;
    double sum = 0.0;
    for (std::size_t i = 0; i < a.bytes(); ++i)
        sum += std::abs(a.data()[i] - b.data()[i]);
    return sum / static_cast<double>(a.bytes());
}

} // namespace soundmask::test
