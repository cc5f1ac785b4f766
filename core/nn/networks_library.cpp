#include <torch/csrc/api/include/torch/version.h>

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <new>

#include "core/nn/golden/runner.h"
#include "core/nn/networks.h"

namespace soundmask::nn {

namespace {

/// Runs \p body as every entry of the library runs: without gradients, and with exceptions turned into errors.
template <typename Body>
auto atBoundary(const std::string& subject, const Body& body) -> decltype(body()) {
    try {
        const c10::InferenceMode inference;
        return body();
    } catch (const Cancelled&) {
        return fail(ErrorCode::Cancelled, subject, "stopped");
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, subject,
                    "not enough memory; close other programs or use a smaller network");
    } catch (const std::invalid_argument& wrong) {
        return fail(ErrorCode::InvalidValue, subject, wrong.what());
    } catch (const c10::Error& unexpected) {
        return fail(ErrorCode::Internal, subject, unexpected.what_without_backtrace());
    } catch (const std::exception& unexpected) {
        return fail(ErrorCode::Internal, subject, unexpected.what());
    }
}

class LoadedNetworks final : public Networks {
  public:
    std::string version() const override { return std::string("LibTorch ") + TORCH_VERSION; }

    Result<void> runGolden(const std::filesystem::path& folder, const GoldenSink& sink, std::stop_token stop) override {
        return atBoundary(folder.string(), [&] {
            GoldenRun run{sink, stop};
            return runGoldenFolder(folder, run);
        });
    }
};

} // namespace

} // namespace soundmask::nn

/// The only symbol of the library. The object lives as long as the process.
extern "C" __attribute__((visibility("default"))) soundmask::nn::Networks* soundmaskNetworks() {
    static soundmask::nn::LoadedNetworks networks;
    return &networks;
}
