#pragma once

#include <random>

#include "core/project/edit.h"

namespace soundmask::test {

/// Makes random edits that fit a project: every kind of change, alone and several in one edit. The same seed and the
/// same project give the same edit.
class RandomEdits {
  public:
    explicit RandomEdits(std::uint64_t seed)
        : m_random(seed) {}

    /// An edit of one to three changes that `apply` accepts on \p project.
    Edit next(const Project& project);
    /// A number from 0 to \p end - 1.
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }

  private:
    Change change(const Project& project);
    Change layerChange(const ClipRecord& record, const MaskLayer& layer, std::size_t position);
    Clip clip(ClipId id);
    MaskLayer layer(LayerId id, Size size);
    PromptSet prompts();
    MaskRle mask(Size size);

    std::mt19937_64 m_random;
};

} // namespace soundmask::test
