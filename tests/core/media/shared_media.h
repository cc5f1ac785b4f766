#pragma once

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/core/media/take.h"

/// The real media beside the repository and what is written about them.
namespace soundmask::test {

inline std::filesystem::path mediaFolder() {
    return std::filesystem::path(SOUNDMASK_SHARED_DIR) / "media";
}

inline nlohmann::json readJson(const std::filesystem::path& path) {
    std::ifstream stream(path);
    REQUIRE_MESSAGE(stream.good(), path.string());
    return nlohmann::json::parse(stream);
}

/// What ffprobe said about every file, by path below mediaFolder().
inline const nlohmann::json& facts() {
    static const nlohmann::json files = readJson(mediaFolder() / "facts.json").at("files");
    return files;
}

/// The names in facts.json that begin with \p folder.
inline std::vector<std::string> filesOf(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& [name, about] : facts().items())
        if (name.starts_with(folder + "/")) names.push_back(name);
    REQUIRE(!names.empty());
    return names;
}

} // namespace soundmask::test
