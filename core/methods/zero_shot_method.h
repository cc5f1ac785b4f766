#pragma once

#include <memory>

#include "core/methods/method.h"
#include "core/methods/options.h"

namespace soundmask {

class ZeroShotRun;

/// A method that does its work in a ZeroShotRun: what is checked before one begins.
class ZeroShotMethod : public Method {
  public:
    Result<void> check(const InferenceRequest& request, const FrameSource& source) const final;
    Result<Prediction> predict(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink,
                               std::stop_token stop) final;

  private:
    /// The run for a request that was checked; \p options are its own with all defaults. The arguments outlive it.
    virtual std::unique_ptr<ZeroShotRun> begin(const InferenceRequest& request, const ResolvedOptions& options,
                                               FrameSource& source, const PredictionSink& sink,
                                               std::stop_token stop) const = 0;
};

} // namespace soundmask
