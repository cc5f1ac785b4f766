#pragma once

#include <string>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"
#include "core/media/orientation.h"

namespace soundmask {

/// Turns decoded pictures into RGB as ffmpeg's command line does: matrix and range from the picture, default scaler.
class PictureConverter {
  public:
    /// \p stored: size of the track's pictures before \p orientation; a picture of another size is scaled to it.
    PictureConverter(Size stored, Orientation orientation) : m_stored(stored), m_orientation(orientation) {}

    /// The displayed picture. Errors: OutOfMemory, UnsupportedFormat, with \p subject as their subject.
    Result<Image> convert(const AVFrame& picture, const std::string& subject);

  private:
    Result<void> prepare(const AVFrame& picture, const std::string& subject);

    Size m_stored;
    Orientation m_orientation;
    ffmpeg::Handle<SwsContext> m_scaler;
    ffmpeg::Handle<AVFrame> m_rgb;
};

} // namespace soundmask
