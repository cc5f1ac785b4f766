#include "core/models/model_catalogue.h"

#include <algorithm>
#include <set>

#include "core/models/json_text.h"
#include "core/models/model_catalogue_data.h"

namespace soundmask {

namespace {

ModelFile fileOf(const Json& entry, const std::string& role) {
    ModelFile file;
    file.role = role;
    file.variant = entry.at("variant");
    file.title = entry.at("title");
    file.file_name = entry.value("file", "");
    if (entry.contains("bytes")) file.bytes = entry["bytes"].get<std::uint64_t>();
    file.sha256 = entry.value("sha256", "");
    file.licence = entry.value("licence", "");
    file.url = entry.value("url", "");
    file.page = entry.value("page", "");
    if (entry.contains("memory")) file.memory_bytes = entry["memory"].at("bytes").get<std::uint64_t>();
    if (entry.contains("keys")) entry["keys"].get_to(file.keys);
    return file;
}

/// What is wrong with \p file; empty for nothing.
std::string flawOf(const ModelFile& file) {
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (!file.sha256.empty() &&
        (file.sha256.size() != 64 || !std::all_of(file.sha256.begin(), file.sha256.end(), is_hex)))
        return "its sha256 is not 64 lower-case hex digits";
    if (file.file_name.find('/') != std::string::npos || file.file_name.starts_with('.'))
        return "its file name is not a plain name";
    if (file.isPublished() && (file.file_name.empty() || file.licence.empty() || file.page.empty()))
        return "a published file needs a file name, a licence and a page";
    return {};
}

template <typename Range, typename Text>
std::string joined(const Range& range, Text text) {
    std::string list;
    for (const auto& each : range)
        list += (list.empty() ? "" : ", ") + text(each);
    return list;
}

} // namespace

const ModelCatalogue& ModelCatalogue::official() {
    static const ModelCatalogue catalogue = parse(kModelCatalogueJson, "models.json").value();
    return catalogue;
}

Result<ModelCatalogue> ModelCatalogue::parse(std::string_view json, const std::string& subject) {
    ModelCatalogue catalogue;
    std::set<std::string> ids;
    try {
        const Json document = Json::parse(json);
        for (const Json& entry : document.at("roles")) {
            ModelRole role{entry.at("role"), entry.at("title"), entry.at("purpose"), {}};
            for (const Json& each : entry.at("files")) {
                ModelFile file = fileOf(each, role.name);
                std::string flaw = flawOf(file);
                if (!ids.insert(file.id()).second) flaw = "there are two of this name";
                if (!flaw.empty()) return fail(ErrorCode::MalformedFile, subject, file.id() + ": " + flaw);
                role.files.push_back(std::move(file));
            }
            catalogue.m_roles.push_back(std::move(role));
        }
    } catch (const Json::exception& wrong) {
        return fail(ErrorCode::MalformedFile, subject, std::string("not a model catalogue: ") + wrong.what());
    }
    return catalogue;
}

const ModelRole* ModelCatalogue::role(std::string_view name) const {
    const auto found =
        std::find_if(m_roles.begin(), m_roles.end(), [&](const ModelRole& role) { return role.name == name; });
    return found == m_roles.end() ? nullptr : &*found;
}

const ModelFile* ModelCatalogue::file(std::string_view role_name, std::string_view variant) const {
    const ModelRole* of = role(role_name);
    if (!of) return nullptr;
    const auto found = std::find_if(of->files.begin(), of->files.end(),
                                    [&](const ModelFile& file) { return file.variant == variant; });
    return found == of->files.end() ? nullptr : &*found;
}

const ModelFile* ModelCatalogue::fileWithHash(std::string_view sha256) const {
    for (const ModelRole& each : m_roles)
        for (const ModelFile& file : each.files)
            if (!file.sha256.empty() && file.sha256 == sha256) return &file;
    return nullptr;
}

Result<const ModelFile*> ModelCatalogue::find(const std::string& id) const {
    const auto slash = id.find('/');
    const ModelRole* of = role(id.substr(0, slash));
    if (!of)
        return fail(ErrorCode::UnknownName, id,
                    "no such role; there are " + joined(m_roles, [](const ModelRole& each) { return each.name; }));
    if (slash == std::string::npos && of->files.size() == 1) return &of->files.front();
    const ModelFile* found = slash == std::string::npos ? nullptr : file(of->name, id.substr(slash + 1));
    if (!found)
        return fail(ErrorCode::UnknownName, id,
                    "choose one of " + joined(of->files, [](const ModelFile& each) { return each.id(); }));
    return found;
}

} // namespace soundmask
