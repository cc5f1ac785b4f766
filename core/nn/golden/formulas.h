#pragma once

#include <cstdint>
#include <vector>

#include "core/base/image.h"

/// Inputs of golden cases made by exact integer arithmetic, so that no picture has to be stored.
/// Source: golden/fixtures/README.md, section 2.
namespace soundmask::nn::formula {

/// Pseudo-random numbers by position: any of them without those before it.
class Stream {
  public:
    enum Tag : std::uint64_t { ImageTag = 1, AudioTag, MaskTag, FieldTag, UniformTag };

    Stream(std::uint64_t seed, Tag tag)
        : m_key(seed * 0xD1342543DE82EF95u + tag) {}
    std::uint64_t operator()(std::uint64_t position) const;
    std::int64_t below(std::uint64_t position, std::int64_t bound) const {
        return static_cast<std::int64_t>((*this)(position) % static_cast<std::uint64_t>(bound));
    }

  private:
    std::uint64_t m_key;
};

/// A colour gradient with shapes, stripes and noise.
Image image(Size size, std::uint64_t seed);
/// Peaks on a ramp with noise, as logits in [-4, 4) and as heat in [0, 1).
FloatMap logit(Size size, std::uint64_t seed);
FloatMap heat(Size size, std::uint64_t seed);
/// Peaks and valleys without noise, in [0, 1).
FloatMap relief(Size size, std::uint64_t seed);
/// The noisy peaks in eight levels, 0..7/8: many equal values.
FloatMap terraces(Size size, std::uint64_t seed);
/// A disc or rectangle, minus a smaller disc.
Mask mask(Size size, std::uint64_t seed);
/// Triangles and sawtooths that come and go, with bursts of noise.
std::vector<std::int16_t> audio(std::int64_t count, std::int64_t rate_hz, std::uint64_t seed);

} // namespace soundmask::nn::formula
