#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "app/export/sheet_rows.h"
#include "core/base/progress.h"
#include "core/engine/export_report.h"
#include "widgets/figure/case_study_sheet.h"

namespace soundmask {

/// What a sheet shows.
enum class SheetTemplate {
    HeatMaps,  ///< pictures, then of each prediction its heat map alone and with points and boxes
    CaseStudy, ///< pictures, ground truth, of each prediction heat map, prompts and mask, people's objects; IoU of each
               ///< mask
    Free,      ///< the rows that a person names
};

/// What a sheet shows, and of which seconds.
struct SheetForm {
    SheetForm(SheetTemplate kind)
        : form(kind) {}

    SheetTemplate form;
    std::vector<FreeRow> rows; ///< of a Free sheet, from top to bottom
    std::vector<int> seconds;  ///< counted from 1; empty: all
};

/// A sheet has at most this many columns; of more key frames as many are taken, evenly spread, and a footnote says so.
inline constexpr std::size_t kMostSheetColumns = 10;

/// Puts the sheet of \p clip together: a column for each key frame that \p frames and \p form hold, a row of
/// spectrograms where there is sound. Rows without content are left out; of a Free sheet a footnote names them. Any
/// thread with a QGuiApplication. Errors: MissingData (no key frame; for HeatMaps no heat map; for Free no row with
/// content), those of the source; Cancelled.
Result<CaseStudySheet> buildSheet(const ExportClip& clip, const SheetForm& form, const FrameSelection& frames = {},
                                  const ProgressCallback& progress = {}, std::stop_token stop = {});

/// Whether `writeSheet` knows the extension: .png, .svg or .pdf.
bool isSheetFile(const std::filesystem::path& file);

/// Writes \p sheet under a temporary name, reads it back (PNG: equal pixels; SVG: drawable, right size; PDF: one whole
/// page by its structure) and renames it. Errors: WriteFailed; UnsupportedFormat for another extension.
Result<void> writeSheet(const std::filesystem::path& file, const CaseStudySheet& sheet);

} // namespace soundmask
