// libFuzzer target: no input may crash the checkpoint reader, nor make it read outside the input. Build with
// -DSOUNDMASK_FUZZ=ON and clang; seeds come from make_checkpoint_seeds.
#include <cstddef>
#include <cstdint>

#include "core/nn/checkpoint/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace soundmask::nn;
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto checkpoint = openCheckpoint(FileBytes::own({bytes, bytes + size}), "fuzz");
    if (!checkpoint) {
        if (checkpoint.error().subject != "fuzz" || checkpoint.error().reason.empty()) __builtin_trap();
        return 0;
    }
    for (const auto& key : checkpoint->tensors.keys()) {
        const TensorView& tensor = *checkpoint->tensors.find(key);
        if (contiguousBytes(tensor).size() != static_cast<std::size_t>(tensor.count()) * sizeOf(tensor.dtype)) {
            __builtin_trap();
        }
        const bool is_complex = tensor.dtype == DType::Complex64 || tensor.dtype == DType::Complex128;
        if (toFloat32(tensor).has_value() == is_complex) __builtin_trap();
    }
    return 0;
}
