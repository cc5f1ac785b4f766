#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

/// How core/models and core/engine write their JSON documents. For their .cpp files.
namespace soundmask {

using Json = nlohmann::ordered_json;

/// A document for people and scripts: indented, UTF-8. Bytes of file names that are not UTF-8 become U+FFFD.
inline std::string documentText(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// One line without its end, for journals.
inline std::string lineText(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

inline Result<void> writeDocument(const std::filesystem::path& path, const Json& document) {
    return writeFileAtomically(path, documentText(document));
}

inline Json toJson(const std::vector<Warning>& warnings) {
    Json list = Json::array();
    for (const Warning& warning : warnings)
        list.push_back({{"code", warning.code}, {"text", warning.text}});
    return list;
}

} // namespace soundmask
