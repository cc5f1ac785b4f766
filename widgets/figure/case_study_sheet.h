#pragma once

#include <QImage>
#include <QSizeF>
#include <QString>
#include <QStringList>
#include <vector>

#include "widgets/figure/figure_frame.h"

class QPainter;

namespace soundmask {

/// One row of a sheet: the same layers of each frame.
struct SheetRow {
    QString title;
    QString subtitle; ///< smaller, below the title; may be empty
    LayerSet layers;
    std::vector<FigureFrame> frames; ///< one for each column
    QStringList notes;               ///< for each column what stands in the picture's corner; empty: nothing anywhere
};

/// A page that shows frames of a clip side by side and its layers below each other.
struct CaseStudySheet {
    QString title;
    QString subtitle;
    QStringList columns; ///< headings; their number is that of the columns
    std::vector<SheetRow> rows;
    std::size_t rows_above_sound = 1; ///< where the row of spectrograms is
    QString sound_title;
    QString sound_subtitle;
    std::vector<QImage> spectrograms; ///< one for each column, or none: then there is no such row
    QStringList footnotes;
};

/// Width of a picture on the page, in points (1/72 inch).
inline constexpr double kSheetCellWidth = 150.0;
/// Pictures need no more pixels than this for each point.
inline constexpr double kSheetPixelsPerPoint = 3.0;

/// Size of the page in points.
QSizeF sheetSize(const CaseStudySheet& sheet);
/// Paints the page with its top left corner at (0, 0), one unit of \p painter being one point. Texts stay texts in
/// vector formats. Any thread with a QGuiApplication.
void paintSheet(QPainter& painter, const CaseStudySheet& sheet);

} // namespace soundmask
