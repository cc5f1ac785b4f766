#pragma once

#include <vector>

#include "core/methods/method.h"
#include "core/methods/options.h"

namespace soundmask {

/// What every method's check() begins with: options known and in range, no weights for roles the method does not have,
/// key frames inside the source, a sound track where \p info needs one. Gives the options with all defaults.
/// Errors: UnknownName, InvalidValue, NoSoundTrack, FileNotFound (FrameSource::missingSoundFile).
Result<ResolvedOptions> checkRequest(const MethodInfo& info, const InferenceRequest& request,
                                     const FrameSource& source);

/// Whether there is a file, or test weights, for every role of \p info. Error: MissingModel, naming the role or file.
Result<void> checkWeights(const MethodInfo& info, const InferenceRequest& request);

/// The key frames to predict, in order of time: those of \p request, or all of \p source when it names none.
std::vector<KeyFrame> requestedKeyFrames(const InferenceRequest& request, const FrameSource& source);

/// The error of a job that was told to stop.
inline tl::unexpected<Error> cancelled(const FrameSource& source) {
    return fail(ErrorCode::Cancelled, source.name(), "cancelled");
}

} // namespace soundmask
