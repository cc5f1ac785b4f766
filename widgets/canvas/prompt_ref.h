#pragma once

namespace soundmask {

/// A prompt of the shown set.
struct PromptRef {
    enum class Kind { None, Point, Box };
    Kind kind = Kind::None;
    int index = -1;

    bool isValid() const { return kind != Kind::None; }
    bool operator==(const PromptRef&) const = default;
};

} // namespace soundmask
