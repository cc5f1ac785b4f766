#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>

#include "core/nn/sam/sam_predictor.h"

namespace soundmask::nn {

/// A prompt of a golden case.
struct GoldenPrompt {
    std::string id;
    nlohmann::json description; ///< point_coords, point_labels, box, batched, multimask
    at::Tensor mask_input;      ///< 1 x 1 x S x S or undefined
};

/// Given every output of a case by name: "resized", "input", "tap/...", "image_embedding", "dense_pe", and for each
/// prompt "ID/sparse_embeddings", "ID/dense_embeddings", "ID/iou", "ID/low_res_logits", "ID/logits", "ID/masks".
using GoldenEmit = std::function<void(const std::string& name, const at::Tensor& output)>;

/// Runs the calls of a SAM case: set the picture, then predict each prompt.
void runSamCase(const Sam& sam, const Image& image, const std::vector<GoldenPrompt>& prompts, const GoldenEmit& emit,
                std::stop_token stop);

/// The sizes in a case's "config".
SamConfig samConfigFromJson(const nlohmann::json& config);
/// The sizes of a model the cases name; nothing for one that is not known and has no \p config.
std::optional<SamConfig> samConfigOf(const std::string& model, const nlohmann::json& config);

/// Keeps the network of the last case, for the next one.
class SamShelf {
  public:
    /// With fill weights; \p bias_shift is added to the last biases of the mask hypernetworks.
    const Sam& get(const SamConfig& config, float bias_shift = 0.0f);

  private:
    std::string m_key;
    std::unique_ptr<Sam> m_sam;
};

} // namespace soundmask::nn
