#include "widgets/canvas/cut_tool.h"

#include <QLineF>
#include <QPainter>
#include <algorithm>

#include "core/project/prompt.h"
#include "widgets/canvas/canvas_view.h"

namespace soundmask {

namespace {

/// A press that moves less than this is a click, in view pixels.
constexpr double kClickRadius = 4.0;
/// A smaller box is a slip of the hand, in video pixels.
constexpr double kSmallestBox = 4.0;

} // namespace

bool CutTool::press(const ToolEvent& event) {
    if (isBusy() || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) return false;
    if (canvas().refuseWhenNotPaintable()) return true;
    m_button = event.button;
    m_off = event.button == Qt::RightButton || event.modifiers.testFlag(Qt::ShiftModifier);
    m_drags = false;
    m_start = event;
    m_current_in_video = event.point_in_video;
    return true;
}

bool CutTool::move(const ToolEvent& event) {
    if (!isBusy()) return false;
    if (m_off) return true; // only a box around the object means something
    if (QLineF(event.point_in_view, m_start.point_in_view).length() > kClickRadius) m_drags = true;
    m_current_in_video = event.point_in_video;
    canvas().update();
    return true;
}

bool CutTool::release(const ToolEvent& event) {
    if (!isBusy() || event.button != m_button) return false;
    m_button = Qt::NoButton;
    canvas().update();
    CutHints hints;
    if (m_drags) {
        // A box begins anew: it says where the object ends, whatever was clicked before.
        const BoxF box = band();
        if (box.width() < kSmallestBox || box.height() < kSmallestBox) return true;
        m_hints = {};
        hints.box = box;
    } else {
        (m_off ? m_hints.off_object : m_hints.on_object).push_back(m_start.point_in_video);
        hints = m_hints;
        hints.so_far = canvas().activeMask();
    }
    if (hints.isEmpty()) {
        m_hints = {};
        Q_EMIT canvas().strokeRefused(tr("Click on the object first, or draw a box around it"));
        return true;
    }
    canvas().announceHint();
    Q_EMIT canvas().cutRequested(hints);
    return true;
}

bool CutTool::cancel() {
    if (!canCancel()) return false;
    m_button = Qt::NoButton;
    m_hints = {};
    canvas().announceHint();
    canvas().update();
    return true;
}

BoxF CutTool::band() const {
    const Size size = canvas().geometry().videoSize();
    const PointF a = m_start.point_in_video, b = m_current_in_video;
    return {std::max(0.0, std::min(a.x, b.x)), std::max(0.0, std::min(a.y, b.y)),
            std::min(double(size.width), std::max(a.x, b.x)), std::min(double(size.height), std::max(a.y, b.y))};
}

void CutTool::paint(QPainter& painter, const ViewGeometry& geometry) const {
    LayerPainter layers(painter, geometry);
    std::vector<PointPrompt> points;
    for (const PointF& p : m_hints.on_object)
        points.push_back({p, true, 1.0, PromptOrigin::User});
    for (const PointF& p : m_hints.off_object)
        points.push_back({p, false, 1.0, PromptOrigin::User});
    layers.paintPoints(points, -1, false);
    if (isBusy() && m_drags) layers.paintBoxes({{band(), 1.0, {}, PromptOrigin::User}});
}

QCursor CutTool::cursor() const {
    return canvas().whyNotPaintable() ? Qt::ForbiddenCursor : Qt::CrossCursor;
}

QString CutTool::hint() const {
    if (const auto reason = canvas().whyNotPaintable()) return *reason;
    return hasPoints()
               ? tr("Left: also this  ·  Right: not this  ·  Drag: new box  ·  Esc: forget the clicks")
               : tr("Drag: box around the object, it is cut out by its colours  ·  Click: cut out what is here");
}

} // namespace soundmask
