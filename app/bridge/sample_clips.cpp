#include "app/bridge/sample_clips.h"

#include <QFile>
#include <QStandardPaths>
#include <QString>
#include <string>

#include "core/synth/scene.h"
#include "core/synth/synth.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

// The sample of `./dev run` is the same.
constexpr int kSampleClips = 3;
constexpr std::uint64_t kSampleSeed = 7;

bool isWhole(const Result<Dataset>& dataset) {
    return dataset && dataset->problems.empty();
}

} // namespace

fs::path sampleFolder() {
    const QString place = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    return fs::path(QFile::encodeName(place).toStdString()) / ("sample-" + std::to_string(synth::kVersion));
}

Result<Dataset> openSampleDataset(const fs::path& folder, JobContext& context) {
    if (auto dataset = openDataset(folder); isWhole(dataset)) return dataset;

    const synth::SynthOptions options{.out = folder,
                                      .clips = kSampleClips,
                                      .layout = DatasetLayout::S4,
                                      .seed = kSampleSeed,
                                      .split = synth::SynthSplit::Test};
    // With its list a data set counts as finished, and a finished one is not touched.
    std::error_code error;
    fs::remove(synth::listPath(options), error);
    if (error) return fail(ErrorCode::WriteFailed, synth::listPath(options).string(), error.message());
    const auto report = synth::generate(
        options, [&](const Progress& p) { context.progress(p); }, context.stopToken());
    if (!report) return fail(report.error());
    return openDataset(report->root);
}

} // namespace soundmask
