#pragma once

#include "core/nn/audioclip/modified_resnet.h"
#include "core/nn/golden/set_case.h"

namespace soundmask::nn {

inline PoolAttention attentionOf(bool is_surgery) {
    return is_surgery ? PoolAttention::ValueValue : PoolAttention::QueryKey;
}

/// Where a set keeps CLIP's vocabulary.
inline constexpr const char* kVocabulary = "inputs/bpe_simple_vocab_16e6.txt.gz";

/// The reader of a case of golden/aclp that shows AudioCLIP in other circumstances than those it runs in here: pictures
/// and tracks before they reach it, other rounding, other weights, noise. Empty if it is not one of those.
using VariantRunner = std::function<void(SetCase&, GoldenRun&)>;
VariantRunner findVariantRunner(const nlohmann::json& entry);

} // namespace soundmask::nn
