#include "core/nn/common/winograd_tiles.h"

#include <algorithm>
#include <limits>

#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

namespace {

/// A value for each of some channels; the compiler makes one or two registers of it.
struct Lanes {
    float values[kChannelsAtOnce];
};

#define SOUNDMASK_INLINE inline __attribute__((always_inline))

SOUNDMASK_INLINE void windowLine(const Lanes* const d[kWindowSide], Lanes* out, std::int64_t step) {
    for (std::int64_t l = 0; l < kChannelsAtOnce; ++l) {
        const float d0 = d[0]->values[l], d1 = d[1]->values[l], d2 = d[2]->values[l], d3 = d[3]->values[l],
                    d4 = d[4]->values[l], d5 = d[5]->values[l];
        const float even = d4 - 4.0f * d2, odd = d3 - 4.0f * d1;
        const float wide = d4 - d2, cross = 2.0f * (d3 - d1);
        out[0 * step].values[l] = 4.0f * d0 - 5.0f * d2 + d4;
        out[1 * step].values[l] = even + odd;
        out[2 * step].values[l] = even - odd;
        out[3 * step].values[l] = wide + cross;
        out[4 * step].values[l] = wide - cross;
        out[5 * step].values[l] = 4.0f * d1 - 5.0f * d3 + d5;
    }
}

SOUNDMASK_INLINE void resultLine(const Lanes* const m[kWindowSide], Lanes* out, std::int64_t step) {
    for (std::int64_t l = 0; l < kChannelsAtOnce; ++l) {
        const float near_sum = m[1]->values[l] + m[2]->values[l], near_difference = m[1]->values[l] - m[2]->values[l];
        const float far_sum = m[3]->values[l] + m[4]->values[l], far_difference = m[3]->values[l] - m[4]->values[l];
        out[0 * step].values[l] = m[0]->values[l] + near_sum + far_sum;
        out[1 * step].values[l] = near_difference + 2.0f * far_difference;
        out[2 * step].values[l] = near_sum + 4.0f * far_sum;
        out[3 * step].values[l] = near_difference + 8.0f * far_difference + m[5]->values[l];
    }
}

/// \p at, or the mean of it, its right neighbour and the two below.
SOUNDMASK_INLINE void writeResult(const Lanes* at, bool pools, float* out) {
    if (!pools) {
        std::copy_n(at->values, kChannelsAtOnce, out);
        return;
    }
    const Lanes* below = at + kTileSide;
    for (std::int64_t l = 0; l < kChannelsAtOnce; ++l)
        out[l] = 0.25f * (at[0].values[l] + at[1].values[l] + below[0].values[l] + below[1].values[l]);
}

} // namespace

SOUNDMASK_FOR_EACH_PROCESSOR
void transformWindows(const float* pixels, const TileGrid& grid, std::int64_t channels, std::int64_t begin,
                      std::int64_t end, float* out, std::int64_t part_stride) {
    const Lanes outside{};
    for (std::int64_t tile = begin; tile < end; ++tile) {
        const std::int64_t picture = tile / grid.tiles(), place = tile % grid.tiles();
        const std::int64_t top = place / grid.columns() * kTileSide - 1, left = place % grid.columns() * kTileSide - 1;
        for (std::int64_t c = 0; c < channels; c += kChannelsAtOnce) {
            Lanes half[kWindowSide][kWindowSide]; // [part of the column][x]
            for (std::int64_t x = 0; x < kWindowSide; ++x) {
                const Lanes* column[kWindowSide];
                for (std::int64_t y = 0; y < kWindowSide; ++y) {
                    const std::int64_t row = top + y, pixel = left + x;
                    const bool inside = row >= 0 && row < grid.height && pixel >= 0 && pixel < grid.width;
                    const std::int64_t at = ((picture * grid.height + row) * grid.width + pixel) * channels + c;
                    column[y] = inside ? reinterpret_cast<const Lanes*>(pixels + at) : &outside;
                }
                windowLine(column, &half[0][x], kWindowSide);
            }
            for (std::int64_t y = 0; y < kWindowSide; ++y) {
                const Lanes* row[kWindowSide];
                for (std::int64_t x = 0; x < kWindowSide; ++x)
                    row[x] = &half[y][x];
                Lanes line[kWindowSide];
                windowLine(row, line, 1);
                for (std::int64_t x = 0; x < kWindowSide; ++x)
                    std::copy_n(line[x].values, kChannelsAtOnce,
                                out + (y * kWindowSide + x) * part_stride + (tile - begin) * channels + c);
            }
        }
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void transformResults(const float* parts, std::int64_t part_stride, const TileGrid& grid, std::int64_t channels,
                      std::int64_t begin, std::int64_t end, const float* bias, ThenDo then, float* pixels) {
    const float least = then == ThenDo::Nothing ? -std::numeric_limits<float>::infinity() : 0.0f;
    const bool pools = then == ThenDo::RectifyAndPool;
    const std::int64_t shrunk = pools ? 2 : 1, height = grid.height / shrunk, width = grid.width / shrunk;
    for (std::int64_t tile = begin; tile < end; ++tile) {
        const std::int64_t picture = tile / grid.tiles(), place = tile % grid.tiles();
        const std::int64_t top = place / grid.columns() * kTileSide, left = place % grid.columns() * kTileSide;
        const std::int64_t bottom = std::min(kTileSide, grid.height - top) / shrunk,
                           right = std::min(kTileSide, grid.width - left) / shrunk;
        for (std::int64_t c = 0; c < channels; c += kChannelsAtOnce) {
            Lanes half[kTileSide][kWindowSide]; // [y][part of the row]
            for (std::int64_t x = 0; x < kWindowSide; ++x) {
                const Lanes* column[kWindowSide];
                for (std::int64_t y = 0; y < kWindowSide; ++y)
                    column[y] = reinterpret_cast<const Lanes*>(parts + (y * kWindowSide + x) * part_stride +
                                                               (tile - begin) * channels + c);
                resultLine(column, &half[0][x], kWindowSide);
            }
            Lanes results[kTileSide][kTileSide];
            for (std::int64_t y = 0; y < kTileSide; ++y) {
                const Lanes* row[kWindowSide];
                for (std::int64_t x = 0; x < kWindowSide; ++x)
                    row[x] = &half[y][x];
                resultLine(row, results[y], 1);
                for (std::int64_t x = 0; x < kTileSide; ++x)
                    for (std::int64_t l = 0; l < kChannelsAtOnce; ++l)
                        results[y][x].values[l] = std::max(results[y][x].values[l] + bias[c + l], least);
            }
            float* out = pixels + ((picture * height + top / shrunk) * width + left / shrunk) * channels + c;
            for (std::int64_t y = 0; y < bottom; ++y)
                for (std::int64_t x = 0; x < right; ++x)
                    writeResult(&results[shrunk * y][shrunk * x], pools, out + (y * width + x) * channels);
        }
    }
}

} // namespace soundmask::nn
