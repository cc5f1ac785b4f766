#include "core/models/model_store.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/atomic_file.h"
#include "core/base/file_digest.h"
#include "core/models/model_list.h"
#include "core/nn/checkpoint/checkpoint.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

using Check = InstalledModel::Check;
using State = InstalledModel::State;

/// Files of the user's own, so that they never stand in the place of an official one.
constexpr const char* kOwnFolder = "own";

Check checkOf(const ModelCatalogue& catalogue, const std::string& role, const std::string& variant,
              const std::string& sha256) {
    if (sha256.empty()) return Check::NotChecked;
    const ModelFile* file = catalogue.file(role, variant);
    if (file && file->sha256 == sha256) return Check::Official;
    return file && file->isPublished() && file->sha256.empty() ? Check::NoPublishedHash : Check::Own;
}

/// \p listed as it is now.
InstalledModel look(const ListedModel& listed, const fs::path& folder, const ModelCatalogue& catalogue) {
    InstalledModel model;
    model.role = listed.role;
    model.variant = listed.variant;
    model.path = folder / listed.file; // an absolute file stays as it is
    model.is_referenced = listed.file.is_absolute();
    model.bytes = listed.bytes;
    model.sha256 = listed.sha256;
    model.check = checkOf(catalogue, listed.role, listed.variant, listed.sha256);
    std::error_code error;
    const auto size = fs::file_size(model.path, error);
    if (error)
        model.state = State::Gone;
    else if (listed.is_damaged || size != listed.bytes)
        model.state = State::Damaged;
    else if (modifiedTime(model.path) != listed.modified_ns)
        model.check = Check::NotChecked;
    return model;
}

/// A file of the folder that nobody entered; nothing if \p path is not there.
std::optional<InstalledModel> found(const ModelFile& file, const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) return std::nullopt;
    InstalledModel model;
    model.role = file.role;
    model.variant = file.variant;
    model.path = path;
    model.bytes = size;
    if (file.bytes && size != *file.bytes) model.state = State::Damaged;
    return model;
}

ListedModel listed(const InstalledModel& model, const fs::path& folder) {
    ListedModel entry;
    entry.role = model.role;
    entry.variant = model.variant;
    entry.file = model.is_referenced ? model.path : model.path.lexically_relative(folder);
    entry.bytes = model.bytes;
    entry.sha256 = model.sha256;
    entry.modified_ns = modifiedTime(model.path);
    entry.is_damaged = model.state == State::Damaged;
    return entry;
}

/// Enters \p model in the place of an earlier entry for the same file.
Result<InstalledModel> enter(InstalledModel model, const fs::path& folder) {
    ListedModel entry = listed(model, folder);
    const auto changed = changeModelList(folder, [&](std::vector<ListedModel>& models) -> Result<void> {
        std::erase_if(models, [&](const ListedModel& other) { return other.file == entry.file; });
        models.push_back(std::move(entry));
        return {};
    });
    if (!changed) return fail(changed.error());
    return model;
}

std::string idsOf(const std::vector<const ModelFile*>& files) {
    std::string ids;
    for (const ModelFile* file : files)
        ids += (ids.empty() ? "" : ", ") + file->id();
    return ids;
}

/// Why \p tensors are not those of \p file; empty if they are.
std::string misfit(const nn::StateDict& tensors, const ModelFile& file) {
    for (const auto& [key, shape] : file.keys) {
        const nn::TensorView* tensor = tensors.find(key);
        if (!tensor) return "it has no tensor " + key;
        if (tensor->shape != shape)
            return key + " has shape " + nn::shapeText(tensor->shape) + ", " + file.title + " has " +
                   nn::shapeText(shape);
    }
    return {};
}

/// What a file to be imported may be.
struct Candidates {
    std::vector<const ModelFile*> files; ///< with its tensors, or without any where it holds none
    std::string misfit;                  ///< of the first kind that was asked for and does not fit
};

Candidates candidates(const ModelCatalogue& catalogue, const fs::path& source,
                      const ModelStore::ImportOptions& options) {
    Candidates result;
    const auto checkpoint = nn::openCheckpoint(source);
    for (const ModelRole& role : catalogue.roles()) {
        if (!options.role.empty() && role.name != options.role) continue;
        for (const ModelFile& file : role.files) {
            if (!options.variant.empty() && file.variant != options.variant) continue;
            if (file.keys.empty() != !checkpoint) {
                // Weights where a vocabulary is wanted, or the other way round.
                if (result.misfit.empty())
                    result.misfit = checkpoint ? "it holds tensors, not " + file.title : checkpoint.error().reason;
                continue;
            }
            const std::string why = checkpoint ? misfit(checkpoint->tensors, file) : std::string();
            if (why.empty())
                result.files.push_back(&file);
            else if (result.misfit.empty())
                result.misfit = why;
        }
    }
    return result;
}

/// The kind of the file \p source with \p sha256.
Result<const ModelFile*> identify(const ModelCatalogue& catalogue, const fs::path& source,
                                  const ModelStore::ImportOptions& options, const Candidates& similar,
                                  const std::string& sha256) {
    const ModelFile* official = catalogue.fileWithHash(sha256);
    if (official) {
        const bool is_wanted = (options.role.empty() || options.role == official->role) &&
                               (options.variant.empty() || options.variant == official->variant);
        if (is_wanted) return official;
        return fail(ErrorCode::ShapeMismatch, source.string(),
                    "this is " + official->id() + " (" + official->title + ")");
    }
    if (!options.role.empty() && similar.files.empty())
        return fail(ErrorCode::ShapeMismatch, source.string(),
                    "this is no file for " + options.role + ": " + similar.misfit);
    // Text cannot be told from other text: the user has to say what it is.
    const bool is_clear = similar.files.size() == 1 && (!similar.files.front()->keys.empty() || !options.role.empty());
    if (is_clear) return similar.files.front();
    const bool is_one_role =
        !similar.files.empty() && std::all_of(similar.files.begin(), similar.files.end(), [&](const ModelFile* file) {
            return file->role == similar.files.front()->role;
        });
    if (is_one_role)
        return fail(ErrorCode::UnknownName, source.string(),
                    "its content fits " + idsOf(similar.files) + "; say which with --role and --variant");
    return fail(ErrorCode::UnknownName, source.string(),
                "this is none of the files this program knows; if you know better, say --role and --variant");
}

} // namespace

ModelStore::ModelStore(fs::path folder, const ModelCatalogue& catalogue)
    : m_folder(fs::absolute(folder).lexically_normal())
    , m_catalogue(&catalogue) {}

fs::path ModelStore::standardFolder() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return fs::path(value ? value : "");
    };
    if (const fs::path chosen = variable("SOUNDMASK_MODELS"); !chosen.empty()) return chosen;
    // A relative XDG_DATA_HOME is to be ignored (XDG base directory specification).
    const fs::path data = variable("XDG_DATA_HOME");
    return (data.is_absolute() ? data : variable("HOME") / ".local/share") / "Soundmask/models";
}

fs::path ModelStore::placeOf(const ModelFile& file) const {
    return m_folder / file.role / file.file_name;
}

Result<std::vector<InstalledModel>> ModelStore::installed() const {
    const auto entries = readModelList(m_folder);
    if (!entries) return fail(entries.error());
    std::vector<InstalledModel> models;
    for (const ModelRole& role : m_catalogue->roles()) {
        for (const ModelFile& file : role.files) {
            bool is_entered = false;
            for (const ListedModel& entry : *entries) {
                if (entry.role != file.role || entry.variant != file.variant) continue;
                models.push_back(look(entry, m_folder, *m_catalogue));
                is_entered |= models.back().path == placeOf(file);
            }
            if (is_entered || !file.isPublished()) continue;
            if (auto model = found(file, placeOf(file))) models.push_back(std::move(*model));
        }
    }
    return models;
}

Result<fs::path> ModelStore::fileFor(const std::string& role, const std::string& variant) const {
    const auto models = installed();
    if (!models) return fail(models.error());
    const std::string id = variant.empty() ? role : role + "/" + variant;
    std::vector<const InstalledModel*> fitting;
    for (const InstalledModel& model : *models)
        if (model.isUsable() && model.role == role && (variant.empty() || model.variant == variant))
            fitting.push_back(&model);
    if (fitting.size() == 1) return fitting.front()->path;
    if (fitting.empty())
        return fail(ErrorCode::MissingModel, id,
                    "no file for it is installed; get one with `soundmask-cli models download` or `models import`");
    std::string list;
    for (const InstalledModel* model : fitting)
        list += (list.empty() ? "" : ", ") + model->id() + " = " + model->path.string();
    return fail(ErrorCode::InvalidValue, id,
                "several installed files fit; choose one with --weights " + role + "=FILE: " + list);
}

Result<InstalledModel> ModelStore::import(const fs::path& source, const ImportOptions& options,
                                          const ProgressCallback& progress, std::stop_token stop) const {
    std::error_code error;
    if (!fs::exists(source, error)) return fail(ErrorCode::FileNotFound, source.string(), "there is no such file");
    if (!fs::is_regular_file(source, error))
        return fail(ErrorCode::FileUnreadable, source.string(), "this is not a file");
    if (!options.role.empty() && !m_catalogue->role(options.role)) return fail(m_catalogue->find(options.role).error());

    const Candidates similar = candidates(*m_catalogue, source, options);
    const double share = options.reference ? 1.0 : 0.5; // reading once, or twice
    const auto part = [&](double begin) -> ProgressCallback {
        if (!progress) return {};
        return [&progress, begin, share](const Progress& step) {
            progress({begin + share * step.fraction, step.text});
        };
    };
    const auto digest = fileDigest(source, part(0.0), stop);
    if (!digest) return fail(digest.error());
    const auto file = identify(*m_catalogue, source, options, similar, *digest);
    if (!file) return fail(file.error());

    InstalledModel model;
    model.role = (*file)->role;
    model.variant = (*file)->variant;
    model.sha256 = *digest;
    model.check = checkOf(*m_catalogue, model.role, model.variant, model.sha256);
    model.is_referenced = options.reference;
    model.bytes = fs::file_size(source, error);
    if (options.reference) {
        model.path = fs::canonical(source, error);
        return enter(std::move(model), m_folder);
    }
    const bool is_official = model.check == Check::Official;
    model.path = is_official ? placeOf(**file) : m_folder / model.role / kOwnFolder / source.filename();
    if (fs::exists(model.path, error)) {
        const auto there = fileDigest(model.path, {}, stop);
        if (there && *there == model.sha256) return enter(std::move(model), m_folder);
        if (!is_official)
            return fail(ErrorCode::InvalidValue, source.string(),
                        "another file of this name is installed (" + model.path.string() + "); rename yours");
    }
    const auto copied = writeFileAtomically(model.path, [&](const fs::path& temporary) -> Result<void> {
        const auto written = copyWithDigest(source, temporary, part(0.5), stop);
        if (!written) return fail(written.error());
        if (*written != model.sha256)
            return fail(ErrorCode::FileUnreadable, source.string(), "the file changed while it was copied; try again");
        return {};
    });
    if (!copied) return fail(copied.error());
    return enter(std::move(model), m_folder);
}

Result<InstalledModel> ModelStore::verify(const InstalledModel& model, const ProgressCallback& progress,
                                          std::stop_token stop) const {
    const auto digest = fileDigest(model.path, progress, stop);
    if (!digest) return fail(digest.error());
    InstalledModel result = model;
    // A file that was read before has to be the same still; one that only lies there has to be the published one.
    const ModelFile* file = m_catalogue->file(model.role, model.variant);
    const std::string& wanted = model.sha256.empty() && file ? file->sha256 : model.sha256;
    result.state = wanted.empty() || wanted == *digest ? State::Present : State::Damaged;
    std::error_code error;
    if (result.state == State::Present) {
        result.sha256 = *digest;
        result.bytes = fs::file_size(model.path, error);
    }
    result.check = checkOf(*m_catalogue, result.role, result.variant, result.sha256);
    return enter(std::move(result), m_folder);
}

Result<InstalledModel> ModelStore::enterDownloaded(const ModelFile& file, const std::string& sha256) const {
    InstalledModel model;
    model.role = file.role;
    model.variant = file.variant;
    model.path = placeOf(file);
    model.sha256 = sha256;
    model.check = checkOf(*m_catalogue, model.role, model.variant, sha256);
    std::error_code error;
    model.bytes = fs::file_size(model.path, error);
    if (error) return fail(ErrorCode::WriteFailed, model.path.string(), "the file is not there after the download");
    return enter(std::move(model), m_folder);
}

Result<void> ModelStore::remove(const InstalledModel& model) const {
    const fs::path entry = listed(model, m_folder).file;
    return changeModelList(m_folder, [&](std::vector<ListedModel>& models) -> Result<void> {
        std::error_code error;
        if (!model.is_referenced) fs::remove(model.path, error);
        if (error) return fail(ErrorCode::WriteFailed, model.path.string(), "cannot delete it: " + error.message());
        std::erase_if(models, [&](const ListedModel& other) { return other.file == entry; });
        return {};
    });
}

} // namespace soundmask
