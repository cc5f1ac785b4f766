#pragma once

#include <QImage>

#include <optional>
#include <stop_token>

#include "core/base/frame_source.h"
#include "core/base/result.h"

namespace soundmask {

/// The sound of \p source as a picture: time from left to right over \p span (without one: the whole clip), mel-spaced
/// frequency from 40 Hz (bottom) to 8 kHz, brightness in decibels over 70 dB below the loudest value. At most 32768
/// columns. Any thread but the GUI's. Errors: Cancelled and those of FrameSource::audio.
Result<QImage> buildSpectrogram(FrameSource& source, std::stop_token stop, std::optional<TimeSpan> span = {});

} // namespace soundmask
