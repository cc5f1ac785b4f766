#pragma once

#include "core/nn/golden/fixture_case.h"
#include "core/nn/golden/runner.h"

namespace soundmask::nn {

/// A case of the set golden/aclp (manifest.json) and its stored outputs. Functions throw std::runtime_error.
class SetCase {
  public:
    SetCase(const std::filesystem::path& root, const nlohmann::json& entry);

    const std::filesystem::path& root() const { return m_root; }
    const nlohmann::json& inputs() const { return m_entry.at("inputs"); }
    /// A flag of "meta", false if it is not there.
    bool is(const char* flag) const { return m_entry.contains("meta") && m_entry.at("meta").value(flag, false); }
    const StoredTensors& stored() const { return m_stored; }
    Comparison& comparison() { return m_comparison; }
    std::vector<std::string> names() const;

    Image image(const nlohmann::json& path) const;
    at::Tensor images(const nlohmann::json& paths) const; ///< B x 3 x H x W, normalised
    at::Tensor sounds(const nlohmann::json& paths) const; ///< B x 1 x L
    FloatMap map() const;

    /// Samples \p got as the case did and compares. An output that is not stored is passed over.
    void check(const std::string& name, const at::Tensor& got);
    void markChecked(const std::string& name) { m_checked.insert(name); }
    ForwardWatch watch(GoldenRun& run);
    /// Failed also if a stored output was never checked.
    GoldenOutcome outcome();

  private:
    std::filesystem::path m_root;
    nlohmann::json m_entry;
    StoredTensors m_stored;
    Comparison m_comparison;
    std::set<std::string> m_checked;
};

} // namespace soundmask::nn
