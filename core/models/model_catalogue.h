#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace soundmask {

/// One kind of file that can take a weight role. Fields that nobody published are empty.
struct ModelFile {
    std::string role;
    std::string variant; ///< "vit-b"; told apart within the role
    std::string title;   ///< for people, a proper name
    std::string file_name;
    std::optional<std::uint64_t> bytes;
    std::string sha256;  ///< 64 lower-case hex digits
    std::string licence; ///< SPDX identifier
    std::string url;     ///< of the file; empty for what nobody publishes
    std::string page;    ///< where people read about it
    /// What a process holds at most while it loads the network and runs it once on the processor, as we measured it.
    std::optional<std::uint64_t> memory_bytes;
    /// Tensors that tell a checkpoint of this kind from the others, with their shapes; empty for vocabularies.
    std::map<std::string, std::vector<std::int64_t>> keys;

    /// "sam/vit-b", as on the command line.
    std::string id() const { return role + "/" + variant; }
    bool isPublished() const { return !url.empty(); }
};

/// A weight role of docs/cli.md.
struct ModelRole {
    std::string name;
    std::string title;
    std::string purpose; ///< one sentence, in English
    std::vector<ModelFile> files;
};

/// The model files this program knows, by role. Immutable.
class ModelCatalogue {
  public:
    /// resources/models.json, built into the program.
    static const ModelCatalogue& official();
    /// Errors: MalformedFile, naming \p subject and the entry.
    static Result<ModelCatalogue> parse(std::string_view json, const std::string& subject);

    const std::vector<ModelRole>& roles() const { return m_roles; }
    /// Null if there is no such role.
    const ModelRole* role(std::string_view name) const;
    /// Null if there is no such file.
    const ModelFile* file(std::string_view role, std::string_view variant) const;
    const ModelFile* fileWithHash(std::string_view sha256) const;
    /// "ROLE/VARIANT", or "ROLE" where the role has one file. Error: UnknownName, which lists what there is.
    Result<const ModelFile*> find(const std::string& id) const;

  private:
    std::vector<ModelRole> m_roles;
};

} // namespace soundmask
