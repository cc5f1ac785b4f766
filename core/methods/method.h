#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/frame_source.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/inference_request.h"
#include "core/project/prediction.h"

namespace soundmask {

/// The value of a parameter that the method chooses itself.
inline constexpr const char* kAutomatic = "auto";

/// One parameter of a method, for `soundmask-cli methods`, the method panel and the check of options.
struct ParameterInfo {
    enum class Type { Boolean, Integer, Real, Choice, Text };

    std::string key;
    Type type = Type::Text;
    std::string default_value; ///< kAutomatic: the method chooses, also when asked to by that word; Real only
    double minimum = 0.0;      ///< Integer and Real only, inclusive
    double maximum = 0.0;
    std::vector<std::string> choices; ///< Choice only
    std::string meaning;              ///< one sentence, in English
    std::string restriction = {};     ///< Choice only: why this machine has no more of them; empty when none has
};

/// What a method is and needs; shown before it runs.
struct MethodInfo {
    std::string name;    ///< as on the command line
    std::string title;   ///< as in the window
    std::string version; ///< changes when results change
    std::string summary; ///< what it does, in one or two sentences
    std::string limits;  ///< where it fails, said to the user
    bool needs_sound = false;
    std::vector<std::string> weight_roles;
    std::vector<ParameterInfo> parameters;
};

/// Receives results while a method works; called by the worker's thread.
struct PredictionSink {
    std::function<void(const FramePrediction&)> on_frame; ///< may be empty
    ProgressCallback on_progress;                         ///< may be empty
};

/// An audio-visual segmentation method. Knows no thread, no file and no window; used by one thread at a time.
class Method {
  public:
    virtual ~Method() = default;

    virtual const MethodInfo& info() const = 0;

    /// Whether \p request can run on \p source at all: options known and in range, sound and weights there.
    /// Errors: UnknownName, InvalidValue, MissingModel, NoSoundTrack, FileNotFound (the clip's sound).
    virtual Result<void> check(const InferenceRequest& request, const FrameSource& source) const = 0;

    /// Predicts every requested key frame, in order of time. Looks at \p stop between frames and long steps and returns
    /// Cancelled. Never returns an invented mask: what it cannot know is an error or a blank mask with a warning.
    virtual Result<Prediction> predict(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink,
                                       std::stop_token stop) = 0;
};

} // namespace soundmask
