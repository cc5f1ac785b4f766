#include "widgets/canvas/prompt_tool.h"

#include <QLineF>
#include <QPainter>
#include <algorithm>

#include "widgets/canvas/canvas_view.h"

namespace soundmask {

namespace {

/// A press that moves less than this is a click, in view pixels.
constexpr double kClickRadius = 4.0;
constexpr double kHandleRadius = 7.0;
/// A smaller box is a slip of the hand, in video pixels.
constexpr double kSmallestBox = 2.0;

PointF clamped(PointF p, Size size) {
    return {std::clamp(p.x, 0.0, double(size.width)), std::clamp(p.y, 0.0, double(size.height))};
}

bool isInside(PointF p, Size size) {
    return p.x >= 0 && p.y >= 0 && p.x < size.width && p.y < size.height;
}

} // namespace

bool PromptTool::press(const ToolEvent& event) {
    if (isBusy() || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) return false;
    m_start = event;
    m_current_in_video = event.point_in_video;
    m_button = event.button;
    m_negative = event.button == Qt::RightButton || event.modifiers.testFlag(Qt::ShiftModifier);
    m_moved = false;
    const PromptRef hit = canvas().promptAt(event.point_in_view);
    if (hit.isValid()) {
        pressOnPrompt(event, hit);
        return true;
    }
    if (m_kind != ToolKind::Select && !isInside(event.point_in_video, canvas().geometry().videoSize())) return false;
    if (m_kind == ToolKind::Select && event.button == Qt::RightButton) return false;
    m_action = Action::Pending;
    return true;
}

void PromptTool::pressOnPrompt(const ToolEvent& event, PromptRef hit) {
    canvas().selectPrompt(hit);
    if (m_negative) {
        canvas().flipSelectedPrompt();
        return;
    }
    m_action = Action::Drag;
    m_target = hit;
    m_part = partAt(hit, event.point_in_view);
}

bool PromptTool::move(const ToolEvent& event) {
    if (!isBusy()) {
        const bool over = canvas().promptAt(event.point_in_view).isValid();
        if (std::exchange(m_over_prompt, over) != over) canvas().refreshCursor();
        return false;
    }
    if (QLineF(event.point_in_view, m_start.point_in_view).length() > kClickRadius) m_moved = true;
    if (!m_moved) return true;
    const QRectF old_band = canvas().geometry().rectInView(rubberBand());
    m_current_in_video = clamped(event.point_in_video, canvas().geometry().videoSize());
    if (m_action == Action::Pending && m_kind != ToolKind::Select && !m_negative) m_action = Action::RubberBand;
    if (m_action == Action::RubberBand)
        canvas().updateOverlay(old_band.united(canvas().geometry().rectInView(rubberBand())).adjusted(-4, -4, 4, 4));
    if (m_action == Action::Drag) canvas().previewPrompts(dragged(m_current_in_video));
    return true;
}

bool PromptTool::release(const ToolEvent& event) {
    if (!isBusy() || event.button != m_button) return false;
    const Action action = std::exchange(m_action, Action::None);
    if (action == Action::Drag && m_moved) {
        const PromptSet wanted = dragged(m_current_in_video);
        canvas().requestPrompts(wanted, m_target);
        canvas().previewPrompts(std::nullopt);
    } else if (action == Action::RubberBand) {
        canvas().updateOverlay(canvas().geometry().rectInView(rubberBand()).adjusted(-4, -4, 4, 4));
        finishBox();
    } else if (action == Action::Pending && !m_moved) {
        finishClick();
    }
    return true;
}

void PromptTool::finishClick() {
    if (m_kind != ToolKind::Point) {
        canvas().selectPrompt({});
        if (m_kind == ToolKind::Select) {
            const LayerId layer = canvas().layerAt(m_start.point_in_video);
            if (layer.isValid()) Q_EMIT canvas().layerPicked(layer);
        }
        return;
    }
    PromptSet wanted = canvas().prompts();
    wanted.points.push_back({m_start.point_in_video, !m_negative, 1.0, PromptOrigin::User});
    canvas().requestPrompts(wanted, {PromptRef::Kind::Point, static_cast<int>(wanted.points.size()) - 1});
}

void PromptTool::finishBox() {
    const BoxF box = rubberBand();
    if (box.width() < kSmallestBox || box.height() < kSmallestBox) return;
    PromptSet wanted = canvas().prompts();
    wanted.boxes.push_back({box, 1.0, {}, PromptOrigin::User});
    canvas().requestPrompts(wanted, {PromptRef::Kind::Box, static_cast<int>(wanted.boxes.size()) - 1});
}

bool PromptTool::cancel() {
    if (!isBusy()) return false;
    m_action = Action::None;
    canvas().previewPrompts(std::nullopt);
    canvas().updateOverlay(canvas().rect());
    return true;
}

PromptTool::Part PromptTool::partAt(PromptRef prompt, QPointF point_in_view) const {
    if (prompt.kind != PromptRef::Kind::Box) return Part::Whole;
    const BoxPrompt& box = canvas().prompts().boxes[static_cast<std::size_t>(prompt.index)];
    const QRectF rect = canvas().geometry().rectInView(box.box_in_video);
    const auto near = [&](QPointF corner) { return QLineF(corner, point_in_view).length() <= kHandleRadius; };
    if (near(rect.topLeft())) return Part::TopLeft;
    if (near(rect.topRight())) return Part::TopRight;
    if (near(rect.bottomLeft())) return Part::BottomLeft;
    if (near(rect.bottomRight())) return Part::BottomRight;
    return Part::Whole;
}

PromptSet PromptTool::dragged(PointF to) const {
    PromptSet set = canvas().requestedBase();
    const Size size = canvas().geometry().videoSize();
    const auto index = static_cast<std::size_t>(m_target.index);
    const double dx = to.x - m_start.point_in_video.x, dy = to.y - m_start.point_in_video.y;
    if (m_target.kind == PromptRef::Kind::Point && index < set.points.size()) {
        PointPrompt& point = set.points[index];
        point.point_in_video = clamped({point.point_in_video.x + dx, point.point_in_video.y + dy}, size);
        // A moved point is no longer where the heat was: it is the user's now.
        point.origin = PromptOrigin::User;
        point.score = 1.0;
    } else if (m_target.kind == PromptRef::Kind::Box && index < set.boxes.size()) {
        BoxPrompt& prompt = set.boxes[index];
        BoxF box = prompt.box_in_video;
        if (m_part == Part::Whole) {
            const double shift_x = std::clamp(dx, -box.x0, size.width - box.x1);
            const double shift_y = std::clamp(dy, -box.y0, size.height - box.y1);
            box = {box.x0 + shift_x, box.y0 + shift_y, box.x1 + shift_x, box.y1 + shift_y};
        } else {
            const bool left = m_part == Part::TopLeft || m_part == Part::BottomLeft;
            const bool top = m_part == Part::TopLeft || m_part == Part::TopRight;
            (left ? box.x0 : box.x1) = to.x;
            (top ? box.y0 : box.y1) = to.y;
            box = {std::min(box.x0, box.x1), std::min(box.y0, box.y1), std::max(box.x0, box.x1),
                   std::max(box.y0, box.y1)};
        }
        prompt.box_in_video = box;
        prompt.origin = PromptOrigin::User;
        prompt.score = 1.0;
    }
    return set;
}

BoxF PromptTool::rubberBand() const {
    const PointF a = m_start.point_in_video, b = m_current_in_video;
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

void PromptTool::paint(QPainter& painter, const ViewGeometry& geometry) const {
    if (m_action != Action::RubberBand) return;
    painter.save();
    painter.setBrush(QColor(255, 255, 255, 28));
    painter.setPen(QPen(QColor(0, 0, 0, 190), 3.0));
    painter.drawRect(geometry.rectInView(rubberBand()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 1.4, Qt::DashLine));
    painter.drawRect(geometry.rectInView(rubberBand()));
    painter.restore();
}

QCursor PromptTool::cursor() const {
    if (m_over_prompt) return Qt::SizeAllCursor;
    return m_kind == ToolKind::Select ? Qt::ArrowCursor : Qt::CrossCursor;
}

QString PromptTool::hint() const {
    if (canvas().selectedPrompt().isValid())
        return tr("Drag: move  ·  Del: remove  ·  {turn_point}: turn positive / negative  ·  Esc: deselect");
    switch (m_kind) {
    case ToolKind::Point:
        return tr("Left: point on the object  ·  Right or Shift+left: point off it  ·  Drag: box  ·  {run_frame}: run");
    case ToolKind::Box:
        return tr("Drag: box around the object  ·  Click a prompt: select it  ·  {run_frame}: run");
    default:
        return tr("Click: select an object or prompt  ·  Hold Space or middle button: move the picture");
    }
}

} // namespace soundmask
