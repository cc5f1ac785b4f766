#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/models/model_catalogue.h"

namespace soundmask {

/// A model file that was installed, or is lying in the store's folder under its official name.
struct InstalledModel {
    enum class State {
        Present,
        Gone,    ///< it was installed and is not there any more
        Damaged, ///< its length or content is not what was installed or published
    };
    /// What is known of its content.
    enum class Check {
        NotChecked,      ///< not read since it came or changed
        Official,        ///< it has the published SHA-256
        NoPublishedHash, ///< there is no hash to compare with
        Own,             ///< of the right kind, but not the published file
    };

    std::string role;
    std::string variant;
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::string sha256;         ///< empty if it was never read
    bool is_referenced = false; ///< it stays where the user has it
    State state = State::Present;
    Check check = Check::NotChecked;

    /// "sam/vit-b".
    std::string id() const { return role + "/" + variant; }
    bool isUsable() const { return state == State::Present; }
};

/// Where model files live on this machine: ROLE/NAME below one folder, and a list of what was installed. Files that
/// carry their official name are found without being imported, so a folder can be filled by hand and shared. Holds no
/// state of its own; several threads and programs may use one folder.
class ModelStore {
  public:
    struct ImportOptions {
        std::string role{};     ///< empty: find out
        std::string variant{};  ///< empty: find out
        bool reference = false; ///< leave the file where it is instead of copying it
    };

    /// \p catalogue must outlive the store.
    explicit ModelStore(std::filesystem::path folder = standardFolder(),
                        const ModelCatalogue& catalogue = ModelCatalogue::official());

    /// $SOUNDMASK_MODELS; without it Soundmask/models in the user's data folder ($XDG_DATA_HOME or ~/.local/share).
    static std::filesystem::path standardFolder();

    const std::filesystem::path& folder() const { return m_folder; }
    const ModelCatalogue& catalogue() const { return *m_catalogue; }
    /// Where a download of \p file belongs.
    std::filesystem::path placeOf(const ModelFile& file) const;

    /// All files, in the catalogue's order; looks at lengths and dates, reads no model. Errors: FileUnreadable,
    /// MalformedFile (the list of what is installed).
    Result<std::vector<InstalledModel>> installed() const;

    /// The one usable file for \p role, of \p variant where that is given. Errors: MissingModel, InvalidValue when
    /// several fit (it lists them: none is chosen silently), those of installed().
    Result<std::filesystem::path> fileFor(const std::string& role, const std::string& variant = {}) const;

    /// Installs a local file: finds out what it is by its hash or by its tensors (nothing in it is run), then copies it
    /// or remembers where it is. \p progress may be empty. Errors: FileNotFound, FileUnreadable, those of
    /// nn::openCheckpoint; UnknownName (it is none of our kinds, or only the user can tell which); ShapeMismatch (not
    /// of the role that was asked for), InvalidValue (the name is taken), WriteFailed, Cancelled.
    Result<InstalledModel> import(const std::filesystem::path& source, const ImportOptions& options,
                                  const ProgressCallback& progress, std::stop_token stop) const;

    /// Reads the whole file and compares it with the published hash, or with the one it had when it was installed. The
    /// result says what was found and is remembered. Errors: FileUnreadable, WriteFailed, Cancelled.
    Result<InstalledModel> verify(const InstalledModel& model, const ProgressCallback& progress,
                                  std::stop_token stop) const;

    /// Enters \p file, which was downloaded to placeOf(file) and has \p sha256. Error: WriteFailed.
    Result<InstalledModel> enterDownloaded(const ModelFile& file, const std::string& sha256) const;

    /// Deletes the file, or forgets it where it is only referenced. Error: WriteFailed.
    Result<void> remove(const InstalledModel& model) const;

  private:
    std::filesystem::path m_folder;
    const ModelCatalogue* m_catalogue;
};

} // namespace soundmask
