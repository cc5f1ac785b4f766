#include "core/methods/zero_shot_method.h"

#include "core/methods/request_checks.h"
#include "core/methods/zero_shot_run.h"

namespace soundmask {

Result<void> ZeroShotMethod::check(const InferenceRequest& request, const FrameSource& source) const {
    if (auto options = checkRequest(info(), request, source); !options) return fail(options.error());
    return checkWeights(info(), request);
}

Result<Prediction> ZeroShotMethod::predict(const InferenceRequest& request, FrameSource& source,
                                           const PredictionSink& sink, std::stop_token stop) {
    const auto options = checkRequest(info(), request, source);
    if (!options) return fail(options.error());
    if (auto good = checkWeights(info(), request); !good) return fail(good.error());
    return begin(request, *options, source, sink, std::move(stop))->predict();
}

} // namespace soundmask
