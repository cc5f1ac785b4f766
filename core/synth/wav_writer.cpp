#include "core/synth/wav_writer.h"

#include <string>

#include "core/base/atomic_file.h"

namespace soundmask::synth {

namespace {

/// Appends the lowest \p bytes bytes of \p value, the least significant first.
void append(std::string& text, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>((value >> (8 * i)) & 0xFFu);
}

} // namespace

Result<void> writeWav(const std::filesystem::path& path, std::span<const std::int16_t> samples, int rate_hz) {
    constexpr std::uint32_t kSampleBytes = 2;
    const auto data_bytes = static_cast<std::uint32_t>(samples.size()) * kSampleBytes;
    const auto rate = static_cast<std::uint32_t>(rate_hz);
    std::string file = "RIFF";
    append(file, 36 + data_bytes, 4);
    file += "WAVEfmt ";
    append(file, 16, 4); // size of the format chunk
    append(file, 1, 2);  // PCM
    append(file, 1, 2);  // channels
    append(file, rate, 4);
    append(file, rate * kSampleBytes, 4);
    append(file, kSampleBytes, 2);
    append(file, 8 * kSampleBytes, 2);
    file += "data";
    append(file, data_bytes, 4);
    for (const std::int16_t sample : samples)
        append(file, static_cast<std::uint16_t>(sample), 2);
    return writeFileAtomically(path, file);
}

} // namespace soundmask::synth
