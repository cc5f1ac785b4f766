#include "core/base/mask_rle.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <numeric>

namespace soundmask {

namespace {

const std::vector<std::uint32_t> kNoRuns;

/// Sum over the odd runs, the ones that count set pixels.
std::size_t areaOf(const std::vector<std::uint32_t>& runs) {
    std::size_t area = 0;
    for (std::size_t i = 1; i < runs.size(); i += 2) area += runs[i];
    return area;
}

} // namespace

MaskRle::MaskRle(Size size) : m_size(size) {
    m_runs = std::make_shared<const std::vector<std::uint32_t>>(1, static_cast<std::uint32_t>(size.area()));
}

MaskRle MaskRle::fromDense(const Mask& dense) {
    std::vector<std::uint32_t> runs;
    bool current = false;
    const std::uint8_t* begin = dense.values.data();
    const std::uint8_t* const end = begin + dense.values.size();
    for (const std::uint8_t* at = begin; at != end;) {
        // Most of a mask is even: eight pixels at a time.
        std::uint64_t eight = 0;
        if (end - at >= 8) {
            std::memcpy(&eight, at, sizeof eight);
            if (eight == (current ? 0x0101010101010101U : 0U)) {
                at += 8;
                continue;
            }
        }
        if ((*at != 0) != current) {
            runs.push_back(static_cast<std::uint32_t>(at - begin));
            begin = at;
            current = !current;
        }
        ++at;
    }
    runs.push_back(static_cast<std::uint32_t>(end - begin));
    return fromRuns(dense.size, std::move(runs));
}

MaskRle MaskRle::fromRuns(Size size, std::vector<std::uint32_t> runs) {
    const auto sum = std::accumulate(runs.begin(), runs.end(), std::uint64_t{0});
    if (size.isEmpty() || sum != size.area()) return {};
    // Canonical form, so that equal masks have equal runs: no zero run except the first, none at the end.
    std::vector<std::uint32_t> canonical;
    canonical.reserve(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool set = i % 2 == 1;
        const bool expected_set = canonical.size() % 2 == 1;
        if (runs[i] == 0 && !(canonical.empty() && !set)) continue;
        if (set == expected_set) canonical.push_back(runs[i]);
        else if (canonical.empty()) canonical = {0, runs[i]};
        else canonical.back() += runs[i];
    }
    MaskRle mask;
    mask.m_size = size;
    mask.m_area = areaOf(canonical);
    mask.m_runs = std::make_shared<const std::vector<std::uint32_t>>(std::move(canonical));
    return mask;
}

const std::vector<std::uint32_t>& MaskRle::runs() const { return m_runs ? *m_runs : kNoRuns; }

PixelRect MaskRle::bounds() const {
    const auto width = static_cast<std::size_t>(m_size.width);
    std::size_t position = 0;
    int left = m_size.width, right = -1, top = -1, bottom = -1;
    for (std::size_t i = 0; i < runs().size(); ++i) {
        const std::size_t length = runs()[i];
        if (i % 2 == 1 && length > 0) {
            const std::size_t last = position + length - 1;
            const int first_row = static_cast<int>(position / width), last_row = static_cast<int>(last / width);
            if (top < 0) top = first_row;
            bottom = last_row;
            if (first_row == last_row) {
                left = std::min(left, static_cast<int>(position % width));
                right = std::max(right, static_cast<int>(last % width));
            } else {
                // A run over a line end touches both borders.
                left = 0;
                right = m_size.width - 1;
            }
        }
        position += length;
    }
    return right < 0 ? PixelRect{} : PixelRect{left, top, right - left + 1, bottom - top + 1};
}

bool MaskRle::contains(int x, int y) const {
    if (x < 0 || y < 0 || x >= m_size.width || y >= m_size.height) return false;
    std::size_t rest = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size.width) + static_cast<std::size_t>(x);
    for (std::size_t i = 0; i < runs().size(); ++i) {
        if (rest < runs()[i]) return i % 2 == 1;
        rest -= runs()[i];
    }
    return false;
}

Mask MaskRle::toDense() const {
    Mask dense(m_size);
    std::size_t position = 0;
    for (std::size_t i = 0; i < runs().size(); ++i) {
        if (i % 2 == 1) std::fill_n(dense.values.begin() + static_cast<std::ptrdiff_t>(position), runs()[i], std::uint8_t{1});
        position += runs()[i];
    }
    return dense;
}

bool MaskRle::operator==(const MaskRle& other) const {
    return m_size == other.m_size && (m_runs == other.m_runs || runs() == other.runs());
}

MaskRle maskXor(const MaskRle& a, const MaskRle& b) {
    assert(a.size() == b.size());
    // A change of either mask is a change of the XOR: merge the two lists of change positions.
    std::vector<std::uint32_t> runs;
    std::size_t i = 0, j = 0;
    std::uint64_t next_a = a.runs().empty() ? 0 : a.runs()[0], next_b = b.runs().empty() ? 0 : b.runs()[0];
    const std::uint64_t end = a.size().area();
    std::uint64_t position = 0;
    while (position < end) {
        const std::uint64_t next = std::min(next_a, next_b);
        const bool both = next_a == next_b;
        if (!both || next == end) {
            runs.push_back(static_cast<std::uint32_t>(next - position));
            position = next;
        }
        if (next == end) break;
        const bool step_a = next_a == next, step_b = next_b == next;
        if (step_a) next_a += a.runs()[++i];
        if (step_b) next_b += b.runs()[++j];
    }
    return MaskRle::fromRuns(a.size(), std::move(runs));
}

MaskRle resizedNearest(const MaskRle& mask, Size to) {
    if (mask.size() == to || mask.isNull() || to.isEmpty()) return mask;
    const Mask from = mask.toDense();
    Mask out(to);
    for (int y = 0; y < to.height; ++y) {
        const auto sy = static_cast<int>((2 * static_cast<std::int64_t>(y) + 1) * from.size.height / (2 * to.height));
        for (int x = 0; x < to.width; ++x) {
            const auto sx = static_cast<int>((2 * static_cast<std::int64_t>(x) + 1) * from.size.width / (2 * to.width));
            out.at(x, y) = from.at(sx, sy);
        }
    }
    return MaskRle::fromDense(out);
}

} // namespace soundmask
