#include "core/models/model_list.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/models/json_text.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr const char* kListName = "installed.json";
constexpr const char* kLockName = ".lock";
constexpr const char* kSchema = "soundmask/installed-models/1";

/// Exclusive among threads and programs; the system releases it whatever becomes of the program.
class FolderLock {
  public:
    explicit FolderLock(const fs::path& folder)
        : m_file(::open((folder / kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
        while (m_file >= 0 && ::flock(m_file, LOCK_EX) != 0 && errno == EINTR) {
        }
    }
    ~FolderLock() {
        if (m_file >= 0) ::close(m_file);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    bool isHeld() const { return m_file >= 0; }

  private:
    int m_file;
};

ListedModel modelOf(const Json& entry) {
    ListedModel model;
    model.role = entry.at("role");
    model.variant = entry.at("variant");
    model.file = entry.at("file").get<std::string>();
    model.bytes = entry.at("bytes");
    model.sha256 = entry.at("sha256");
    model.modified_ns = entry.at("modified_ns");
    model.is_damaged = entry.at("damaged");
    return model;
}

Json entryOf(const ListedModel& model) {
    return {{"role", model.role},         {"variant", model.variant}, {"file", model.file.string()},
            {"bytes", model.bytes},       {"sha256", model.sha256},   {"modified_ns", model.modified_ns},
            {"damaged", model.is_damaged}};
}

} // namespace

Result<std::vector<ListedModel>> readModelList(const fs::path& folder) {
    const fs::path file = folder / kListName;
    std::error_code missing;
    if (!fs::exists(file, missing)) return std::vector<ListedModel>{};
    const auto text = readFile(file);
    if (!text) return fail(text.error());
    std::vector<ListedModel> models;
    try {
        const Json document = Json::parse(*text);
        for (const Json& entry : document.at("files"))
            models.push_back(modelOf(entry));
    } catch (const Json::exception&) {
        return fail(ErrorCode::MalformedFile, file.string(),
                    "this is not a list of models; delete it, then import the model files again");
    }
    return models;
}

Result<void> changeModelList(const fs::path& folder,
                             const std::function<Result<void>(std::vector<ListedModel>&)>& change) {
    std::error_code error;
    fs::create_directories(folder, error);
    const FolderLock lock(folder);
    if (!lock.isHeld())
        return fail(ErrorCode::WriteFailed, folder.string(), std::string("cannot write here: ") + std::strerror(errno));
    auto models = readModelList(folder);
    if (!models) return fail(models.error());
    if (auto changed = change(*models); !changed) return changed;
    Json files = Json::array();
    for (const ListedModel& model : *models)
        files.push_back(entryOf(model));
    return writeDocument(folder / kListName, {{"schema", kSchema}, {"files", std::move(files)}});
}

std::int64_t modifiedTime(const fs::path& file) {
    std::error_code missing;
    const auto time = fs::last_write_time(file, missing);
    return missing ? 0 : std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

} // namespace soundmask
