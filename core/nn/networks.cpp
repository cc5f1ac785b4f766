#include "core/nn/networks.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

namespace soundmask::nn {

namespace {

constexpr const char* kLibrary = "libsoundmask_nn.so";
#define SOUNDMASK_QUOTED(text) #text
#define SOUNDMASK_NAME_OF(macro) SOUNDMASK_QUOTED(macro)
constexpr const char* kEntry = SOUNDMASK_NAME_OF(SOUNDMASK_NETWORKS_ENTRY);

/// Beside the program's folder, as built and as installed; otherwise wherever the system looks.
std::string libraryPath() {
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    const auto beside = program.parent_path().parent_path() / "lib" / kLibrary;
    return !unknown && std::filesystem::exists(beside, unknown) ? beside.string() : kLibrary;
}

Result<Networks*> open() {
    // Deep binding: the program may have loaded another BLAS (OpenCV's picture codecs bring the system's), whose sgemm
    // would otherwise stand in for LibTorch's own: many times slower, and other last digits.
    void* library = dlopen(libraryPath().c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (!library) {
        const char* reason = dlerror();
        return fail(ErrorCode::MissingModel, kLibrary,
                    std::string("the networks cannot be loaded; build with LibTorch or install it (") +
                        (reason ? reason : "no reason given") + ")");
    }
    using Entry = Networks* (*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(library, kEntry));
    if (!entry)
        return fail(ErrorCode::MissingModel, libraryPath(),
                    "this library belongs to another version of the program; build or install both together");
    return entry();
}

} // namespace

Result<Networks*> openNetworks() {
    static const Result<Networks*> networks = open();
    return networks;
}

void prepareProcess() {
    constexpr int kKeepUsersChoice = 0;
    setenv("THP_MEM_ALLOC_ENABLE", "1", kKeepUsersChoice);
    if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;
    // Asleep at once would be kinder still, but the next layer comes in some microseconds, and waking a thread of a
    // virtual machine takes longer than that: a tenth of AudioCLIP's time.
    setenv("GOMP_SPINCOUNT", "5000", kKeepUsersChoice);
    setenv("OMP_WAIT_POLICY", "PASSIVE", kKeepUsersChoice);
}

} // namespace soundmask::nn
