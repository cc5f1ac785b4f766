#include "core/project/project.h"

#include <algorithm>

namespace soundmask {

namespace {

template <typename Items, typename IdOf, typename Id>
auto* find(Items& items, IdOf id_of, Id id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return id_of(item) == id; });
    return found == items.end() ? nullptr : &*found;
}

LayerId idOfLayer(const MaskLayer& layer) {
    return layer.id;
}
ClipId idOfClip(const ClipRecord& record) {
    return record.clip.id;
}

} // namespace

MaskLayer* ClipRecord::layer(LayerId id) {
    return find(layers, idOfLayer, id);
}
const MaskLayer* ClipRecord::layer(LayerId id) const {
    return find(layers, idOfLayer, id);
}

ClipRecord* Project::clip(ClipId id) {
    return find(clips, idOfClip, id);
}
const ClipRecord* Project::clip(ClipId id) const {
    return find(clips, idOfClip, id);
}

} // namespace soundmask
