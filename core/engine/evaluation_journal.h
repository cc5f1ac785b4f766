#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/engine/metrics.h"

namespace soundmask {

/// One scored frame of an evaluation.
struct FrameRecord {
    int second = 0; ///< counted from 1
    std::uint32_t pixels = 0;
    std::uint32_t truth = 0;
    std::uint32_t predicted = 0;
    std::uint32_t correct = 0;
    double score = 0.0; ///< the method's own
};

/// One scored clip: all that the reports need.
struct ClipRecordLine {
    std::string clip;
    double time_s = 0.0; ///< spent on it
    std::vector<FrameRecord> frames;
    std::map<std::string, std::string> weights_sha256; ///< by role
    std::vector<Warning> warnings;
};

/// The clips an evaluation has done, as an append-only file: a first line with the configuration, then a line for each
/// clip, each flushed to the disk. What a kill left of a last line is dropped when the journal is opened again. While it
/// is open, the file is locked against other processes. One thread at a time.
class EvaluationJournal {
  public:
    /// Opens or begins the journal. \p configuration is compact JSON text, compared as it is. Errors: InvalidValue when
    /// the file is of another configuration or is in use; MalformedFile; FileUnreadable; WriteFailed.
    static Result<EvaluationJournal> open(const std::filesystem::path& path, const std::string& configuration);
    ~EvaluationJournal();
    EvaluationJournal(EvaluationJournal&& other) noexcept;
    EvaluationJournal& operator=(EvaluationJournal&&) = delete;

    /// The clips done so far, by name.
    const std::map<std::string, ClipRecordLine>& clips() const { return m_clips; }
    /// Adds a clip and waits until it is on the disk. Error: WriteFailed.
    Result<void> append(ClipRecordLine clip);

  private:
    explicit EvaluationJournal(std::filesystem::path path, int file) : m_path(std::move(path)), m_file(file) {}
    Result<void> readOrBegin(const std::string& configuration);
    Result<void> writeLine(const std::string& line);

    std::filesystem::path m_path;
    int m_file = -1;
    std::map<std::string, ClipRecordLine> m_clips;
};

} // namespace soundmask
