#include "core/media/media_probe.h"

#include "core/media/media_index.h"

namespace soundmask {

Result<MediaInfo> probe(const std::filesystem::path& path, ProbeDepth depth, std::stop_token stop) {
    const IndexDepth index_depth = depth == ProbeDepth::DecodeEveryFrame ? IndexDepth::Everything : IndexDepth::Packets;
    auto index = indexMedia(path, index_depth, std::move(stop), {});
    if (!index) return fail(index.error());
    return std::move((*index)->info);
}

} // namespace soundmask
