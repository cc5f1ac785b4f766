#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/result.h"

namespace soundmask::synth {

/// Writes mono 16-bit PCM as a WAV file, atomically; the same samples give the same bytes. Error: WriteFailed.
Result<void> writeWav(const std::filesystem::path& path, std::span<const std::int16_t> samples, int rate_hz);

} // namespace soundmask::synth
