#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/frame_source.h"
#include "core/engine/job.h"
#include "core/methods/method.h"
#include "core/project/inference_request.h"

namespace soundmask {

/// Opens the pictures and the sound of a clip; called on the worker's thread.
using SourceFactory = std::function<Result<std::unique_ptr<FrameSource>>()>;

/// Makes the method of a name; called on the worker's thread. Error: UnknownName.
using MethodFactory = std::function<Result<std::unique_ptr<Method>>(const std::string& name)>;

/// The methods of MethodRegistry::standard().
MethodFactory standardMethods();

/// Work that opens the source, checks \p request and runs its method. Sends the method's progress, each frame as it is
/// done, and the Prediction with the request's clip as result.
JobWork predictionWork(InferenceRequest request, SourceFactory open_source, MethodFactory make_method = standardMethods());

/// A job of predictionWork, titled as the method.
JobRequest predictionJob(InferenceRequest request, SourceFactory open_source, JobCallback on_event,
                         MethodFactory make_method = standardMethods());

} // namespace soundmask
