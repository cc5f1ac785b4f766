#include "widgets/timeline/object_lanes.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

void paintGround(QPainter& painter, const LaneContext& context) {
    painter.fillRect(
        QRectF(context.dirty_x0, context.rect.top(), context.dirty_x1 - context.dirty_x0, context.rect.height()),
        context.theme.panel);
}

void paintSoundLine(QPainter& painter, QRectF bar, SoundState state, const Theme& theme) {
    const double y = bar.bottom() + 2.5;
    QPen pen(theme.text, 3.0, Qt::SolidLine, Qt::FlatCap);
    switch (state) {
    case SoundState::Unsure:
        return;
    case SoundState::Sounding:
        break;
    case SoundState::Silent:
        pen = QPen(theme.muted_text, 1.0);
        break;
    case SoundState::OffScreen:
        pen = QPen(theme.text, 2.0, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({1.5, 1.5});
        break;
    }
    painter.setPen(pen);
    painter.drawLine(QPointF(bar.left() + 1, y), QPointF(bar.right() - 1, y));
}

void paintBar(QPainter& painter, const LaneContext& context, const ObjectBar& bar, const QColor& opaque, QRectF row) {
    const double x0 = context.axis.xOf(bar.second - 1), x1 = context.axis.xOf(bar.second);
    if (x1 < context.dirty_x0 || x0 > context.dirty_x1) return;
    const bool dense = x1 - x0 < 4.0;
    const QRectF room(dense ? x0 : x0 + 1.0, row.top() + 3.0, dense ? std::max(1.0, x1 - x0) : x1 - x0 - 2.0,
                      row.height() - 9.0);
    const double share = std::sqrt(std::clamp(bar.area_fraction, 0.0, 1.0));
    const double height = bar.area_fraction > 0.0 ? std::max(3.0, share * room.height()) : 1.0;
    const QRectF filled(room.left(), room.bottom() - height, room.width(), height);
    QColor colour = opaque;
    if (bar.edited || dense) {
        painter.fillRect(filled, colour);
    } else {
        colour.setAlpha(context.theme.dark ? 70 : 60);
        painter.fillRect(filled, colour);
        colour.setAlpha(255);
        painter.fillRect(filled, QBrush(colour, Qt::BDiagPattern));
    }
    if (dense) return;
    painter.setPen(opaque);
    painter.drawLine(filled.topLeft(), filled.topRight());
    paintSoundLine(painter, QRectF(room.left(), row.top(), room.width(), row.height() - 6.0), bar.sound, context.theme);
}

QString soundText(SoundState state) {
    switch (state) {
    case SoundState::Sounding:
        return ObjectsLane::tr("sounding");
    case SoundState::Silent:
        return ObjectsLane::tr("silent");
    case SoundState::OffScreen:
        return ObjectsLane::tr("sounding off screen");
    case SoundState::Unsure:
        break;
    }
    return ObjectsLane::tr("sound not judged");
}

} // namespace

// Objects -----------------------------------------------------------------------------------------------------------

QString ObjectsLane::title() const {
    return tr("Objects");
}

double ObjectsLane::fullHeight() const {
    return kRowHeight * static_cast<double>(m_objects.size());
}

std::vector<LaneRow> ObjectsLane::rows() const {
    if (collapsed) return {{tr("Objects (%1)").arg(m_objects.size()), {}, false}};
    std::vector<LaneRow> rows;
    for (const ObjectLaneData& object : m_objects)
        rows.push_back({object.name, object.colour, object.active});
    return rows;
}

const ObjectLaneData* ObjectsLane::objectAt(double y) const {
    if (collapsed || y < 0.0) return nullptr;
    const auto row = static_cast<std::size_t>(y / kRowHeight);
    return row < m_objects.size() ? &m_objects[row] : nullptr;
}

void ObjectsLane::paint(QPainter& painter, const LaneContext& context) const {
    paintGround(painter, context);
    if (m_objects.empty()) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double row_height = context.rect.height() / static_cast<double>(m_objects.size());
    const TimeSpan span = context.dirtySpan();
    for (std::size_t i = 0; i < m_objects.size(); ++i) {
        const ObjectLaneData& object = m_objects[i];
        const QColor colour = visibleColour(object.colour, context.theme);
        const QRectF row(0, context.rect.top() + static_cast<double>(i) * row_height, context.axis.width(), row_height);
        const auto first =
            std::lower_bound(object.bars.begin(), object.bars.end(), static_cast<int>(std::floor(span.begin_s)),
                             [](const ObjectBar& bar, int second) { return bar.second < second; });
        for (auto bar = first; bar != object.bars.end() && bar->second - 1 <= span.end_s; ++bar) {
            if (collapsed) {
                const double x0 = context.axis.xOf(bar->second - 1);
                painter.fillRect(QRectF(x0, row.top() + 0.5, context.axis.xOf(bar->second) - x0 - 1.0,
                                        std::max(1.0, row_height - 1.0)),
                                 colour);
            } else {
                paintBar(painter, context, *bar, colour, row);
            }
        }
        if (collapsed) continue;
        painter.setPen(context.theme.border);
        painter.drawLine(QPointF(context.dirty_x0, row.bottom() - 0.5), QPointF(context.dirty_x1, row.bottom() - 0.5));
    }
}

QString ObjectsLane::toolTip(double t_s, double y, const LaneContext&) const {
    const ObjectLaneData* object = objectAt(y);
    if (object == nullptr) return {};
    const int second = static_cast<int>(std::floor(t_s)) + 1;
    for (const ObjectBar& bar : object->bars) {
        if (bar.second != second) continue;
        return tr("%1, second %2: %3 % of the picture, %4, %5")
            .arg(object->name)
            .arg(second)
            .arg(100.0 * bar.area_fraction, 0, 'f', 1)
            .arg(bar.edited ? tr("edited") : tr("from a model"), soundText(bar.sound));
    }
    return tr("%1, second %2: no mask").arg(object->name).arg(second);
}

// Scores ------------------------------------------------------------------------------------------------------------

QString ScoresLane::title() const {
    return tr("Scores");
}

double ScoresLane::fullHeight() const {
    return kRowHeight * static_cast<double>(m_scores.size());
}

std::vector<LaneRow> ScoresLane::rows() const {
    if (collapsed) return {{tr("Scores (%1)").arg(m_scores.size()), {}, false}};
    std::vector<LaneRow> rows;
    for (const ScoreLaneData& score : m_scores)
        rows.push_back({score.name, score.colour, false});
    return rows;
}

void ScoresLane::paint(QPainter& painter, const LaneContext& context) const {
    paintGround(painter, context);
    if (m_scores.empty()) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double row_height = context.rect.height() / static_cast<double>(m_scores.size());
    for (std::size_t i = 0; i < m_scores.size(); ++i) {
        const double top = context.rect.top() + static_cast<double>(i) * row_height;
        QColor colour = visibleColour(m_scores[i].colour, context.theme);
        colour.setAlpha(context.theme.dark ? 120 : 110);
        for (const auto& [second, value] : m_scores[i].values) {
            const double x0 = context.axis.xOf(second - 1), x1 = context.axis.xOf(second);
            if (x1 < context.dirty_x0 || x0 > context.dirty_x1) continue;
            const double height = std::clamp(value, 0.0, 1.0) * (row_height - 3.0);
            const QRectF bar(x0 + 1.0, top + row_height - 1.0 - height, std::max(1.0, x1 - x0 - 2.0), height);
            painter.fillRect(bar, colour);
            const bool poor = value < kPoor;
            if (poor)
                painter.fillRect(QRectF(bar.left(), top + row_height - 3.0, bar.width(), 2.0), context.theme.error);
            if (collapsed || x1 - x0 < 26.0) continue;
            painter.setPen(poor ? context.theme.error : context.theme.text);
            painter.drawText(QRectF(x0 + 5, top, x1 - x0 - 8, row_height - 2), Qt::AlignVCenter | Qt::AlignLeft,
                             QString::number(value, 'f', 2).mid(value < 1.0 ? 1 : 0));
        }
        painter.setPen(context.theme.border);
        painter.drawLine(QPointF(context.dirty_x0, top + row_height - 0.5),
                         QPointF(context.dirty_x1, top + row_height - 0.5));
    }
}

QString ScoresLane::toolTip(double t_s, double y, const LaneContext&) const {
    if (collapsed || y < 0.0) return {};
    const auto row = static_cast<std::size_t>(y / kRowHeight);
    if (row >= m_scores.size()) return {};
    const int second = static_cast<int>(std::floor(t_s)) + 1;
    for (const auto& [s, value] : m_scores[row].values)
        if (s == second) return tr("%1, second %2: %3").arg(m_scores[row].name).arg(second).arg(value, 0, 'f', 3);
    return {};
}

} // namespace soundmask
