#include "core/nn/sam/mask_resize.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>

namespace soundmask::nn {

namespace {

/// For each output sample of an axis the two input samples it lies between, and the weight of the second.
struct Between {
    std::vector<std::int32_t> first, second;
    std::vector<float> weight;

    Between(std::int64_t from, std::int64_t full, std::int64_t kept) {
        const float scale = static_cast<float>(from) / static_cast<float>(full);
        for (std::int64_t i = 0; i < kept; ++i) {
            const float place = std::max(0.0f, scale * (static_cast<float>(i) + 0.5f) - 0.5f);
            const auto below = std::min(static_cast<std::int64_t>(place), from - 1);
            first.push_back(static_cast<std::int32_t>(below));
            second.push_back(static_cast<std::int32_t>(std::min(below + 1, from - 1)));
            weight.push_back(place - static_cast<float>(below));
        }
    }
};

} // namespace

at::Tensor resizedBilinear(const at::Tensor& planes, Size full, Size kept) {
    if (!planes.is_cpu() || planes.scalar_type() != at::kFloat) {
        return at::upsample_bilinear2d(planes, {full.height, full.width}, false)
            .slice(2, 0, kept.height)
            .slice(3, 0, kept.width);
    }
    const at::Tensor in = planes.contiguous();
    const auto height = in.size(2), width = in.size(3);
    at::Tensor out = at::empty({in.size(0), in.size(1), kept.height, kept.width}, in.options());
    const Between rows(height, full.height, kept.height), columns(width, full.width, kept.width);
    const float* const from = in.const_data_ptr<float>();
    float* const to = out.mutable_data_ptr<float>();
    constexpr std::int64_t kRowsPerTask = 32;
    at::parallel_for(0, in.size(0) * in.size(1) * kept.height, kRowsPerTask, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> blended(static_cast<std::size_t>(width));
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t plane = task / kept.height;
            const auto y = static_cast<std::size_t>(task % kept.height);
            const float* const upper = from + (plane * height + rows.first[y]) * width;
            const float* const lower = from + (plane * height + rows.second[y]) * width;
            const float weight = rows.weight[y];
            for (std::int64_t x = 0; x < width; ++x)
                blended[static_cast<std::size_t>(x)] = upper[x] * (1.0f - weight) + lower[x] * weight;
            float* const line = to + task * kept.width;
            for (std::size_t x = 0; x < columns.weight.size(); ++x) {
                const float left = blended[static_cast<std::size_t>(columns.first[x])];
                const float right = blended[static_cast<std::size_t>(columns.second[x])];
                line[x] = left * (1.0f - columns.weight[x]) + right * columns.weight[x];
            }
        }
    });
    return out;
}

std::vector<std::uint32_t> runsAboveZero(const at::Tensor& logits) {
    const at::Tensor plain = logits.contiguous();
    const float* const values = plain.const_data_ptr<float>();
    const std::int64_t count = plain.numel();
    // One byte a pixel first: that loop is vector code, and equal pixels are then passed over eight at a time.
    std::vector<std::uint8_t> is_inside(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
        is_inside[static_cast<std::size_t>(i)] = values[i] > 0.0f;

    std::vector<std::uint32_t> runs;
    std::size_t start = 0, at = 0;
    bool inside = false;
    const std::size_t size = is_inside.size();
    while (at < size) {
        const std::uint64_t all_equal = inside ? 0x0101010101010101u : 0u;
        std::uint64_t eight = 0;
        while (at + sizeof eight <= size) {
            std::memcpy(&eight, is_inside.data() + at, sizeof eight);
            if (eight != all_equal) break;
            at += sizeof eight;
        }
        while (at < size && (is_inside[at] != 0) == inside)
            ++at;
        runs.push_back(static_cast<std::uint32_t>(at - start));
        start = at;
        inside = !inside;
    }
    return runs;
}

} // namespace soundmask::nn
