#pragma once

#include <QString>

#include <string>
#include <vector>

#include "core/base/result.h"
#include "widgets/figure/figure_frame.h"

namespace soundmask {

/// One row of a sheet that a person puts together: the picture with some layers over it, or the sound.
struct FreeRow {
    bool is_sound = false; ///< spectrograms and nothing else
    LayerSet layers;       ///< over the picture
    /// Whose masks `layers` shows: those a method found, those of people.
    bool has_result_mask = false;
    bool has_objects = false;

    /// Whether it shows what a method found; there is such a row for each prediction.
    bool isOfResult() const;
    /// What stands beside it, such as "Heat map, points".
    QString title() const;
};

/// Every row that is often wanted; those for which there is nothing are left out of a sheet.
inline const std::string kUsualFreeRows = "picture,sound,truth,heatmap+points+boxes,mask+truth,objects+truth";

/// Rows as on the command line: separated by commas from top to bottom, each of picture, sound, truth, heatmap,
/// isolines, points, boxes, mask and objects joined by "+". Errors: UnknownName; InvalidValue (no row; sound with
/// something else).
Result<std::vector<FreeRow>> freeRowsFromText(const std::string& text);

} // namespace soundmask
