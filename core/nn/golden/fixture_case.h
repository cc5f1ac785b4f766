#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/base/image.h"
#include "core/nn/checkpoint/checkpoint.h"
#include "core/nn/golden/comparison.h"

namespace soundmask::nn {

/// SHA-256 as hex digits.
std::string hexDigest(const void* bytes, std::size_t count);

/// Parses a JSON file. Throws std::runtime_error naming it.
nlohmann::json readJson(const std::filesystem::path& path);

/// The tensors of a safetensors file. Throws std::runtime_error naming it.
class StoredTensors {
  public:
    explicit StoredTensors(const std::filesystem::path& path);
    explicit StoredTensors(std::span<const std::byte> bytes);
    bool contains(const std::string& name) const { return m_checkpoint.tensors.find(name) != nullptr; }
    /// Floats as float32, everything else as int64.
    at::Tensor at(const std::string& name) const;
    const std::vector<std::string>& names() const { return m_checkpoint.tensors.keys(); }

  private:
    Checkpoint m_checkpoint;
};

/// Bits packed least significant first, [C, bytes], as booleans [C, bits].
at::Tensor unpackBits(const at::Tensor& packed, std::int64_t bits);

/// A case of the uniform form (golden/fixtures/README.md): NAME.json beside NAME.safetensors.
class FixtureCase {
  public:
    explicit FixtureCase(const std::filesystem::path& json_path);
    /// The contents of both files.
    FixtureCase(std::string_view json, std::span<const std::byte> tensors);

    const nlohmann::json& description() const { return m_description; }
    const nlohmann::json& values() const { return m_description.at("values"); }
    std::string name() const { return m_description.at("name"); }
    std::string family() const { return m_description.at("family"); }
    std::string model() const { return m_description.value("model", std::string()); }

    bool hasInput(const std::string& input) const { return m_description.at("inputs").contains(input); }
    /// Inputs by formula, checked against the stored sha256.
    Image image(const std::string& input) const;
    FloatMap logits(const std::string& input) const;
    /// "heat", "relief", or "field" in eight levels.
    FloatMap heatMap(const std::string& input) const;
    /// The slice of samples the case uses, in [-1, 1).
    std::vector<float> audio(const std::string& input) const;

    bool stores(const std::string& tensor) const { return m_description.at("tensors").contains(tensor); }
    std::vector<std::string> tensorNames() const;
    at::Tensor stored(const std::string& tensor) const { return m_stored.at(tensor); }
    /// Samples \p got as the case did and compares. A tensor the case does not store is passed over.
    void check(const std::string& tensor, const at::Tensor& got);
    /// The tensor has been compared in another way.
    void markChecked(const std::string& tensor) { m_checked.insert(tensor); }
    Comparison& comparison() { return m_comparison; }
    /// Failed also if a stored tensor was never checked.
    GoldenOutcome outcome();

  private:
    const nlohmann::json& input(const std::string& name, const std::string& formula) const;

    nlohmann::json m_description;
    StoredTensors m_stored;
    Comparison m_comparison;
    std::set<std::string> m_checked;
};

} // namespace soundmask::nn
