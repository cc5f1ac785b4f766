#include "widgets/timeline/sound_lanes.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

constexpr std::size_t kPeaksPerStep = 4;
constexpr int kFewestColumns = 1024;
constexpr double kOnsetHeight = 6.0;
/// A sound quieter than this is not blown up to the full height of the lane.
constexpr float kQuietest = 0.02F;

void paintMessage(QPainter& painter, const LaneContext& context, const QString& message) {
    if (message.isEmpty()) return;
    painter.setPen(context.theme.muted_text);
    painter.drawText(QRectF(12, context.rect.top(), context.axis.width() - 24, context.rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, message);
}

void paintGround(QPainter& painter, const LaneContext& context) {
    painter.fillRect(
        QRectF(context.dirty_x0, context.rect.top(), context.dirty_x1 - context.dirty_x0, context.rect.height()),
        context.theme.panel);
}

} // namespace

QString WaveformLane::title() const {
    return tr("Sound");
}

void WaveformLane::clear() {
    m_levels.clear();
    m_onsets.clear();
    m_message.clear();
}

void WaveformLane::setWaveform(WaveformData waveform) {
    m_levels.clear();
    m_loudest = 0.0F;
    for (const auto& peak : waveform.peaks)
        m_loudest = std::max({m_loudest, peak.high, -peak.low});
    m_levels.push_back(std::move(waveform));
    while (m_levels.back().peaks.size() > 4096) {
        const WaveformData& fine = m_levels.back();
        WaveformData coarse{fine.begin_s, fine.peak_duration_s * kPeaksPerStep, {}};
        coarse.peaks.reserve(fine.peaks.size() / kPeaksPerStep + 1);
        for (std::size_t i = 0; i < fine.peaks.size(); i += kPeaksPerStep) {
            WaveformData::Peak peak = fine.peaks[i];
            for (std::size_t j = i + 1; j < std::min(i + kPeaksPerStep, fine.peaks.size()); ++j)
                peak = {std::min(peak.low, fine.peaks[j].low), std::max(peak.high, fine.peaks[j].high)};
            coarse.peaks.push_back(peak);
        }
        m_levels.push_back(std::move(coarse));
    }
}

WaveformData::Peak WaveformLane::peakOf(TimeSpan span) const {
    // The coarsest level that still has about two peaks in the span.
    std::size_t level = 0;
    while (level + 1 < m_levels.size() && m_levels[level + 1].peak_duration_s * 2.0 <= span.duration_s())
        ++level;
    const WaveformData& data = m_levels[level];
    const auto count = static_cast<double>(data.peaks.size());
    const double from = std::floor((span.begin_s - data.begin_s) / data.peak_duration_s);
    const double to = std::ceil((span.end_s - data.begin_s) / data.peak_duration_s);
    const auto first = static_cast<std::size_t>(std::clamp(from, 0.0, count));
    const auto last = static_cast<std::size_t>(std::clamp(std::max(to, from + 1.0), 0.0, count));
    if (first >= last) return {};
    WaveformData::Peak peak = data.peaks[first];
    for (std::size_t i = first + 1; i < last; ++i)
        peak = {std::min(peak.low, data.peaks[i].low), std::max(peak.high, data.peaks[i].high)};
    return peak;
}

void WaveformLane::paint(QPainter& painter, const LaneContext& context) const {
    paintGround(painter, context);
    const QRectF rect = context.rect;
    if (m_levels.empty() || m_levels.front().isEmpty()) {
        paintMessage(painter, context, m_message);
        return;
    }
    if (m_loudest == 0.0F) return paintMessage(painter, context, tr("The sound track is silent."));
    const double middle = rect.top() + (rect.height() - (collapsed ? 0.0 : kOnsetHeight)) / 2.0;
    const double half = middle - rect.top() - 2.0;
    const double gain = half / std::max(kQuietest, m_loudest);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(context.theme.border);
    painter.drawLine(QPointF(context.dirty_x0, middle), QPointF(context.dirty_x1, middle));
    QList<QLineF> columns;
    const int first = static_cast<int>(std::floor(context.dirty_x0)),
              last = static_cast<int>(std::ceil(context.dirty_x1));
    const double end = context.axis.duration_s();
    for (int x = first; x <= last; ++x) {
        const TimeSpan span{context.axis.timeAt(x), context.axis.timeAt(x + 1)};
        if (span.end_s < 0.0 || span.begin_s > end) continue;
        const WaveformData::Peak peak = peakOf(span);
        if (peak == WaveformData::Peak{}) continue;
        columns.append({x + 0.5, middle - gain * peak.high, x + 0.5, middle - gain * peak.low});
    }
    painter.setPen(QPen(context.theme.wave, 1.0));
    painter.drawLines(columns);
    if (collapsed) return;

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(context.theme.warning);
    const auto begin = std::lower_bound(m_onsets.begin(), m_onsets.end(), context.axis.timeAt(context.dirty_x0 - 4));
    double last_x = -1e9;
    for (auto onset = begin; onset != m_onsets.end(); ++onset) {
        const double x = context.axis.xOf(*onset);
        if (x > context.dirty_x1 + 4) break;
        if (x - last_x < 3.0) continue;
        last_x = x;
        const double y = rect.bottom() - 1.0;
        painter.drawPolygon(QPolygonF({{x, y - kOnsetHeight + 1}, {x + 3, y}, {x - 3, y}}));
    }
}

QString WaveformLane::toolTip(double t_s, double, const LaneContext& context) const {
    if (m_levels.empty() || m_levels.front().isEmpty()) return {};
    const double column = 1.0 / std::max(1e-9, context.axis.pixelsPerSecond());
    const WaveformData::Peak peak = peakOf({t_s, t_s + column});
    const double loudest = std::max(peak.high, -peak.low);
    const QString level = loudest > 0.0 ? tr("%1 dB").arg(20.0 * std::log10(loudest), 0, 'f', 1) : tr("silent");
    return tr("%1 s: %2 (full height: %3 dB). Triangles: onsets.")
        .arg(t_s, 0, 'f', 2)
        .arg(level)
        .arg(20.0 * std::log10(std::max(kQuietest, m_loudest)), 0, 'f', 1);
}

QString SpectrogramLane::title() const {
    return tr("Spectrum");
}

void SpectrogramLane::clear() {
    m_levels.clear();
    m_message.clear();
}

void SpectrogramLane::setPicture(const QImage& picture, TimeSpan span) {
    m_span = span;
    m_levels.assign(1, picture);
    while (m_levels.back().width() > kFewestColumns)
        m_levels.push_back(m_levels.back().scaled(m_levels.back().width() / 2, picture.height(), Qt::IgnoreAspectRatio,
                                                  Qt::SmoothTransformation));
}

void SpectrogramLane::paint(QPainter& painter, const LaneContext& context) const {
    paintGround(painter, context);
    if (m_levels.empty() || m_levels.front().isNull() || m_span.duration_s() <= 0.0) {
        if (!collapsed) paintMessage(painter, context, m_message);
        return;
    }
    const TimeSpan dirty = context.dirtySpan();
    // The coarsest picture that still has a column for each pixel.
    std::size_t level = 0;
    while (level + 1 < m_levels.size() &&
           m_levels[level + 1].width() >= m_span.duration_s() * context.axis.pixelsPerSecond())
        ++level;
    const QImage& picture = m_levels[level];
    const double columns_per_second = picture.width() / m_span.duration_s();
    // Whole columns, so that a partial repaint samples as the full one does.
    const double first = std::floor(std::max(0.0, (dirty.begin_s - m_span.begin_s) * columns_per_second) - 1.0);
    const double last = std::ceil((dirty.end_s - m_span.begin_s) * columns_per_second) + 1.0;
    const int left = std::clamp(static_cast<int>(first), 0, picture.width());
    const int right = std::clamp(static_cast<int>(std::min(last, double(picture.width()))), 0, picture.width());
    if (left >= right) return;
    const double x0 = context.axis.xOf(m_span.begin_s + left / columns_per_second);
    const double x1 = context.axis.xOf(m_span.begin_s + right / columns_per_second);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(x0, context.rect.top() + 1, x1 - x0, context.rect.height() - 2), picture,
                      QRectF(left, 0, right - left, picture.height()));
}

} // namespace soundmask
