#pragma once

#include <algorithm>
#include <vector>

#include "core/base/frame_source.h"

namespace soundmask {

/// The time axis of a clip, copied from its source so that the GUI thread never asks a decoder.
struct ClipTiming {
    std::vector<double> frame_times_s; ///< when each picture is shown; ascending, never empty
    double duration_s = 0.0;
    std::vector<KeyFrame> key_frames;

    static ClipTiming of(const FrameSource& source) {
        ClipTiming timing;
        timing.frame_times_s.reserve(static_cast<std::size_t>(source.frameCount()));
        for (FrameIndex i = 0; i < source.frameCount(); ++i)
            timing.frame_times_s.push_back(source.frameTime_s(i));
        timing.duration_s = source.duration_s();
        timing.key_frames = source.keyFrames();
        return timing;
    }

    FrameIndex frameCount() const { return static_cast<FrameIndex>(frame_times_s.size()); }
    FrameIndex clamped(FrameIndex frame) const { return std::clamp<FrameIndex>(frame, 0, frameCount() - 1); }
    double timeOf_s(FrameIndex frame) const { return frame_times_s[static_cast<std::size_t>(clamped(frame))]; }

    /// The last picture whose time is not later than \p t_s; the first one before that.
    FrameIndex frameAt(double t_s) const {
        const auto after = std::upper_bound(frame_times_s.begin(), frame_times_s.end(), t_s);
        return after == frame_times_s.begin() ? 0 : static_cast<FrameIndex>(after - frame_times_s.begin()) - 1;
    }

    /// The key frame of the second that contains \p t_s; null when the clip has none.
    const KeyFrame* keyFrameOfTime(double t_s) const {
        if (key_frames.empty()) return nullptr;
        const int second = static_cast<int>(t_s) + 1;
        for (const KeyFrame& key : key_frames)
            if (key.second == second) return &key;
        return &key_frames.back();
    }
    /// The key frame that is exactly \p frame, or null.
    const KeyFrame* keyFrameOn(FrameIndex frame) const {
        for (const KeyFrame& key : key_frames)
            if (key.frame == frame) return &key;
        return nullptr;
    }
    /// The next key frame after (\p direction > 0) or before \p frame; \p frame itself when there is none.
    FrameIndex nextKeyFrame(FrameIndex frame, int direction) const {
        FrameIndex best = frame;
        for (const KeyFrame& key : key_frames) {
            if (direction > 0 && key.frame > frame && (best == frame || key.frame < best)) best = key.frame;
            if (direction < 0 && key.frame < frame && (best == frame || key.frame > best)) best = key.frame;
        }
        return best;
    }
};

} // namespace soundmask
