#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/frame.h"
#include "core/engine/job_queue.h"
#include "core/engine/prediction_job.h"
#include "core/models/embedding_cache.h"
#include "core/models/network_shelf.h"

namespace soundmask {

/// Loads the network of a weight file or of test weights, as NetworkShelf::segmenter does; called on the worker's
/// thread.
using SegmenterLoader = std::function<Result<ShelvedSegmenter>(const std::filesystem::path& weights)>;

/// A prompt for one frame.
struct MaskQuestion {
    std::uint64_t id = 0;
    FrameIndex frame = 0;
    nn::MaskPrompt prompt;
};

struct MaskAnswer {
    std::uint64_t id = 0; ///< of the question
    FrameIndex frame = 0;
    std::vector<nn::MaskCandidate> candidates; ///< three, the best predicted IoU first
    double decoding_s = 0.0;
};

/// A frame that can be asked about now.
struct EncodedFrame {
    FrameIndex frame = 0;
    double encoding_s = 0.0; ///< without loading the network and decoding the video
    bool from_cache = false;
    std::string library;
};

/// Where answers go. Called by the workers' threads, two at most at a time; must return at once.
struct SegmentationEvents {
    std::function<void()> on_loading;
    /// The network cannot be had; nothing is tried again until setNetwork.
    std::function<void(const Error&)> on_unavailable;
    std::function<void(FrameIndex)> on_encoding;
    /// Answers about the frame may come before.
    std::function<void(const EncodedFrame&)> on_encoded;
    /// The encoder has nothing left to do, or nothing of it is wanted any more.
    std::function<void()> on_idle;
    /// This frame cannot be encoded, or a question not be answered.
    std::function<void(FrameIndex, const Error&)> on_failed;
    std::function<void(const MaskAnswer&)> on_answer;
};

/// Segments one clip by prompts: encodes the frames that are wanted, one after the other in the worker, and answers
/// questions about them by the decoder alone, also while the next frame is being encoded. Functions may be called from
/// any thread and return at once.
class SegmentationSession {
  public:
    SegmentationSession(JobQueue& queue, std::shared_ptr<EmbeddingCache> cache, SegmenterLoader load,
                        SegmentationEvents events);
    /// Stops what runs and waits for it; no event arrives afterwards. Not from an event.
    ~SegmentationSession();
    SegmentationSession(const SegmentationSession&) = delete;
    SegmentationSession& operator=(const SegmentationSession&) = delete;

    /// The weights of the network that answers, a file or kTestWeights; nothing for none. It is loaded when the first
    /// frame is wanted.
    void setNetwork(std::optional<std::filesystem::path> weights);
    /// Another clip, or none (empty): forgets frames, wishes and questions.
    void setClip(SourceFactory open_source);
    /// What is to be encoded: \p visible first (null for nothing), then \p ahead in its order. A frame that is being
    /// encoded is given up unless it is the most wanted one that is left.
    void want(FramePtr visible, std::vector<FrameIndex> ahead);
    /// Asks; an older question that is not answered yet is dropped. Waits until the frame is encoded.
    void ask(MaskQuestion question);
    /// Drops the question that is not answered yet.
    void forgetQuestion();
    bool isEncoded(FrameIndex frame) const;
    std::vector<FrameIndex> encodedFrames() const;

    using EverythingWork = std::function<Result<std::vector<nn::AutomaticMask>>(
        const Image& image, const nn::AutomaticMaskOptions& options, const ProgressCallback& progress,
        std::stop_token stop)>;
    /// Makes masks for everything in a picture. For a job of the device "cpu": loads the network if need be; may
    /// outlive the session. Errors: those of the loader and of PromptableSegmenter::segmentEverything, MissingModel
    /// without a network.
    EverythingWork everythingWork() const;

  private:
    /// Outlives the session as long as one of its jobs waits in the queue.
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace soundmask
