#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/metrics.h"
#include "core/project/dataset/dataset.h"

namespace soundmask {

/// mIoU in percent and F in 0..1, as a paper prints them.
struct PrintedScores {
    double miou = 0.0;
    std::optional<double> f;
};

/// One row of a table of the paper.
struct PaperRow {
    std::string name;
    std::map<DatasetLayout, PrintedScores> published;
    std::string configuration;                  ///< what was run, for people
    std::string method;                         ///< ours for it; empty where there is none
    std::map<std::string, std::string> options; ///< that decide whether a run of ours is this row
};

struct PaperTable {
    int number = 0;
    int decimals = 2; ///< the paper prints mIoU with
    std::string title;
    std::vector<PaperRow> rows;
};

/// The paper's tables with their published figures. Immutable.
class PaperTables {
  public:
    /// resources/paper_tables.json, built into the program.
    static const PaperTables& published();

    const std::string& source() const { return m_source; }
    /// Of the test split that the published figures are of.
    int testClips(DatasetLayout layout) const { return m_test_clips.at(layout); }
    /// Null if the paper has no table of that number.
    const PaperTable* table(int number) const;

  private:
    std::string m_source;
    std::map<DatasetLayout, int> m_test_clips;
    std::vector<PaperTable> m_tables;
};

/// An evaluation of ours with what is needed to make it again.
struct MeasuredResult {
    std::string command;
    std::string date; ///< UTC, "2026-11-25T02:30:00Z"
    std::string method;
    std::map<std::string, std::string> options;
    std::map<std::string, std::string> weights_sha256; ///< by role; for test weights their word
    DatasetLayout layout = DatasetLayout::S4;
    std::string split;
    BinarySummary scores;
    int failed = 0; ///< clips that are not in the scores

    bool usesTestWeights() const;
};

/// What a results file holds, in the order it was measured. Errors: FileNotFound, MalformedFile.
Result<std::vector<MeasuredResult>> readResults(const std::filesystem::path& file);

/// Adds an evaluation, \p summary_json of schema soundmask/evaluation/1, to \p file, which is made if it is not there.
/// Errors: MalformedFile for a file of something else, WriteFailed.
Result<void> appendResult(const std::filesystem::path& file, std::string_view summary_json, const std::string& command,
                          const std::string& date);

/// The last result on the test split of \p layout that is \p row. Null if it was not measured.
const MeasuredResult* measuredFor(const PaperRow& row, DatasetLayout layout,
                                  const std::vector<MeasuredResult>& results);

} // namespace soundmask
