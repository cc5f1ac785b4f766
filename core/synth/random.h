#pragma once

#include <cstddef>
#include <cstdint>

namespace soundmask::synth {

/// What a stream of random numbers decides, so that one decision never shifts another.
enum class Purpose : std::uint64_t { Name = 1, Layout, Placement, Roles, Background, Object, Turns, Noise };

/// Random numbers by counting: number k of a stream is a hash of (key, k). The same on every machine, for any number of
/// threads. The hash is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
class Random {
  public:
    explicit Random(std::uint64_t key)
        : m_key(key) {}
    Random(std::uint64_t seed, std::uint64_t item, Purpose purpose)
        : m_key(hash(hash(hash(seed) + item) + static_cast<std::uint64_t>(purpose))) {}

    static constexpr std::uint64_t hash(std::uint64_t x) {
        x += 0x9E3779B97F4A7C15u;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
        return x ^ (x >> 31);
    }

    std::uint64_t next() { return hash(m_key + m_counter++ * 0x9E3779B97F4A7C15u); }
    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * (1.0 / 9007199254740992.0); }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// In [0, count). \p count is positive.
    int below(int count) { return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32); }
    bool chance(double probability) { return uniform() < probability; }
    template <typename List>
    const auto& pick(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

  private:
    std::uint64_t m_key;
    std::uint64_t m_counter = 0;
};

} // namespace soundmask::synth
