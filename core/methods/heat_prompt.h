#pragma once

#include <set>
#include <string_view>

#include "core/methods/zero_shot_method.h"

namespace soundmask {

/// `point-prompt` and `heatmap-box`: AudioCLIP compares the sound of a second with 7 x 7 places of its picture, the
/// differences become a heat map of 224 x 224, points or boxes mined from it ask Segment Anything. Where the user has
/// set prompts on a frame, these are asked instead. Source: Sam4AVS at e8939a0, test_point_prompt.py and
/// test_heatmap_prompt_box.py, as described in spec-zero-shot 2.5, 3 and 6.6.
///
/// A map without any difference is zeros; its frame has the warning flat-heat-map, and a mask only where the published
/// code would make one. Warnings also: silence (see kSilentPeak), no-hot-region, pictures-unreadable, test-weights. The
/// score is the quality that Segment Anything predicts for its mask.
class HeatPromptMethod final : public ZeroShotMethod {
  public:
    static const MethodInfo& pointPromptInfo();
    static const MethodInfo& heatMapBoxInfo();

    /// Parameters of \p method another value of which costs the mask decoder only on a picture that was just looked at:
    /// similarity and embedding are still known (NetworkShelf). None for other methods.
    static std::set<std::string> liveParameters(std::string_view method);

    /// \p info is one of the two above.
    explicit HeatPromptMethod(const MethodInfo& info)
        : m_info(info) {}

    const MethodInfo& info() const override { return m_info; }

  private:
    std::unique_ptr<ZeroShotRun> begin(const InferenceRequest& request, const ResolvedOptions& options,
                                       FrameSource& source, const PredictionSink& sink,
                                       std::stop_token stop) const override;

    const MethodInfo& m_info;
};

} // namespace soundmask
