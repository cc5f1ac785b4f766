#pragma once

#include <QMetaType>

#include "core/base/ids.h"
#include "core/base/time.h"

namespace soundmask {

/// What became different in the document, and where. Ids that do not apply are invalid, the frame is then -1.
struct DocumentEvent {
    enum class What {
        Clips,           ///< a clip was added or removed
        Layers,          ///< a layer was added, removed or moved
        LayerProperties, ///< name, colour, visibility...
        MaskPixels,      ///< the mask of `layer` on `frame`
        SoundStates,
        Prompts,
        ReviewState,
        Markers, ///< of `frame`
        Result,  ///< what a method found on `frame`, or a whole result
        History, ///< what can be undone and redone, and how it is called
        Place,   ///< undo or redo is about to change `frame` of `clip`: show it first
    };

    What what = What::History;
    ClipId clip;
    LayerId layer;
    FrameIndex frame = -1;
};

} // namespace soundmask

Q_DECLARE_METATYPE(soundmask::DocumentEvent)
