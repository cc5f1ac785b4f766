#include "core/nn/common/fill_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

// Every float operation below rounds once; the compiler must not fuse them (-ffp-contract=off, set for all targets).

namespace soundmask::nn {

namespace {

/// The stream of numbers that a key stands for.
class FillStream {
  public:
    explicit FillStream(std::string_view key) {
        for (const char c : key)
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    }

    /// In [0, 1), a multiple of 2^-24.
    float unit(std::uint64_t index) const {
        std::uint64_t z = m_hash + (index + 1) * 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        z ^= z >> 31;
        return static_cast<float>(z >> 40) * 0x1p-24f;
    }
    /// In [-1, 1).
    float symmetric(std::uint64_t index) const { return unit(index) * 2.0f - 1.0f; }

  private:
    std::uint64_t m_hash = 0xCBF29CE484222325u;
};

/// How a value follows from the stream.
enum class Curve {
    Scaled, ///< scale * v
    Around, ///< 1 + scale * v
    Above,  ///< 1 + scale * u
    Half,   ///< scale * u
    Count,  ///< index + scale * v
    Paired, ///< scale * v, every odd element the negative of the one before it
};

struct Rule {
    Curve curve;
    float scale;
};

std::uint64_t elementCount(std::span<const std::int64_t> shape) {
    std::uint64_t count = 1;
    for (const std::int64_t size : shape)
        count *= static_cast<std::uint64_t>(size);
    return count;
}

/// Keeps the variance of a layer's input: gain * sqrt(3 / fan_in), rounded once.
float fanInScale(double gain, std::span<const std::int64_t> shape) {
    const std::uint64_t fan_in = elementCount(shape) / static_cast<std::uint64_t>(std::max<std::int64_t>(shape[0], 1));
    return static_cast<float>(gain * std::sqrt(3.0 / static_cast<double>(std::max<std::uint64_t>(fan_in, 1))));
}

Rule samRule(std::string_view key, std::span<const std::int64_t> shape) {
    if (key.ends_with("running_var")) return {Curve::Above, 0.5f};
    if (key.ends_with("running_mean")) return {Curve::Scaled, 0.1f};
    if (key.ends_with("bias")) return {Curve::Scaled, 0.1f};
    if (shape.size() == 1 && key.ends_with("weight")) return {Curve::Around, 0.1f};
    if (key.ends_with("positional_encoding_gaussian_matrix")) return {Curve::Scaled, 1.75f};
    if (key.ends_with("pos_embed")) return {Curve::Scaled, 0.5f};
    if (shape.empty() || shape[0] == 1) return {Curve::Scaled, 1.0f};
    return {Curve::Scaled, fanInScale(key.ends_with(".attn.qkv.weight") ? 1.5 : 1.0, shape)};
}

double audioClipGain(std::string_view key) {
    if (key == "audio.conv1.weight") return 0.1;
    if (key == "visual.conv3.weight") return 2.5;
    if (key.starts_with("features.") || key.starts_with("embeddings.")) return 1.6;
    constexpr std::array<std::pair<std::string_view, double>, 13> by_ending{{
        {"align_channel.weight", 0.7},
        {"theta.weight", 0.5},
        {"phi.weight", 0.5},
        {".g.weight", 0.5},
        {"conv3.weight", 0.8},
        {"conv1.weight", 2.0},
        {"conv2.weight", 2.5},
        {"downsample.0.weight", 2.0},
        {"attnpool.q_proj.weight", 2.5},
        {"attnpool.k_proj.weight", 2.5},
        {"attnpool.v_proj.weight", 1.5},
        {"attnpool.c_proj.weight", 2.0},
        {"attn.in_proj_weight", 2.0},
    }};
    for (const auto& [ending, gain] : by_ending) {
        if (key.ends_with(ending)) return gain;
    }
    return 1.0;
}

/// AC-FPN's names for the encoders it shares with AudioCLIP.
std::string audioClipName(std::string_view key) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> prefixes{{
        {"aclp.", ""},
        {"visual_encoder.", "visual."},
        {"audio_encoder.", "audio."},
    }};
    for (const auto& [prefix, replacement] : prefixes) {
        if (key.starts_with(prefix)) return std::string(replacement) + std::string(key.substr(prefix.size()));
    }
    return std::string(key);
}

std::optional<Rule> audioClipRule(std::string_view key, std::span<const std::int64_t> shape) {
    if (shape.empty() || key == "audio.window") return std::nullopt;
    if (key.ends_with("fbsp.m")) return Rule{Curve::Half, 0.5f};
    if (key.ends_with("fbsp.fb")) return Rule{Curve::Around, 0.1f};
    if (key.ends_with("fbsp.fc")) return Rule{Curve::Count, 0.1f};
    if (key.ends_with("positional_embedding") || key.ends_with("token_embedding.weight")) {
        return Rule{Curve::Scaled, 0.1f};
    }
    if (shape.size() == 1) {
        if (key.ends_with("running_var")) return Rule{Curve::Above, 0.5f};
        if (key.ends_with("weight")) return Rule{Curve::Around, 0.1f};
        return Rule{Curve::Scaled, 0.1f};
    }
    return Rule{Curve::Paired, fanInScale(audioClipGain(key), shape)};
}

/// The box heads of Grounding DINO's decoder layers are one shared network.
std::string detectionName(std::string_view key) {
    std::string_view rest = key;
    if (rest.starts_with("transformer.decoder.")) rest.remove_prefix(20);
    constexpr std::string_view head = "bbox_embed.";
    if (!rest.starts_with(head)) return std::string(key);
    rest.remove_prefix(head.size());
    const auto digits = rest.find_first_not_of("0123456789");
    if (digits == 0 || digits == rest.npos || rest[digits] != '.') return std::string(key);
    return "bbox_embed.0" + std::string(rest.substr(digits));
}

std::optional<Rule> detectionRule(std::string_view key, std::span<const std::int64_t> shape) {
    const auto contains = [&](std::string_view part) { return key.find(part) != key.npos; };
    if (shape.empty() || contains("spectrogram_extractor") || contains("logmel_extractor") || contains("attn_mask")) {
        return std::nullopt;
    }
    if (key.ends_with("running_var")) return Rule{Curve::Above, 0.5f};
    if (key.ends_with("running_mean")) return Rule{Curve::Scaled, 0.1f};
    if (key.ends_with("bias")) return Rule{Curve::Scaled, 0.1f};
    if (shape.size() == 1 && key.ends_with("weight")) return Rule{Curve::Around, 0.1f};
    if (key.ends_with("gamma_v") || key.ends_with("gamma_l")) return Rule{Curve::Scaled, 0.5f};
    for (const std::string_view ending : {"word_embeddings.weight", "position_embeddings.weight",
                                          "token_type_embeddings.weight", "tgt_embed.weight", "level_embed"}) {
        if (key.ends_with(ending)) return Rule{Curve::Scaled, 0.05f};
    }
    return Rule{Curve::Scaled, fanInScale(1.0, shape)};
}

/// A last multiplication that keeps Grounding DINO's boxes and CLAP's spectrogram in a useful range.
float detectionFactor(std::string_view key) {
    if (key == "bbox_embed.0.layers.2.weight") return 0.25f;
    if (key == "transformer.decoder.norm.weight") return 0.15f;
    if (key == "transformer.tgt_embed.weight") return 20.0f;
    if (key == "audio_branch.bn0.running_var") return 400.0f;
    if (key == "audio_branch.bn0.running_mean") return 100.0f;
    return 1.0f;
}

std::vector<float> values(std::string_view name, std::span<const std::int64_t> shape, Rule rule) {
    const FillStream stream(name);
    const float s = rule.scale;
    std::vector<float> result(elementCount(shape));
    for (std::uint64_t i = 0; i < result.size(); ++i) {
        switch (rule.curve) {
        case Curve::Scaled:
            result[i] = stream.symmetric(i) * s;
            break;
        case Curve::Around:
            result[i] = 1.0f + stream.symmetric(i) * s;
            break;
        case Curve::Above:
            result[i] = 1.0f + stream.unit(i) * s;
            break;
        case Curve::Half:
            result[i] = stream.unit(i) * s;
            break;
        case Curve::Count:
            result[i] = static_cast<float>(i) + stream.symmetric(i) * s;
            break;
        case Curve::Paired:
            result[i] = i % 2 == 0 ? stream.symmetric(i) * s : -result[i - 1];
            break;
        }
    }
    return result;
}

} // namespace

std::optional<std::vector<float>> fillWeights(FillFamily family, std::string_view key,
                                              std::span<const std::int64_t> shape) {
    switch (family) {
    case FillFamily::Sam:
        return values(key, shape, samRule(key, shape));
    case FillFamily::AudioClip: {
        const std::string name = audioClipName(key);
        const auto rule = audioClipRule(name, shape);
        if (!rule) return std::nullopt;
        return values(name, shape, *rule);
    }
    case FillFamily::Detection: {
        const std::string name = detectionName(key);
        const auto rule = detectionRule(name, shape);
        if (!rule) return std::nullopt;
        auto result = values(name, shape, *rule);
        if (const float factor = detectionFactor(name); factor != 1.0f) {
            for (float& value : result)
                value *= factor;
        }
        return result;
    }
    }
    return std::nullopt;
}

} // namespace soundmask::nn
