#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "tests/support/safetensors.h"

namespace soundmask::test {

/// A golden case: NAME.json (call, inputs, values, tolerances) beside NAME.safetensors (the stored numbers).
struct GoldenCase {
    nlohmann::json description;
    SafeTensors tensors;

    GoldenCase(const std::filesystem::path& folder, const std::string& name)
        : description(readJson(folder / (name + ".json"))), tensors(folder / (name + ".safetensors")) {}

    const nlohmann::json& values() const { return description.at("values"); }
    /// Absolute tolerance of a stored tensor.
    double absoluteTolerance(const std::string& tensor) const { return description.at("tensors").at(tensor).at("tol").at("atol"); }

  private:
    static nlohmann::json readJson(const std::filesystem::path& path) {
        std::ifstream stream(path);
        if (!stream) throw std::runtime_error(path.string() + ": cannot open");
        return nlohmann::json::parse(stream);
    }
};

} // namespace soundmask::test
