#pragma once

#include "core/nn/golden/fixture_case.h"
#include "core/nn/golden/sam_run.h"

namespace soundmask::nn {

struct AudioClip;

/// Keeps AudioCLIP with fill weights for the next case.
class AudioClipShelf {
  public:
    const AudioClip& get();

  private:
    std::shared_ptr<const AudioClip> m_network;
};

/// What the readers of one run share.
struct GoldenRun {
    const GoldenSink& sink;
    std::stop_token stop;
    SamShelf shelf{};
    AudioClipShelf audio_clip{};
};

/// Runs every case below \p folder. Throws Cancelled; a case that throws anything else has failed.
/// Error: FileNotFound, or MissingData if nothing there is a golden case.
Result<void> runGoldenFolder(const std::filesystem::path& folder, GoldenRun& run);

/// A case of the uniform form, by its family.
GoldenOutcome runFixture(FixtureCase& fixture, GoldenRun& run);
/// Cases of family "sam" of the uniform form.
GoldenOutcome runSamFixture(FixtureCase& fixture, GoldenRun& run);
/// Cases of family "audioclip": networks, heat maps, point rules.
GoldenOutcome runAudioClipFixture(FixtureCase& fixture, GoldenRun& run);

/// The case of family "avs metrics": mIoU and F-score of masks made by formula.
GoldenOutcome runMetricsFixture(FixtureCase& fixture);

/// The set golden/sam: networks on photos, the mask generator, checkpoint files, key lists. \p manifest: manifest.json.
bool isSamSet(const nlohmann::json& manifest);
/// The number of cases.
std::size_t runSamSet(const std::filesystem::path& root, const nlohmann::json& manifest, GoldenRun& run);
/// Its parts: the exact pieces of the mask generator, and good, odd and hostile checkpoint files, one case each.
GoldenOutcome runMaskPieces(const std::filesystem::path& root, const nlohmann::json& entry);
std::size_t runCheckpointFiles(const std::filesystem::path& expected_json, GoldenRun& run);

/// The set golden/aclp: AudioCLIP on photos and recordings, heat maps, point rules.
bool isAudioClipSet(const nlohmann::json& manifest);
/// The number of cases.
std::size_t runAudioClipSet(const std::filesystem::path& root, const nlohmann::json& manifest, GoldenRun& run);

/// The files of \p folder with \p extension (".json"), by name.
std::vector<std::filesystem::path> sortedFiles(const std::filesystem::path& folder, std::string_view extension);

/// Automatic mask cases lower the last biases of the mask hypernetworks: with plain fill every mask is everything.
inline constexpr float kAutomaticBiasShift = -0.7f;

/// Calls \p body and turns what it throws into a failed outcome named \p name.
GoldenOutcome guarded(const std::string& name, const std::function<GoldenOutcome()>& body);

} // namespace soundmask::nn
