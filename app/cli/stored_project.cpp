#include "app/cli/stored_project.h"

#include <algorithm>

namespace soundmask::cli {

Result<std::vector<ExportClip>> clipsOf(const Project& project, const std::vector<std::string>& names) {
    for (const std::string& name : names)
        if (std::none_of(project.clips.begin(), project.clips.end(),
                         [&](const ClipRecord& record) { return record.clip.name == name; }))
            return fail(ErrorCode::MissingData, name, "the project has no clip of this name");
    const auto locator = std::make_shared<ClipLocator>();
    std::vector<ExportClip> clips;
    for (const ClipRecord& record : project.clips) {
        if (!names.empty() && std::find(names.begin(), names.end(), record.clip.name) == names.end()) continue;
        clips.push_back({record, {}, [locator, clip = record.clip] { return locator->open(clip); }});
    }
    if (clips.empty()) return fail(ErrorCode::MissingData, "", "the project has no clips");
    return clips;
}

} // namespace soundmask::cli
