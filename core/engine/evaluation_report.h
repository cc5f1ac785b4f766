#pragma once

#include <string>
#include <vector>

#include "core/engine/evaluation_journal.h"
#include "core/engine/metrics.h"

namespace soundmask {

/// A clip of an evaluation with its name's place in the data set.
struct ReportedClip {
    std::string category;
    const ClipRecordLine* record = nullptr;
};

/// The counts the metrics need.
std::vector<FrameCounts> countsOf(const ClipRecordLine& clip);

/// clip,category,second,iou,f_hard,truth_pixels,predicted_pixels,pixels,score; f_hard is empty where nothing sounds.
std::string framesCsv(const std::vector<ReportedClip>& clips);

/// clip,category,frames,miou,f_batch1,f_hard,time_s.
std::string clipsCsv(const std::vector<ReportedClip>& clips);

} // namespace soundmask
