#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace soundmask {

/// An integer that names one kind of thing; ids of different kinds do not mix. 0 means "none".
template <typename Tag>
struct Id {
    std::int64_t value = 0;

    constexpr bool isValid() const { return value != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using ClipId = Id<struct ClipTag>;
using TrackId = Id<struct TrackTag>;
using LayerId = Id<struct LayerTag>;
using PredictionId = Id<struct PredictionTag>;
using JobId = Id<struct JobTag>;

} // namespace soundmask

template <typename Tag>
struct std::hash<soundmask::Id<Tag>> {
    std::size_t operator()(const soundmask::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
