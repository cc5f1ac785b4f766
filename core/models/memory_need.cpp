#include "core/models/memory_need.h"

#include <cstdio>

namespace soundmask {

namespace {

std::string gigabytes(std::uint64_t bytes) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f GB", static_cast<double>(bytes) / 1e9);
    return text;
}

} // namespace

Result<void> requireMemory(const ModelFile& file, const Machine& machine) {
    const std::uint64_t have = machine.free_memory_bytes;
    if (!file.memory_bytes || have == 0 || have >= *file.memory_bytes) return {};
    return fail(ErrorCode::OutOfMemory, file.title,
                "it needs " + gigabytes(*file.memory_bytes) + " of memory and " + gigabytes(have) +
                    " are free; close other programs or use a smaller model");
}

} // namespace soundmask
