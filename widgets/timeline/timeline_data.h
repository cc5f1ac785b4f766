#pragma once

#include <QColor>
#include <QString>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/project/mask_layer.h"

namespace soundmask {

/// A key frame with what is known about it; the dots on the timeline.
struct KeyFrameMark {
    KeyFrame key_frame;
    bool encoded = false;   ///< a network has seen the picture already
    bool predicted = false; ///< there is a result of a method
    bool edited = false;    ///< a person changed a mask
    bool checked = false;   ///< a person said it is right

    bool operator==(const KeyFrameMark&) const = default;
};

/// A place that a person wants to find again.
struct TimelineMarker {
    FrameIndex frame = 0;
    double time_s = 0.0;
    QString name;
    QColor colour;

    bool operator==(const TimelineMarker&) const = default;
};

/// One object's mask on one key frame.
struct ObjectBar {
    int second = 1;             ///< 1-based; the bar covers [second - 1, second)
    double area_fraction = 0.0; ///< set pixels / all pixels
    bool edited = false;        ///< by a person; otherwise by a model
    SoundState sound = SoundState::Unsure;

    bool operator==(const ObjectBar&) const = default;
};

/// One object through the clip.
struct ObjectLaneData {
    LayerId id;
    QString name;
    QColor colour;
    bool active = false;
    std::vector<ObjectBar> bars; ///< one for each key frame with a mask, by second
};

/// A number per second of one method, such as IoU; a strip below the objects.
struct ScoreLaneData {
    QString name;
    QColor colour;
    std::vector<std::pair<int, double>> values; ///< (second 1-based, 0..1)
};

} // namespace soundmask
