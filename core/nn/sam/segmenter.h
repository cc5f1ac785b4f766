#pragma once

#include "core/nn/promptable_segmenter.h"
#include "core/nn/sam/sam_predictor.h"

namespace soundmask::nn {

/// The sizes of \p variant.
SamConfig samConfig(SamVariant variant);

/// The network a weight file is for. Errors: those of openCheckpoint, ShapeMismatch.
Result<SamVariant> samVariantOf(const std::filesystem::path& weights);

/// PromptableSegmenter over LibTorch. Functions throw what the library's boundary turns into errors.
class SamSegmenter final : public PromptableSegmenter {
  public:
    /// Errors: those of openCheckpoint, ShapeMismatch for a file of another network.
    static Result<std::unique_ptr<SamSegmenter>> load(const SegmenterRequest& request);

    Result<std::shared_ptr<const ImageEmbedding>> embed(const Image& image, std::stop_token stop) override;
    Result<HurriedEmbedding> embedWithin(std::chrono::milliseconds patience, const Image& image,
                                         std::stop_token stop) override;
    Result<std::shared_ptr<const ImageEmbedding>> restore(Size image_size, std::span<const float> values) override;
    Result<std::vector<std::vector<MaskCandidate>>>
    predict(const ImageEmbedding& embedding, std::span<const MaskPrompt> prompts, bool multimask) override;
    Result<std::vector<AutomaticMask>> segmentEverything(const Image& image, const AutomaticMaskOptions& options,
                                                         const ProgressCallback& progress,
                                                         std::stop_token stop) override;

  private:
    SamSegmenter(std::unique_ptr<const Sam> sam, const Compute& compute)
        : m_compute(compute)
        , m_sam(std::move(sam))
        , m_predictor(*m_sam) {}

    std::shared_ptr<const ImageEmbedding> embedded(const Image& image, const ForwardWatch& watch) const;

    Compute m_compute;
    std::unique_ptr<const Sam> m_sam;
    SamPredictor m_predictor;
};

} // namespace soundmask::nn
