#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nn/audio_visual_encoder.h"
#include "core/nn/checkpoint/state_dict.h"
#include "core/nn/golden/golden.h"
#include "core/nn/promptable_segmenter.h"

namespace soundmask::nn {

/// A network without its weights.
struct NetworkOutline {
    std::vector<WantedTensor> parameters; ///< every tensor of its weight file
    /// Shapes of outputs by name, found by running the forward on LibTorch's `meta` device, where tensors have no
    /// elements: a forward that mixes devices or reads memory fails there.
    std::map<std::string, std::vector<std::int64_t>> outputs;
};

/// What libsoundmask_nn.so offers: the networks, without a LibTorch type in sight. Values go in, values come out.
class Networks {
  public:
    virtual ~Networks() = default;

    /// "LibTorch 2.15.0".
    virtual std::string version() const = 0;

    /// The graphics cards that networks can run on: those CUDA has, where LibTorch's CUDA half is installed. The first
    /// call takes seconds where there are any.
    virtual int cardCount() = 0;

    /// Reads the weights: seconds. Errors: those of openCheckpoint, ShapeMismatch for a file of another network,
    /// OutOfMemory.
    virtual Result<std::unique_ptr<PromptableSegmenter>> loadSegmenter(const SegmenterRequest& request) = 0;
    /// The network whose tensors \p weights holds; no element is read. Errors: those of openCheckpoint, ShapeMismatch.
    virtual Result<SamVariant> findVariant(const std::filesystem::path& weights) = 0;
    /// Reads the weights: a second. Errors as for loadSegmenter.
    virtual Result<std::unique_ptr<AudioVisualEncoder>> loadAudioClip(const AudioClipRequest& request) = 0;
    /// Keys "image_embedding", "masks" (three for one point), "iou".
    virtual Result<NetworkOutline> outlineSegmenter(SamVariant variant) = 0;
    /// AudioCLIP. Keys "F1".."F5" and "image" for two pictures, "sound" for five sounds of 5 s, "text" for three texts.
    virtual Result<NetworkOutline> outlineAudioClip() = 0;

    /// Compares a network with test weights with the numbers of the Python reference that are part of the library: a
    /// second or two. Errors: OutOfMemory, Cancelled.
    virtual Result<GoldenOutcome> testArithmetic(SelfTestFamily family, std::stop_token stop) = 0;
    /// Runs every golden case below \p folder and gives each outcome to \p sink; minutes for the large networks.
    /// Errors: FileNotFound, MissingData (no case there), Cancelled.
    virtual Result<void> runGolden(const std::filesystem::path& folder, const GoldenSink& sink,
                                   std::stop_token stop) = 0;
};

/// Opens the library when it is first asked for (0.3 s, 110 MB) and keeps it open. Call prepareProcess() first. Any
/// thread. Error: MissingModel if the library or LibTorch is not installed, or is another version's.
Result<Networks*> openNetworks();

/// Settings LibTorch reads from the environment before its first allocation: huge pages, which halve the time of the
/// large encoders, and threads that soon sleep while they wait. What the user has set stays. First thing in main(),
/// before any thread is started.
void prepareProcess();

} // namespace soundmask::nn
