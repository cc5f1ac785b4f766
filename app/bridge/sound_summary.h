#pragma once

#include <QImage>

#include <filesystem>
#include <optional>
#include <vector>

#include "core/media/waveform.h"

namespace soundmask {

/// What the timeline shows of a sound track.
struct SoundSummary {
    WaveformPeaks peaks;
    std::vector<double> onsets_s;
    QImage spectrogram; ///< of the whole clip
};

/// Summaries of long sound tracks on the disk, so that a clip of an hour is read once only. Each belongs to a file of
/// one size and date; those used longest ago are deleted. Any thread, any number of programs at a time.
class SoundSummaryCache {
  public:
    /// In \p folder, which is made when it is needed; at most \p most summaries are kept.
    explicit SoundSummaryCache(std::filesystem::path folder, int most = 64);
    /// The program's own folder.
    static SoundSummaryCache ofProgram();

    /// The summary of the sound in \p media; none when it is not known, or was damaged.
    std::optional<SoundSummary> find(const std::filesystem::path& media) const;
    /// Keeps it; a full disk is no error, it is read again next time.
    void keep(const std::filesystem::path& media, const SoundSummary& summary) const;

  private:
    /// Empty when there is no such file.
    std::filesystem::path fileFor(const std::filesystem::path& media) const;

    std::filesystem::path m_folder;
    int m_most;
};

} // namespace soundmask
