#pragma once

#include "core/methods/method.h"

namespace soundmask {

/// The floor every method has to beat: answers with the same centred box on every key frame, without looking at a
/// picture or hearing a sound, so it has no heat map and no score. `full-mask` takes the whole picture; `centre-box`
/// takes the share `fraction` of width and of height (0.5 by default, a quarter of the area).
class BaselineMethod : public Method {
  public:
    static const MethodInfo& fullMaskInfo();
    static const MethodInfo& centreBoxInfo();

    /// \p info is one of the two above.
    explicit BaselineMethod(const MethodInfo& info)
        : m_info(info) {}

    const MethodInfo& info() const override { return m_info; }
    Result<void> check(const InferenceRequest& request, const FrameSource& source) const override;
    Result<Prediction> predict(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink,
                               std::stop_token stop) override;

  private:
    const MethodInfo& m_info;
};

} // namespace soundmask
