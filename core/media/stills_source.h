#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/base/frame_source.h"

namespace soundmask {

/// A data set clip stored as one picture per second and a sound file. Picture k stands for second k + 1 and is shown
/// from k + 15/16 s on, where AVSBench took it. One thread at a time.
class StillsSource final : public FrameSource {
  public:
    /// \p pictures in order, one per second, at least one; \p sound any sound file, or none, then \p missing_sound is
    /// where it was looked for, if anywhere. The first picture is read to learn the size; a later picture of another
    /// size is an error when it is asked for.
    /// Errors: InvalidValue for an empty list, and those of readImage and of opening the sound.
    static Result<std::unique_ptr<StillsSource>> open(std::string name, std::vector<std::filesystem::path> pictures,
                                                      const std::optional<std::filesystem::path>& sound = {},
                                                      std::filesystem::path missing_sound = {});
    ~StillsSource() override;

    std::string name() const override;
    Size size() const override;
    FrameIndex frameCount() const override;
    Rational frameRate() const override;
    double frameTime_s(FrameIndex index) const override;
    FrameIndex frameShownAt(double t_s) const override;
    double duration_s() const override;
    std::vector<KeyFrame> keyFrames() const override;
    /// Errors: FrameUnavailable, naming the picture.
    Result<FramePtr> frameAt(FrameIndex index) override;
    bool hasSound() const override;
    std::filesystem::path missingSoundFile() const override;
    double soundEnd_s() const override;
    Result<AudioBlock> audio(TimeSpan span, int rate_hz, int channels) override;

  private:
    struct Parts;
    explicit StillsSource(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace soundmask
