#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace soundmask::test {

/// Critical values of the chi-square distribution at the level 0.001, by degrees of freedom 1..12.
/// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
inline double chiSquareLimit(std::size_t degrees) {
    constexpr double kLimits[] = {10.828, 13.816, 16.266, 18.467, 20.515, 22.458,
                                  24.322, 26.125, 27.877, 29.588, 31.264, 32.910};
    return kLimits[degrees - 1];
}

/// Pearson's chi-square of a 2 x k table: whether two counts come from one distribution. k - 1 degrees of freedom.
inline double chiSquare(std::span<const int> a, std::span<const int> b) {
    double total_a = 0.0;
    double total_b = 0.0;
    for (const int n : a)
        total_a += n;
    for (const int n : b)
        total_b += n;
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double share = (a[i] + b[i]) / (total_a + total_b);
        const double expected_a = total_a * share;
        const double expected_b = total_b * share;
        sum += (a[i] - expected_a) * (a[i] - expected_a) / expected_a;
        sum += (b[i] - expected_b) * (b[i] - expected_b) / expected_b;
    }
    return sum;
}

/// Pearson's chi-square of counts that should all be equal. k - 1 degrees of freedom.
inline double chiSquareUniform(std::span<const int> counts) {
    double total = 0.0;
    for (const int n : counts)
        total += n;
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0.0;
    for (const int n : counts)
        sum += (n - expected) * (n - expected) / expected;
    return sum;
}

/// The Kolmogorov-Smirnov distance of two samples over its critical value at the level 0.001: below 1, the samples may
/// come from one distribution. Source: c(0.001) = sqrt(-ln(0.0005) / 2) = 1.949 (Smirnov 1948).
inline double kolmogorovSmirnov(std::vector<double> a, std::vector<double> b) {
    std::ranges::sort(a);
    std::ranges::sort(b);
    const auto n = static_cast<double>(a.size());
    const auto m = static_cast<double>(b.size());
    double distance = 0.0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const double x = std::min(a[i], b[j]);
        while (i < a.size() && a[i] <= x)
            ++i;
        while (j < b.size() && b[j] <= x)
            ++j;
        distance = std::max(distance, std::abs(static_cast<double>(i) / n - static_cast<double>(j) / m));
    }
    return distance / (1.949 * std::sqrt((n + m) / (n * m)));
}

} // namespace soundmask::test
