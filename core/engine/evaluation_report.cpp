#include "core/engine/evaluation_report.h"

#include <spdlog/fmt/fmt.h>

namespace soundmask {

namespace {

/// A field as RFC 4180 wants it.
std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

FrameCounts countsOf(const FrameRecord& frame) { return hardCounts(frame.pixels, frame.truth, frame.predicted, frame.correct); }

} // namespace

std::vector<FrameCounts> countsOf(const ClipRecordLine& clip) {
    std::vector<FrameCounts> counts;
    for (const FrameRecord& frame : clip.frames) counts.push_back(countsOf(frame));
    return counts;
}

std::string framesCsv(const std::vector<ReportedClip>& clips) {
    std::string text = "clip,category,second,iou,f_hard,truth_pixels,predicted_pixels,pixels,score\n";
    for (const ReportedClip& clip : clips) {
        for (const FrameRecord& frame : clip.record->frames) {
            const FrameCounts counts = countsOf(frame);
            const std::string f = frame.truth == 0 ? "" : fmt::format("{:.6f}", frameF(counts));
            text += fmt::format("{},{},{},{:.6f},{},{},{},{},{:.6f}\n", csvField(clip.record->clip), csvField(clip.category), frame.second,
                                frameIou(counts), f, frame.truth, frame.predicted, frame.pixels, frame.score);
        }
    }
    return text;
}

std::string clipsCsv(const std::vector<ReportedClip>& clips) {
    std::string text = "clip,category,frames,miou,f_batch1,f_hard,time_s\n";
    for (const ReportedClip& clip : clips) {
        const ClipScores scores = scoreClip(countsOf(*clip.record));
        text += fmt::format("{},{},{},{:.6f},{:.6f},{:.6f},{:.3f}\n", csvField(clip.record->clip), csvField(clip.category),
                            clip.record->frames.size(), scores.miou, scores.f, scores.f_hard, clip.record->time_s);
    }
    return text;
}

} // namespace soundmask
