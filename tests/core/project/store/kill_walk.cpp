#include "tests/core/project/store/kill_walk.h"

#include <algorithm>
#include <string>

namespace soundmask::test {

namespace {

constexpr Size kHd{1920, 1080};
constexpr std::size_t kMostOutsideClips = 6;

std::filesystem::path pathOf(ClipId id) {
    return "/videos/clip " + std::to_string(id.value) + ".mp4";
}

HistoryStep done(Result<HistoryStep> step) {
    return std::move(step).value(); // the walk makes steps that fit
}

} // namespace

HistoryStep KillWalk::next(Project& project, EditHistory& history) {
    if (m_undos_to_come > 0 && history.canUndo()) {
        --m_undos_to_come;
        return done(history.undo(project));
    }
    const std::size_t what = below(1000);
    if (what < 5) m_undos_to_come = below(40);
    if (what < 120 && history.canUndo()) return done(history.undo(project));
    if (what < 320 && history.canRedo()) return done(history.redo(project));
    if (what == 320) return history.forget();
    const bool has_hd = std::any_of(project.clips.begin(), project.clips.end(),
                                    [](const ClipRecord& record) { return record.clip.size == kHd; });
    if (!has_hd || (what < 325 && project.clips.size() < kMostOutsideClips)) {
        Clip clip;
        clip.id = ClipId{project.next_id};
        clip.path = pathOf(clip.id);
        clip.size = kHd;
        return done(history.performOutside(project, Edit{"", {AddClip{project.clips.size(), clip}}}));
    }
    if (what < 400)
        if (Edit edit = stroke(project); !edit.isEmpty()) return done(history.perform(project, std::move(edit)));
    return done(history.perform(project, m_random.next(project)));
}

Edit KillWalk::stroke(const Project& project) {
    for (const ClipRecord& record : project.clips) {
        if (record.clip.size != kHd || record.layers.empty()) continue;
        const MaskLayer& layer = record.layers[below(record.layers.size())];
        const auto frame = static_cast<FrameIndex>(below(5));
        // Mostly the outline of a brush, at times the pixels of a noisy model mask.
        const std::size_t runs = below(40) == 0 ? 60'000 : 600;
        std::vector<std::uint32_t> lengths;
        std::uint32_t left = static_cast<std::uint32_t>(kHd.area());
        for (std::size_t i = 0; i < runs; ++i) {
            lengths.push_back(1 + static_cast<std::uint32_t>(below(30)));
            left -= lengths.back();
        }
        lengths.push_back(left);
        return {"brush stroke",
                {EditMask{record.clip.id, layer.id, frame, layer.masks.contains(frame), true,
                          MaskRle::fromRuns(kHd, std::move(lengths))}}};
    }
    return {};
}

Result<HistoryStep> repeat(const HistoryStep& step, Project& project, EditHistory& history) {
    switch (step.kind) {
    case HistoryStep::Kind::Do:
        return history.perform(project, step.edit);
    case HistoryStep::Kind::Undo:
        return history.undo(project);
    case HistoryStep::Kind::Redo:
        return history.redo(project);
    case HistoryStep::Kind::Outside:
        return history.performOutside(project, step.edit);
    case HistoryStep::Kind::Forget:
        return history.forget();
    }
    return fail(ErrorCode::Internal, "step", "unknown kind");
}

ClipPaths walkPaths(std::int64_t ids) {
    ClipPaths paths;
    for (std::int64_t id = 1; id <= ids; ++id)
        paths.emplace_hint(paths.end(), ClipId{id}, pathOf(ClipId{id}));
    return paths;
}

} // namespace soundmask::test
