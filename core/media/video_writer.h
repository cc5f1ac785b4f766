#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/audio_block.h"
#include "core/base/image.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace soundmask {

/// The sound track of a movie to be written.
struct SoundFormat {
    int rate_hz = 44100;
    int channels = 1; ///< 1 or 2
};

/// Writes pictures and sound into an MP4 movie: H.264 (MPEG-4 part 2 where libx264 is missing) and AAC. Odd sizes are kept
/// exactly by storing full colour resolution. The movie appears under its name only when `finish` succeeds. The same input
/// gives the same file. One thread at a time.
class VideoWriter {
  public:
    /// Starts the movie \p path with pictures of \p size shown for 1 / \p fps seconds each. Makes missing parent folders.
    /// Errors: InvalidValue, UnsupportedFormat, WriteFailed.
    static Result<std::unique_ptr<VideoWriter>> open(const std::filesystem::path& path, Size size, Rational fps,
                                                     std::optional<SoundFormat> sound = {});
    /// Without `finish` before, nothing stays on the disk.
    ~VideoWriter();

    /// "libx264" or "mpeg4".
    std::string codec() const;

    /// Appends a picture. Errors: ShapeMismatch, WriteFailed.
    Result<void> write(const Image& image);
    /// Appends sound of the format given to `open`; `first_sample` is ignored. Errors: ShapeMismatch, WriteFailed.
    Result<void> write(const AudioBlock& block);
    /// Ends the movie and gives it its name. Call once, after at least one picture. Errors: InvalidValue, WriteFailed.
    Result<void> finish();

  private:
    struct Parts;
    explicit VideoWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace soundmask
