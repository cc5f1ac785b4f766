#include "core/nn/common/graphics_card.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <dlfcn.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDriver = "/proc/driver/nvidia/version";
constexpr const char* kCudaHalf = "libtorch_cuda.so";

/// The folder of the LibTorch that this process uses.
fs::path libraryFolder() {
    Dl_info info{};
    const auto* const known = reinterpret_cast<const void*>(&at::globalContext);
    return dladdr(known, &info) != 0 && info.dli_fname ? fs::path(info.dli_fname).parent_path() : fs::path();
}

int countCards() {
    std::error_code unknown;
    const fs::path library = libraryFolder() / kCudaHalf;
    if (!fs::exists(kDriver, unknown) || !fs::exists(library, unknown)) return 0;
    // Its operations register themselves with the half that is there. Nothing may ask that one for CUDA before.
    if (!dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL)) return 0;
    return at::hasCUDA() ? static_cast<int>(at::detail::getCUDAHooks().deviceCount()) : 0;
}

} // namespace

int cardCount() {
    static const int count = countCards();
    return count;
}

at::Device deviceOf(const Compute& compute) {
    if (compute.isProcessor()) return at::kCPU;
    if (compute.card < 0 || compute.card >= cardCount())
        throw std::invalid_argument("graphics card " + std::to_string(compute.card) + " cannot be computed on");
    return {at::kCUDA, static_cast<at::DeviceIndex>(compute.card)};
}

ComputeScope::ComputeScope(const Compute& compute)
    : m_is_mixed(!compute.isProcessor() && compute.precision != Precision::Fp32) {
    if (!m_is_mixed) return;
    at::autocast::set_autocast_dtype(at::kCUDA, compute.precision == Precision::Fp16 ? at::kHalf : at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCUDA, true);
}

ComputeScope::~ComputeScope() {
    if (!m_is_mixed) return;
    at::autocast::set_autocast_enabled(at::kCUDA, false);
    at::autocast::clear_cache();
}

} // namespace soundmask::nn
