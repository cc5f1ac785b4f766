#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/engine/export_report.h"
#include "widgets/figure/figure_frame.h"

namespace soundmask {

/// Writes \p clip as the movie \p file (MP4) with its sound, \p layers painted over the pictures as the window does: a
/// mask is held for its second where a frame has none of its own, the first prediction gives heat map, points and
/// boxes. The pictures come at the clip's average rate, those of `frames.first` to `frames.last` only. The movie gets
/// its name when it is whole, is then opened again, and its pictures and length are compared. Warning: no-sound. Any
/// thread with a QGuiApplication. Errors: WriteFailed, InvalidValue (no such frames), those of the source; Cancelled.
Result<ExportReport> exportOverlay(const ExportClip& clip, const std::filesystem::path& file, const LayerSet& layers,
                                   const FrameSelection& frames = {}, const ProgressCallback& progress = {},
                                   std::stop_token stop = {});

} // namespace soundmask
