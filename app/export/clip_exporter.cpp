#include "app/export/clip_exporter.h"

#include "app/export/overlay_exporter.h"
#include "core/engine/avsbench_exporter.h"
#include "core/engine/davis_exporter.h"
#include "core/engine/progress_share.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

Result<ExportReport> exportSheet(const ExportClip& clip, const fs::path& stem, const ExportSettings& settings,
                                 const ProgressCallback& progress, const std::stop_token& stop) {
    const auto sheet = buildSheet(clip, settings.sheet, settings.frames, progress, stop);
    if (!sheet) return fail(sheet.error());
    ExportReport report{.format = ExportFormat::Sheet};
    for (const char* extension : {".png", ".svg", ".pdf"}) {
        const fs::path file = stem.string() + extension;
        if (auto written = writeSheet(file, *sheet); !written) return fail(written.error());
        report.files.push_back(file);
    }
    return report;
}

} // namespace

Result<ExportReport> exportClips(const std::vector<ExportClip>& clips, const ExportSettings& settings,
                                 const ProgressCallback& progress, std::stop_token stop) {
    if (settings.format == ExportFormat::Avsbench) {
        std::vector<AvsbenchClip> content;
        for (const ExportClip& clip : clips)
            content.push_back(avsbenchClip(clip.record, settings.frames));
        return exportAvsbench(content, settings.folder, progress, stop);
    }
    if (settings.format == ExportFormat::Davis)
        return exportDavis(clips, settings.folder, settings.frames, progress, stop);

    std::vector<std::string> names;
    for (const ExportClip& clip : clips)
        names.push_back(exportName(clip.record.clip));
    if (auto good = checkExportNames(names); !good) return fail(good.error());
    ExportReport report{.format = settings.format};
    for (std::size_t i = 0; i < clips.size(); ++i) {
        const ProgressCallback share = shareOf(progress, i, clips.size());
        auto one = settings.format == ExportFormat::Overlay
                       ? exportOverlay(clips[i], settings.folder / (names[i] + "-overlay.mp4"), settings.layers,
                                       settings.frames, share, stop)
                       : exportSheet(clips[i], settings.folder / (names[i] + "-sheet"), settings, share, stop);
        if (!one) return one;
        report.add(std::move(*one));
    }
    return report;
}

} // namespace soundmask
