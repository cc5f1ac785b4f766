#pragma once

#include <cstdint>
#include <vector>

#include "core/synth/scene.h"

namespace soundmask::test {

inline constexpr std::uint64_t kSeed = 11;

/// The first \p count scenes of kSeed.
inline std::vector<synth::Scene> describeScenes(DatasetLayout layout, std::uint64_t count) {
    std::vector<synth::Scene> scenes;
    for (std::uint64_t i = 0; i < count; ++i)
        scenes.push_back(synth::describeScene(kSeed, i, layout));
    return scenes;
}

} // namespace soundmask::test
