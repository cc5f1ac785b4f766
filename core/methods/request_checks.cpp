#include "core/methods/request_checks.h"

#include <algorithm>

namespace soundmask {

Result<ResolvedOptions> checkRequest(const MethodInfo& info, const InferenceRequest& request,
                                     const FrameSource& source) {
    auto options = resolveOptions(request.options, info.parameters);
    if (!options) return options;

    for (const auto& [role, path] : request.weights) {
        if (std::find(info.weight_roles.begin(), info.weight_roles.end(), role) != info.weight_roles.end()) continue;
        std::string roles;
        for (const std::string& known : info.weight_roles)
            roles += (roles.empty() ? "" : ", ") + known;
        return fail(ErrorCode::InvalidValue, role,
                    info.name + (roles.empty() ? " takes no weights" : " takes weights only for " + roles));
    }
    for (const KeyFrame& key_frame : request.key_frames) {
        if (key_frame.frame < 0 || key_frame.frame >= source.frameCount())
            return fail(ErrorCode::InvalidValue, source.name(),
                        "key frame " + std::to_string(key_frame.frame) + " is not among its " +
                            std::to_string(source.frameCount()) + " pictures");
    }
    if (info.needs_sound && !source.hasSound()) {
        if (const auto missing = source.missingSoundFile(); !missing.empty())
            return fail(ErrorCode::FileNotFound, missing.string(),
                        "this sound of the clip is missing, and " + info.name +
                            " listens; copy it from the data set again, or choose a method that needs no sound");
        return fail(ErrorCode::NoSoundTrack, source.name(),
                    "has no sound track, and " + info.name + " listens; choose a method that needs no sound");
    }
    return options;
}

Result<void> checkWeights(const MethodInfo& info, const InferenceRequest& request) {
    static const std::map<std::string, std::string> official{
        {"sam", "sam_vit_h_4b8939.pth (or the files of ViT-L, ViT-B or MobileSAM)"},
        {"audioclip", "AudioCLIP-Full-Training.pt"},
    };
    for (const std::string& role : info.weight_roles) {
        const auto weights = request.weights.find(role);
        if (weights == request.weights.end())
            return fail(ErrorCode::MissingModel, role,
                        info.name + " needs " + official.at(role) + "; name the file with " + role +
                            "=FILE under --weights, or choose it under Models");
        std::error_code unknown;
        if (!isTestWeights(weights->second) && !std::filesystem::is_regular_file(weights->second, unknown))
            return fail(ErrorCode::MissingModel, weights->second.string(),
                        "there is no such file; " + info.name + " needs " + official.at(role) + " for its role " +
                            role);
    }
    return {};
}

std::vector<KeyFrame> requestedKeyFrames(const InferenceRequest& request, const FrameSource& source) {
    std::vector<KeyFrame> frames = request.key_frames.empty() ? source.keyFrames() : request.key_frames;
    std::stable_sort(frames.begin(), frames.end(), [](const KeyFrame& a, const KeyFrame& b) {
        return a.time_s != b.time_s ? a.time_s < b.time_s : a.second < b.second;
    });
    return frames;
}

} // namespace soundmask
