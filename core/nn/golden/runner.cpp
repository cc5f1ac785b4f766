#include "core/nn/golden/runner.h"

#include <c10/util/Exception.h>

#include <algorithm>

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

bool isFixture(const nlohmann::json& json) {
    return json.is_object() && json.contains("family") && json.contains("tensors") && json.contains("inputs");
}

/// The number of cases found.
std::size_t runFolder(const fs::path& folder, GoldenRun& run) {
    if (fs::exists(folder / "manifest.json")) {
        const auto manifest = readJson(folder / "manifest.json");
        if (isSamSet(manifest)) return runSamSet(folder, manifest, run);
        if (isAudioClipSet(manifest)) return runAudioClipSet(folder, manifest, run);
    }
    std::size_t count = 0;
    for (const fs::path& path : sortedFiles(folder, ".json")) {
        if (run.stop.stop_requested()) throw Cancelled{};
        const std::string name = path.stem().string();
        if (isFixture(readJson(path))) {
            run.sink(guarded(name, [&] {
                FixtureCase fixture(path);
                return runFixture(fixture, run);
            }));
        } else if (fs::exists(fs::path(path).replace_extension(".safetensors"))) {
            run.sink({name, GoldenOutcome::Verdict::Unsupported, "no reader for cases of this form"});
        } else {
            continue;
        }
        ++count;
    }
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    for (const fs::path& sub : folders)
        count += runFolder(sub, run);
    return count;
}

} // namespace

std::vector<fs::path> sortedFiles(const fs::path& folder, std::string_view extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

GoldenOutcome guarded(const std::string& name, const std::function<GoldenOutcome()>& body) {
    try {
        return body();
    } catch (const c10::Error& thrown) {
        return {name, GoldenOutcome::Verdict::Failed, thrown.what_without_backtrace()};
    } catch (const std::exception& thrown) {
        return {name, GoldenOutcome::Verdict::Failed, thrown.what()};
    }
}

GoldenOutcome runFixture(FixtureCase& fixture, GoldenRun& run) {
    if (fixture.family() == "sam") return runSamFixture(fixture, run);
    if (fixture.family() == "audioclip") return runAudioClipFixture(fixture, run);
    if (fixture.family() == "avs metrics") return runMetricsFixture(fixture);
    return {fixture.name(), GoldenOutcome::Verdict::Unsupported, "no reader for the family " + fixture.family()};
}

Result<void> runGoldenFolder(const fs::path& folder, GoldenRun& run) {
    std::error_code unknown;
    if (!fs::is_directory(folder, unknown))
        return fail(ErrorCode::FileNotFound, folder.string(), "there is no such folder");
    if (runFolder(folder, run) == 0)
        return fail(ErrorCode::MissingData, folder.string(), "no golden case was found below this folder");
    return {};
}

} // namespace soundmask::nn
