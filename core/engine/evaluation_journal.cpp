#include "core/engine/evaluation_journal.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

#include "core/models/json_text.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSchema = "soundmask/evaluation-journal/1";

Json toJson(const ClipRecordLine& clip) {
    Json frames = Json::array();
    for (const FrameRecord& frame : clip.frames)
        frames.push_back({frame.second, frame.pixels, frame.truth, frame.predicted, frame.correct, frame.score});
    return {{"clip", clip.clip},
            {"time_s", clip.time_s},
            {"frames", std::move(frames)},
            {"weights_sha256", Json(clip.weights_sha256)},
            {"warnings", toJson(clip.warnings)}};
}

/// Throws a Json::exception when something is missing or of another type.
ClipRecordLine fromJson(const Json& line) {
    ClipRecordLine clip{.clip = line.at("clip"), .time_s = line.at("time_s"), .frames = {}, .weights_sha256 = {}, .warnings = {}};
    for (const Json& frame : line.at("frames"))
        clip.frames.push_back({frame.at(0), frame.at(1), frame.at(2), frame.at(3), frame.at(4), frame.at(5)});
    for (const auto& [role, sha256] : line.at("weights_sha256").items()) clip.weights_sha256[role] = sha256;
    for (const Json& warning : line.at("warnings")) clip.warnings.push_back({warning.at("code"), warning.at("text")});
    return clip;
}

std::string headerLine(const std::string& configuration) {
    return lineText({{"schema", kSchema}, {"configuration", configuration}});
}

/// The keys in which two configurations differ, for the message.
std::string differences(const std::string& ours, const std::string& theirs) {
    const Json a = Json::parse(ours, nullptr, false), b = Json::parse(theirs, nullptr, false);
    std::string keys;
    for (const auto& [key, value] : a.items())
        if (!b.is_object() || !b.contains(key) || b.at(key) != value) keys += (keys.empty() ? "" : ", ") + key;
    return keys;
}

} // namespace

Result<EvaluationJournal> EvaluationJournal::open(const fs::path& path, const std::string& configuration) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    const int file = error ? -1 : ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0) {
        const std::string why = error ? error.message() : std::strerror(errno);
        return fail(ErrorCode::WriteFailed, path.string(), "cannot write here: " + why);
    }
    EvaluationJournal journal(path, file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::InvalidValue, path.parent_path().string(),
                    "another evaluation is writing into this folder; wait for it or choose another folder");
    if (auto ready = journal.readOrBegin(configuration); !ready) return fail(ready.error());
    return journal;
}

EvaluationJournal::EvaluationJournal(EvaluationJournal&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_file(std::exchange(other.m_file, -1))
    , m_clips(std::move(other.m_clips)) {}

EvaluationJournal::~EvaluationJournal() {
    if (m_file >= 0) ::close(m_file);
}

Result<void> EvaluationJournal::readOrBegin(const std::string& configuration) {
    const auto text = readFile(m_path);
    if (!text) return fail(text.error());
    std::size_t kept = 0; // bytes of whole lines
    std::string found;
    for (std::size_t end = 0; (end = text->find('\n', kept)) != std::string::npos; kept = end + 1) {
        try {
            const Json line = Json::parse(text->begin() + static_cast<std::ptrdiff_t>(kept), text->begin() + static_cast<std::ptrdiff_t>(end));
            if (kept > 0) {
                ClipRecordLine clip = fromJson(line);
                m_clips.insert_or_assign(clip.clip, std::move(clip));
            } else if (line.at("schema") == kSchema) {
                found = line.at("configuration");
            }
        } catch (const Json::exception&) {
            return fail(ErrorCode::MalformedFile, m_path.string(), "a line in it is damaged; remove the file to start again");
        }
        if (found != configuration)
            return fail(ErrorCode::InvalidValue, m_path.parent_path().string(),
                        "this folder holds an evaluation of another configuration (" + differences(configuration, found) +
                            "); choose another folder or remove it");
    }
    if (kept < text->size() && ::ftruncate(m_file, static_cast<off_t>(kept)) != 0)
        return fail(ErrorCode::WriteFailed, m_path.string(), std::strerror(errno));
    return kept > 0 ? Result<void>{} : writeLine(headerLine(configuration));
}

Result<void> EvaluationJournal::append(ClipRecordLine clip) {
    if (auto written = writeLine(lineText(toJson(clip))); !written) return written;
    m_clips.insert_or_assign(clip.clip, std::move(clip));
    return {};
}

Result<void> EvaluationJournal::writeLine(const std::string& line) {
    const std::string text = line + '\n';
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(m_file, text.data() + done, text.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(ErrorCode::WriteFailed, m_path.string(), std::strerror(errno));
        done += static_cast<std::size_t>(n);
    }
    if (::fsync(m_file) != 0) return fail(ErrorCode::WriteFailed, m_path.string(), std::strerror(errno));
    return {};
}

} // namespace soundmask
