#include <torch/csrc/api/include/torch/version.h>

#include "core/nn/audioclip/audioclip_encoder.h"
#include "core/nn/common/boundary.h"
#include "core/nn/common/graphics_card.h"
#include "core/nn/golden/runner.h"
#include "core/nn/golden/self_test.h"
#include "core/nn/networks.h"
#include "core/nn/sam/segmenter.h"

namespace soundmask::nn {

namespace {

class LoadedNetworks final : public Networks {
  public:
    std::string version() const override { return std::string("LibTorch ") + TORCH_VERSION; }

    int cardCount() override { return nn::cardCount(); }

    Result<std::unique_ptr<PromptableSegmenter>> loadSegmenter(const SegmenterRequest& request) override {
        const std::string subject = request.weights ? request.weights->string() : "test weights";
        return atBoundary(subject, [&]() -> Result<std::unique_ptr<PromptableSegmenter>> {
            auto loaded = SamSegmenter::load(request);
            if (!loaded) return fail(loaded.error());
            return std::move(*loaded);
        });
    }

    Result<SamVariant> findVariant(const std::filesystem::path& weights) override {
        return atBoundary(weights.string(), [&] { return samVariantOf(weights); });
    }

    Result<NetworkOutline> outlineSegmenter(SamVariant variant) override {
        return atBoundary("outline", [&]() -> Result<NetworkOutline> {
            OutlineParameters outline;
            const Sam sam(Scope(outline), samConfig(variant));
            return NetworkOutline{outline.wanted(), outlineForward(sam)};
        });
    }

    Result<std::unique_ptr<AudioVisualEncoder>> loadAudioClip(const AudioClipRequest& request) override {
        const std::string subject = request.weights ? request.weights->string() : "test weights";
        return atBoundary(subject, [&] { return AudioClipEncoder::load(request); });
    }

    Result<NetworkOutline> outlineAudioClip() override {
        return atBoundary("outline", [&]() -> Result<NetworkOutline> {
            OutlineParameters outline;
            const AudioClip network(Scope(outline), AudioClipConfig{});
            return NetworkOutline{outline.wanted(), outlineForward(network)};
        });
    }

    Result<GoldenOutcome> testArithmetic(SelfTestFamily family, std::stop_token stop) override {
        return atBoundary("self-test", [&]() -> Result<GoldenOutcome> { return runSelfTest(family, stop); });
    }

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
extern "C" __attribute__((visibility("default"))) soundmask::nn::Networks* SOUNDMASK_NETWORKS_ENTRY() {
    static soundmask::nn::LoadedNetworks networks;
    return &networks;
}
