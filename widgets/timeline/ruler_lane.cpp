#include "widgets/timeline/ruler_lane.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

constexpr double kMarkRadius = 5.0;
constexpr double kLabelRoom = 80.0;
/// Between a mark and its label: the play head on the mark leaves the label readable.
constexpr double kLabelGap = 8.0;

/// "1:05" from one minute on, with as many decimals as \p step has.
QString label(double t_s, double step) {
    const int decimals = step >= 1.0 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(t_s * scale) / scale;
    const auto whole = static_cast<qint64>(std::floor(rounded + 1e-9));
    const double seconds = rounded - static_cast<double>(whole / 60 * 60);
    const QString tail = QString::number(seconds, 'f', decimals);
    const QString padded = seconds < 10.0 ? QLatin1Char('0') + tail : tail;
    const qint64 minutes = whole / 60;
    if (minutes >= 60)
        return QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')).arg(padded);
    return QStringLiteral("%1:%2").arg(minutes).arg(padded);
}

} // namespace

void paintKeyFrameMark(QPainter& painter, QPointF c, const KeyFrameMark& mark, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double r = kMarkRadius;
    if (mark.checked) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.good);
        painter.drawEllipse(c, r + 0.5, r + 0.5);
        QPainterPath tick(c + QPointF(-2.6, 0.1));
        tick.lineTo(c + QPointF(-0.6, 2.2));
        tick.lineTo(c + QPointF(2.8, -2.2));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.window, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(tick);
    } else if (mark.edited) {
        QPainterPath diamond(c + QPointF(0, -r - 0.5));
        diamond.lineTo(c + QPointF(r + 0.5, 0));
        diamond.lineTo(c + QPointF(0, r + 0.5));
        diamond.lineTo(c + QPointF(-r - 0.5, 0));
        diamond.closeSubpath();
        painter.fillPath(diamond, theme.warning);
    } else {
        painter.setPen(QPen(mark.predicted ? theme.accent : theme.muted_text, 1.4));
        painter.setBrush(mark.predicted ? QBrush(theme.accent) : Qt::NoBrush);
        painter.drawEllipse(c, r - 0.8, r - 0.8);
        if (mark.encoded && !mark.predicted) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.muted_text);
            painter.drawEllipse(c, 1.8, 1.8);
        }
    }
    painter.restore();
}

QString RulerLane::title() const {
    return tr("Time");
}

void RulerLane::paint(QPainter& painter, const LaneContext& context) const {
    const Theme& theme = context.theme;
    const QRectF rect = context.rect;
    painter.fillRect(QRectF(context.dirty_x0, rect.top(), context.dirty_x1 - context.dirty_x0, rect.height()),
                     theme.window);
    const double pps = context.axis.pixelsPerSecond();
    const double step = rulerStep(pps, kLabelRoom);
    const double minor = step / 5.0;
    // Labels reach to the right of their mark: those left of the dirty stretch may reach into it.
    const double first = std::max(0.0, context.axis.timeAt(context.dirty_x0 - kLabelRoom));
    const double last = std::min(context.axis.duration_s(), context.axis.timeAt(context.dirty_x1));
    const double scale_bottom = rect.top() + kScaleHeight;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (auto i = static_cast<qint64>(std::floor(first / minor)); static_cast<double>(i) * minor <= last + 1e-9; ++i) {
        const double t = static_cast<double>(i) * minor;
        const double x = std::floor(context.axis.xOf(t)) + 0.5;
        const bool major = i % 5 == 0;
        painter.setPen(major ? theme.muted_text : theme.border);
        painter.drawLine(QPointF(x, scale_bottom - (major ? 8 : 4)), QPointF(x, scale_bottom - 1));
        if (!major) continue;
        painter.setPen(theme.muted_text);
        painter.drawText(QRectF(x + kLabelGap, rect.top() + 1, kLabelRoom, kScaleHeight - 6),
                         Qt::AlignLeft | Qt::AlignVCenter, label(t, step));
    }
    painter.setPen(theme.border);
    painter.drawLine(QPointF(context.dirty_x0, scale_bottom), QPointF(context.dirty_x1, scale_bottom));

    const double centre_y = (scale_bottom + rect.bottom()) / 2.0;
    double last_x = -1e9;
    for (const KeyFrameMark& mark : context.marks) {
        const double x = context.axis.xOf(mark.key_frame.time_s);
        if (x < context.dirty_x0 - kMarkRadius - 2 || x > context.dirty_x1 + kMarkRadius + 2) continue;
        // Marks that would lie on each other become ticks.
        if (pps < 2.4 * kMarkRadius) {
            if (x - last_x < 1.0) continue;
            last_x = x;
            painter.setPen(mark.checked     ? theme.good
                           : mark.edited    ? theme.warning
                           : mark.predicted ? theme.accent
                                            : theme.border);
            painter.drawLine(QPointF(x, centre_y - 4), QPointF(x, centre_y + 4));
        } else {
            paintKeyFrameMark(painter, {x, centre_y}, mark, theme);
        }
    }
}

QString RulerLane::toolTip(double t_s, double y, const LaneContext& context) const {
    if (y < kScaleHeight) return tr("Click: go there. Drag: scrub. Shift+drag: mark a range. Wheel: zoom. Alt: snap.");
    const double reach = (kMarkRadius + 2.0) / std::max(1e-9, context.axis.pixelsPerSecond());
    for (const KeyFrameMark& mark : context.marks) {
        if (std::abs(mark.key_frame.time_s - t_s) > reach) continue;
        QStringList states;
        if (mark.encoded) states << tr("pre-encoded");
        if (mark.predicted) states << tr("predicted");
        if (mark.edited) states << tr("edited");
        if (mark.checked) states << tr("checked");
        if (states.isEmpty()) states << tr("nothing yet");
        return tr("Key frame of second %1: frame %2 at %3 s\n%4")
            .arg(mark.key_frame.second)
            .arg(mark.key_frame.frame + 1)
            .arg(mark.key_frame.time_s, 0, 'f', 2)
            .arg(states.join(QStringLiteral(", ")));
    }
    return {};
}

} // namespace soundmask
