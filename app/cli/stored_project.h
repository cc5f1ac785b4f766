#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/engine/clip_locator.h"
#include "core/engine/export_report.h"
#include "core/project/store/project_store.h"

namespace soundmask::cli {

/// Clips of \p project called one of \p names, all when there are none; with what opens them. Error: MissingData for a
/// name that is not there, or an empty project. The factories share one locator and are for one thread.
Result<std::vector<ExportClip>> clipsOf(const Project& project, const std::vector<std::string>& names);

} // namespace soundmask::cli
