#include "core/nn/sam/enlarged_mask.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

namespace {

SOUNDMASK_FOR_EACH_PROCESSOR
void stretchLine(const float* line, const LinePlaces& places, float* out) {
    const std::int32_t* const first = places.first.data();
    const std::int32_t* const second = places.second.data();
    const float* const weight = places.weight.data();
    const auto count = static_cast<std::int64_t>(places.weight.size());
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        out[i] = line[first[i]] * (1.0f - weight[i]) + line[second[i]] * weight[i];
}

SOUNDMASK_FOR_EACH_PROCESSOR
void blendLines(const float* upper, const float* lower, float weight, std::int64_t count, float* out) {
    const float rest = 1.0f - weight;
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        out[i] = upper[i] * rest + lower[i] * weight;
}

SOUNDMASK_FOR_EACH_PROCESSOR
void markAboveZero(const float* values, std::int64_t count, std::uint8_t* is_above) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i)
        is_above[i] = values[i] > 0.0f ? 1 : 0;
}

/// Runs that grow pixel by pixel.
class RunCounter {
  public:
    void add(const std::vector<std::uint8_t>& is_inside) {
        std::size_t start = 0, at = 0;
        const std::size_t size = is_inside.size();
        while (at < size) {
            // Equal pixels are passed over eight at a time.
            const std::uint64_t all_equal = m_inside ? 0x0101010101010101u : 0u;
            std::uint64_t eight = 0;
            while (at + sizeof eight <= size) {
                std::memcpy(&eight, is_inside.data() + at, sizeof eight);
                if (eight != all_equal) break;
                at += sizeof eight;
            }
            while (at < size && (is_inside[at] != 0) == m_inside)
                ++at;
            m_open += static_cast<std::uint32_t>(at - start);
            start = at;
            if (at == size) break;
            m_runs.push_back(std::exchange(m_open, 0));
            m_inside = !m_inside;
        }
    }
    std::vector<std::uint32_t> runs() && {
        m_runs.push_back(m_open);
        return std::move(m_runs);
    }

  private:
    std::vector<std::uint32_t> m_runs;
    std::uint32_t m_open = 0; ///< length of the run that has not ended
    bool m_inside = false;
};

} // namespace

LinePlaces::LinePlaces(int from, int full, int kept) {
    const float scale = static_cast<float>(from) / static_cast<float>(full);
    for (int i = 0; i < kept; ++i) {
        const float place = std::max(0.0f, scale * (static_cast<float>(i) + 0.5f) - 0.5f);
        const int below = std::min(static_cast<int>(place), from - 1);
        first.push_back(below);
        second.push_back(std::min(below + 1, from - 1));
        weight.push_back(place - static_cast<float>(below));
    }
}

MaskScaling::MaskScaling(const MaskSizes& sizes)
    : logits(sizes.logits)
    , image(sizes.image)
    , square_rows(sizes.logits.height, sizes.side, sizes.resized.height)
    , square_columns(sizes.logits.width, sizes.side, sizes.resized.width)
    , image_rows(sizes.resized.height, sizes.image.height, sizes.image.height)
    , image_columns(sizes.resized.width, sizes.image.width, sizes.image.width) {}

EnlargedMask::EnlargedMask(const float* logits, const MaskScaling& scaling)
    : m_logits(logits)
    , m_scaling(scaling)
    , m_stretched(scaling.square_columns.weight.size())
    , m_square(scaling.image_columns.weight.size())
    , m_blended(scaling.square_columns.weight.size())
    , m_row(scaling.image_columns.weight.size()) {}

template <typename Make>
const float* EnlargedMask::Pair::row(int y, const Make& make) {
    if (m_rows[m_last].y != y) {
        m_last = 1 - m_last;
        Row& other = m_rows[m_last];
        if (other.y != y) {
            other.y = y;
            make(other.values.data());
        }
    }
    return m_rows[m_last].values.data();
}

const float* EnlargedMask::squareRow(int y) {
    return m_square.row(y, [&](float* to) {
        const auto stretched = [&](int logits_row) {
            return m_stretched.row(logits_row, [&](float* line) {
                const std::int64_t offset = static_cast<std::int64_t>(logits_row) * m_scaling.logits.width;
                stretchLine(m_logits + offset, m_scaling.square_columns, line);
            });
        };
        const auto at = static_cast<std::size_t>(y);
        const float* const upper = stretched(m_scaling.square_rows.first[at]);
        const float* const lower = stretched(m_scaling.square_rows.second[at]);
        blendLines(upper, lower, m_scaling.square_rows.weight[at], static_cast<std::int64_t>(m_blended.size()),
                   m_blended.data());
        stretchLine(m_blended.data(), m_scaling.image_columns, to);
    });
}

const float* EnlargedMask::row(int y) {
    const auto at = static_cast<std::size_t>(y);
    const float* const upper = squareRow(m_scaling.image_rows.first[at]);
    const float* const lower = squareRow(m_scaling.image_rows.second[at]);
    blendLines(upper, lower, m_scaling.image_rows.weight[at], static_cast<std::int64_t>(m_row.size()), m_row.data());
    return m_row.data();
}

std::vector<std::uint32_t> EnlargedMask::runs(int begin, int end) {
    std::vector<std::uint8_t> is_inside(m_row.size());
    RunCounter counter;
    for (int y = begin; y < end; ++y) {
        markAboveZero(row(y), static_cast<std::int64_t>(is_inside.size()), is_inside.data());
        counter.add(is_inside);
    }
    return std::move(counter).runs();
}

void appendRuns(std::vector<std::uint32_t>& runs, const std::vector<std::uint32_t>& following) {
    auto next = following.begin();
    if (runs.size() % 2 == 1) runs.back() += *next++; // both are outside
    runs.insert(runs.end(), next, following.end());
}

} // namespace soundmask::nn
