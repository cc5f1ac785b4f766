#include "app/export/overlay_exporter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "app/export/figure_content.h"
#include "core/media/video_file.h"
#include "core/media/video_writer.h"

namespace soundmask {

namespace {

constexpr SoundFormat kSound{44100, 2};
constexpr double kSoundPiece_s = 1.0;
/// Lines that look right in a window on a picture of this height are scaled for others.
constexpr double kUsualHeight = 540.0;
/// A slower source (stills, one a second) is shown at a rate that players like.
constexpr double kLowestRate = 10.0;
constexpr Rational kRateOfStills{25, 1};
/// Encoders add up to two packets to the sound.
constexpr double kLengthTolerance_s = 0.15;

QImage copyOf(const Image& image) {
    return wrapped(image).copy();
}

Image imageOf(const QImage& picture) {
    Image image({picture.width(), picture.height()});
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.row(y), picture.constScanLine(y), image.stride());
    return image;
}

/// Which stretch of the source becomes which pictures.
struct Plan {
    Rational rate;
    double begin_s = 0.0;
    std::int64_t pictures = 1;

    double time_s(std::int64_t picture) const {
        return begin_s + static_cast<double>(picture) * static_cast<double>(rate.den) / static_cast<double>(rate.num);
    }
    double end_s() const { return time_s(pictures); }
};

Result<Plan> planOf(const FrameSource& source, const FrameSelection& frames) {
    const FrameIndex first = std::max<FrameIndex>(frames.first, 0);
    const FrameIndex last = std::min(frames.last, source.frameCount() - 1);
    if (first > last) return fail(ErrorCode::InvalidValue, source.name(), "there are no such frames; choose others");
    Plan plan{source.frameRate(), 0.0, 1};
    if (plan.rate.toDouble() < kLowestRate) plan.rate = kRateOfStills;
    plan.begin_s = first == 0 ? 0.0 : source.frameTime_s(first);
    const double end_s = last == source.frameCount() - 1 ? source.duration_s() : source.frameTime_s(last + 1);
    plan.pictures = std::max<std::int64_t>(1, std::llround((end_s - plan.begin_s) * plan.rate.toDouble()));
    return plan;
}

/// Appends the sound up to \p until_s.
Result<void> writeSound(FrameSource& source, VideoWriter& writer, double& written_s, double until_s) {
    while (written_s < until_s) {
        const double end_s = std::min(written_s + kSoundPiece_s, until_s);
        const auto block = source.audio({written_s, end_s}, kSound.rate_hz, kSound.channels);
        if (!block) return fail(block.error());
        if (auto written = writer.write(*block); !written) return written;
        written_s = end_s;
    }
    return {};
}

Result<void> readBack(const std::filesystem::path& file, const Plan& plan, bool with_sound,
                      const std::stop_token& stop) {
    const auto movie = VideoFile::open(file, stop);
    if (!movie) return fail(movie.error());
    const double length_s = plan.end_s() - plan.begin_s;
    const bool equal = (*movie)->frameCount() == plan.pictures && (*movie)->hasSound() == with_sound &&
                       std::abs((*movie)->duration_s() - length_s) < kLengthTolerance_s;
    if (!equal)
        return fail(ErrorCode::WriteFailed, file.string(), "the written movie reads back differently; check the disk");
    return {};
}

} // namespace

Result<ExportReport> exportOverlay(const ExportClip& clip, const std::filesystem::path& file, const LayerSet& layers,
                                   const FrameSelection& frames, const ProgressCallback& progress,
                                   std::stop_token stop) {
    auto opened = clip.open_source();
    if (!opened) return fail(opened.error());
    FrameSource& source = **opened;
    const auto plan = planOf(source, frames);
    if (!plan) return fail(plan.error());
    const auto sound = source.hasSound() ? std::optional(kSound) : std::nullopt;
    auto writer = VideoWriter::open(file, source.size(), plan->rate, sound);
    if (!writer) return fail(writer.error());

    const PredictionPtr prediction = clip.predictions.empty() ? nullptr : clip.predictions.front();
    const Size size = source.size();
    const auto geometry = ViewGeometry::fitted(size, QSizeF(size.width, size.height));
    FigureStyle style;
    style.unit = std::max(0.5, size.height / kUsualHeight);
    const std::string name = exportName(clip.record.clip);
    const double half_picture_s = 0.5 / plan->rate.toDouble(); // asks for the middle of a picture, not for its edge
    double sound_s = plan->begin_s;
    for (std::int64_t k = 0; k < plan->pictures; ++k) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, file.string(), "cancelled");
        const double time_s = plan->time_s(k) + half_picture_s;
        const auto frame = source.frameAt(source.frameShownAt(time_s));
        if (!frame) return fail(frame.error());
        FigureFrame content = figureFrame(clip.record, prediction, (*frame)->index, time_s);
        QImage picture = copyOf((*frame)->image);
        {
            QPainter painter(&picture);
            LayerSet above = layers;
            above.set(LayerKind::Picture, false); // it is there already
            paintFigureFrame(painter, geometry, content, above, style);
        }
        if (auto written = (*writer)->write(imageOf(picture)); !written) return fail(written.error());
        if (sound)
            if (auto written = writeSound(source, **writer, sound_s, plan->time_s(k + 1)); !written)
                return fail(written.error());
        if (progress) progress({static_cast<double>(k + 1) / static_cast<double>(plan->pictures), name});
    }
    if (auto finished = (*writer)->finish(); !finished) return fail(finished.error());
    if (auto same = readBack(file, *plan, sound.has_value(), stop); !same) return fail(same.error());
    ExportReport report{.format = ExportFormat::Overlay, .files = {file}};
    if (!sound) report.warnings.push_back({"no-sound", name + ": the clip has no sound track, so the movie is silent"});
    return report;
}

} // namespace soundmask
