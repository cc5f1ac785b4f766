#include "app/bridge/opened_clip.h"

#include <QStandardPaths>

#include "core/engine/reference_layers.h"
#include "core/media/video_file.h"

namespace soundmask {

namespace {

constexpr std::int64_t kMostJumpBytes = std::int64_t{2} << 30; ///< half a minute of 1080p

std::filesystem::path jumpFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString() + "/jumps";
}

} // namespace

Result<OpenedClip> loadClip(const ClipLocation& location, std::stop_token stop, const ProgressCallback& progress) {
    OpenedClip opened;
    opened.location = location;
    if (location.dataset_clip) {
        auto source = location.opener()(stop);
        if (!source) return fail(source.error());
        opened.source = std::move(*source);
    } else {
        auto video = VideoFile::open(location.path, stop, progress);
        if (!video) return fail(video.error());
        opened.warnings = (*video)->warnings();
        (*video)->prepareJumps(jumpFolder(), kMostJumpBytes);
        opened.source = std::move(*video);
    }
    const FrameSource& source = *opened.source;
    opened.timing = ClipTiming::of(source);
    opened.has_sound = source.hasSound();

    const DatasetClip* member = location.dataset_clip ? &*location.dataset_clip : nullptr;
    opened.clip = clipOf(source, location.path, location.name(), member);
    opened.timing.key_frames = opened.clip.key_frames;
    if (member)
        opened.reference_layers =
            readReferenceLayers(*member, opened.clip.size, opened.clip.key_frames, opened.warnings);
    return opened;
}

} // namespace soundmask
