#pragma once

#include <map>
#include <optional>
#include <set>

#include "core/methods/request_checks.h"
#include "core/models/network_shelf.h"

namespace soundmask {

/// A key frame and what the networks are given of it.
struct SeenFrame {
    KeyFrame key_frame;
    FramePtr frame;       ///< as displayed
    Image squashed;       ///< 224 x 224, as the data set's pictures are
    nn::UnitVector sound; ///< of its second, where the method listens
    FloatMap similarity;  ///< of the sound with 7 x 7 places, where the method compares them
};

/// How the sound of a second is given to AudioCLIP.
enum class SoundFrontEnd {
    Tiled44k,     ///< 44.1 kHz, five times in a row (Point-Prompt)
    Quantised48k, ///< 48 kHz, rounded to 16 bits (No-Prompt as published)
};

/// What such a run says of itself while it works; the window translates it.
namespace zero_shot_step {
inline constexpr const char* kLoad = "Loading the networks";
inline constexpr const char* kListen = "Listening to the sound";
inline constexpr const char* kCompare = "Comparing sound and pictures";
inline constexpr const char* kSegment = "Asking Segment Anything";
} // namespace zero_shot_step

/// One prediction of a method that asks Segment Anything, and AudioCLIP where it listens, a few key frames at a time.
/// What such methods share: reading pictures and sounds, the two geometries, prompts, candidates, provenance, warnings.
class ZeroShotRun {
  public:
    /// The parameters every such method has, before its own.
    static std::vector<ParameterInfo> parametersWith(std::vector<ParameterInfo> own);

    ZeroShotRun(const MethodInfo& info, const InferenceRequest& request, const ResolvedOptions& options,
                FrameSource& source, const PredictionSink& sink, std::stop_token stop);
    virtual ~ZeroShotRun() = default;

    /// Errors: those of the source and of the networks, Cancelled.
    Result<Prediction> predict();

  protected:
    /// Called before answer() with a few frames at once, so that networks work on batches.
    virtual Result<void> prepare(std::vector<SeenFrame>& batch) = 0;
    /// Fills in what was found in \p seen; \p frame has its key frame and a blank mask.
    virtual Result<void> answer(const SeenFrame& seen, FramePrediction& frame) = 0;

    /// Whether the picture is squashed for Segment Anything, too, and other oddities of the published code are kept.
    bool isPublished() const { return m_is_published; }
    const ResolvedOptions& options() const { return m_options; }
    std::optional<DatasetLayout> layout() const { return m_request.layout; }
    const std::stop_token& stop() const { return m_stop; }
    const FrameSource& source() const { return m_source; }
    const ShelvedSegmenter& segmenter() const { return m_segmenter; }
    const ShelvedEncoder& encoder() const { return m_encoder; }
    Provenance& provenance() { return m_prediction.provenance; }
    /// The user's prompts for \p frame, in video pixels; null without.
    const PromptSet* userPrompts(FrameIndex frame) const;
    /// What Segment Anything looks at.
    const Image& segmentedPicture(const SeenFrame& seen) const;

    /// Fills in SeenFrame::sound. \p result: what says nothing where the sound is silent, for the warning.
    Result<void> listen(std::vector<SeenFrame>& batch, SoundFrontEnd front_end, const char* result);
    /// Fills in SeenFrame::similarity, after listen().
    Result<void> compare(std::vector<SeenFrame>& batch, nn::PlaceAttention attention);
    /// Asks once for all points and once for each box, and takes of each answer the mask with the highest predicted
    /// quality, all of them together. \p prompts: in pixels of \p from. Fills in prompts, candidates, mask, score.
    Result<void> segment(const SeenFrame& seen, const PromptSet& prompts, Size from, bool multimask,
                         FramePrediction& frame);
    /// A mask of segmentedPicture()'s size as one of the video's.
    MaskRle inVideo(const MaskRle& mask) const { return mask.size() == m_video ? mask : resizedNearest(mask, m_video); }
    /// Counts a frame for the warning \p code; \p what goes on after "N of M key frames".
    void count(const char* code, const char* what);
    /// \p step: one of zero_shot_step; \p share_of_frame: 0..1 of the frame at hand.
    void reportStep(const char* step, double share_of_frame = 0.0);

  private:
    Result<void> loadNetworks();
    Result<std::vector<SeenFrame>> read(std::span<const KeyFrame> key_frames);
    Result<std::vector<float>> soundOf(int second, SoundFrontEnd front_end);
    void deliver(FramePrediction frame);
    FramePrediction blankFrame(const KeyFrame& key_frame) const;
    bool hasTestWeights() const;
    void addWarnings();

    const MethodInfo& m_info;
    const InferenceRequest& m_request;
    const ResolvedOptions& m_options;
    FrameSource& m_source;
    const PredictionSink& m_sink;
    const std::stop_token m_stop;
    const Size m_video;
    const bool m_is_published;
    std::vector<KeyFrame> m_key_frames;
    ShelvedSegmenter m_segmenter;
    ShelvedEncoder m_encoder; ///< null where the method does not listen
    std::map<std::string, std::pair<std::size_t, const char*>> m_counted;
    std::set<int> m_silent_seconds;
    const char* m_heard_result = nullptr; ///< see listen()
    Prediction m_prediction;
};

} // namespace soundmask
