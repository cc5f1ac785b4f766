#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/image.h"
#include "core/base/mask_rle.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/nn/compute.h"

namespace soundmask::nn {

enum class SamVariant { VitB, VitL, VitH, Mobile };

/// Which network to load, from where.
struct SegmenterRequest {
    SamVariant variant = SamVariant::Mobile;
    /// An official weight file (or one with the same keys); nothing for the deterministic test weights, whose masks
    /// mean nothing.
    std::optional<std::filesystem::path> weights;
    Compute compute{};
};

/// What the encoder has seen in one picture. Immutable, shared between threads; 4 MB for the official networks.
class ImageEmbedding {
  public:
    virtual ~ImageEmbedding() = default;
    virtual Size imageSize() const = 0;
    /// channels x height x width floats, for a cache on disk; see PromptableSegmenter::restore.
    virtual std::vector<float> values() const = 0;
    /// Memory held.
    virtual std::size_t bytes() const = 0;
};

/// One prompt, in pixels of the picture. At least one member is set.
struct MaskPrompt {
    struct Point {
        PointF point_in_video;
        bool is_positive = true;
    };
    std::vector<Point> points;
    std::optional<BoxF> box_in_video;
    /// MaskCandidate::low_res_logits of an earlier answer, to refine it; empty for none.
    FloatMap mask_logits;
};

/// One answer to a prompt.
struct MaskCandidate {
    MaskRle mask;               ///< of the picture's size
    double predicted_iou = 0.0; ///< the network's own guess of the quality, about 0..1
    FloatMap low_res_logits;    ///< 256 x 256 for the official networks; above 0 is inside
};

/// Options of the reference's automatic mask generator, with its defaults.
struct AutomaticMaskOptions {
    int points_per_side = 32;
    int points_per_batch = 64;            ///< prompts decoded at once; does not change the result
    double pred_iou_thresh = 0.88;        ///< keep masks above; 0 keeps all
    double stability_score_thresh = 0.95; ///< keep masks at or above; 0 keeps all
    double stability_score_offset = 1.0;  ///< how far the threshold moves for the stability
    double box_nms_thresh = 0.7;
    int crop_n_layers = 0; ///< layer n looks at 4^n crops as well
    double crop_nms_thresh = 0.7;
    double crop_overlap_ratio = 512.0 / 1500.0;
    int crop_n_points_downscale_factor = 1;
    double min_mask_region_area = 0.0; ///< smaller holes and islands are removed; 0 leaves them
};

struct AutomaticMask {
    MaskRle mask;
    PixelRect box; ///< x, y, and differences of the edge pixels: a single pixel has width 0
    double predicted_iou = 0.0;
    double stability_score = 0.0;
    PointF point_in_video; ///< the prompt it came from
    PixelRect crop;        ///< the crop it was found in
};

/// Segment Anything: a picture is looked at once, then prompts are answered fast. Any thread, several at once: no
/// function changes the network or an embedding, so tools and methods share both, and answers do not depend on what
/// else is going on. Each call takes all processors, so two at once take twice the time.
class PromptableSegmenter {
  public:
    virtual ~PromptableSegmenter() = default;

    /// Looks at a picture: seconds. Errors: Cancelled, InvalidValue (too thin a picture), OutOfMemory.
    virtual Result<std::shared_ptr<const ImageEmbedding>> embed(const Image& image, std::stop_token stop) = 0;
    struct HurriedEmbedding {
        std::shared_ptr<const ImageEmbedding> embedding;
        int blocks_left_out = 0;
    };
    /// For self-tests: blocks of the encoder that would begin after \p patience are left out, then the embedding means
    /// nothing. MobileSAM leaves out none. Errors: as embed.
    virtual Result<HurriedEmbedding> embedWithin(std::chrono::milliseconds patience, const Image& image,
                                                 std::stop_token stop) = 0;
    /// The embedding whose values() were stored. Error: ShapeMismatch.
    virtual Result<std::shared_ptr<const ImageEmbedding>> restore(Size image_size, std::span<const float> values) = 0;

    /// Answers prompts, in their order; prompts with the same kinds and number of parts are decoded at once.
    /// \p multimask: three candidates for an ambiguous prompt instead of one. Errors: InvalidValue (an empty prompt),
    /// ShapeMismatch (mask_logits of another size).
    virtual Result<std::vector<std::vector<MaskCandidate>>>
    predict(const ImageEmbedding& embedding, std::span<const MaskPrompt> prompts, bool multimask) = 0;

    /// Masks for everything in the picture, best first. Errors: as embed.
    virtual Result<std::vector<AutomaticMask>> segmentEverything(const Image& image,
                                                                 const AutomaticMaskOptions& options,
                                                                 const ProgressCallback& progress,
                                                                 std::stop_token stop) = 0;
};

} // namespace soundmask::nn
