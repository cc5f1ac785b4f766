#include "widgets/timeline/film_lane.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

constexpr double kInset = 3.0;
/// Twice the lane's height, for sharp pictures on dense screens.
constexpr int kStoredHeight = 112;
/// About 40 MB of 16:9 pictures.
constexpr int kMostPictures = 450;
constexpr double kShortestStep_s = 1.0 / 32.0;

qint64 keyOf(double time_s) {
    return std::llround(time_s * 1000.0);
}

} // namespace

QString FilmLane::title() const {
    return tr("Film");
}

void FilmLane::clear() {
    m_pictures.clear();
    m_asked.clear();
}

void FilmLane::setAspect(double aspect) {
    m_aspect = std::clamp(aspect, 0.2, 5.0);
}

void FilmLane::setThumbnail(double time_s, const QImage& picture) {
    if (picture.isNull()) return;
    const qint64 key = keyOf(time_s);
    m_pictures[key] =
        picture.height() > kStoredHeight ? picture.scaledToHeight(kStoredHeight, Qt::SmoothTransformation) : picture;
    // The farthest from what just came is the least likely to be seen next; it may be asked for again.
    while (m_pictures.size() > kMostPictures) {
        const qint64 first = m_pictures.firstKey(), last = m_pictures.lastKey();
        const qint64 victim = key - first > last - key ? first : last;
        m_pictures.remove(victim);
        m_asked.remove(victim);
    }
}

double FilmLane::step(const TimeAxis& axis) const {
    const double width = (fullHeight() - 2 * kInset) * m_aspect;
    const double wanted = width / std::max(1e-9, axis.pixelsPerSecond());
    // Whole seconds show the pictures of key frames, which are few. Below, halves of halves: zooming in keeps every
    // cell's start, so pictures that are there can stay.
    return wanted > 1.0 ? std::ceil(wanted) : std::max(kShortestStep_s, std::exp2(std::ceil(std::log2(wanted))));
}

std::vector<FilmLane::Cell> FilmLane::cells(const TimeAxis& axis, TimeSpan span,
                                            const std::vector<KeyFrameMark>& marks) const {
    std::vector<Cell> result;
    if (axis.isEmpty()) return result;
    const double length = step(axis);
    const double end = std::min(span.end_s, axis.duration_s());
    for (double begin = std::floor(std::max(0.0, span.begin_s) / length) * length; begin < end; begin += length) {
        double time = begin;
        const auto second = static_cast<std::size_t>(begin);
        if (length >= 1.0 && second < marks.size()) time = marks[second].key_frame.time_s;
        result.push_back({{begin, std::min(begin + length, axis.duration_s())}, time});
    }
    return result;
}

QList<double> FilmLane::takeMissing(const TimeAxis& axis, const std::vector<KeyFrameMark>& marks) {
    QList<double> missing;
    for (const Cell& cell : cells(axis, axis.visible(), marks)) {
        const qint64 key = keyOf(cell.picture_time_s);
        if (m_pictures.contains(key) || m_asked.contains(key)) continue;
        m_asked.insert(key);
        missing.append(cell.picture_time_s);
    }
    const double middle = (axis.visible().begin_s + axis.visible().end_s) / 2.0;
    std::sort(missing.begin(), missing.end(),
              [middle](double a, double b) { return std::abs(a - middle) < std::abs(b - middle); });
    return missing;
}

const QImage* FilmLane::nearest(double time_s, double tolerance_s) const {
    const qint64 key = keyOf(time_s);
    const auto above = m_pictures.lowerBound(key);
    const QImage* best = nullptr;
    qint64 best_distance = std::llround(tolerance_s * 1000.0);
    if (above != m_pictures.end() && above.key() - key <= best_distance) {
        best = &above.value();
        best_distance = above.key() - key;
    }
    if (above != m_pictures.begin()) {
        const auto below = std::prev(above);
        if (key - below.key() <= best_distance) best = &below.value();
    }
    return best;
}

void FilmLane::paint(QPainter& painter, const LaneContext& context) const {
    const QRectF rect = context.rect;
    painter.fillRect(QRectF(context.dirty_x0, rect.top(), context.dirty_x1 - context.dirty_x0, rect.height()),
                     context.theme.panel);
    if (collapsed) return;
    const double length = step(context.axis);
    const TimeSpan span = context.dirtySpan();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (const Cell& cell : cells(context.axis, span, context.marks)) {
        const double x0 = context.axis.xOf(cell.span.begin_s);
        const double height = rect.height() - 2 * kInset;
        const QRectF frame(std::round(x0) + 1.0, rect.top() + kInset, std::round(height * m_aspect) - 2.0, height);
        const QRectF room(frame.left(), frame.top(), context.axis.xOf(cell.span.end_s) - frame.left() - 1.0, height);
        painter.save();
        painter.setClipRect(room, Qt::IntersectClip);
        // Until the exact picture is there, one of a coarser zoom fills in.
        if (const QImage* picture = nearest(cell.picture_time_s, length)) {
            const QSizeF fitted = QSizeF(picture->size()).scaled(frame.size(), Qt::KeepAspectRatio);
            painter.drawImage(
                QRectF(frame.left(), frame.center().y() - fitted.height() / 2.0, fitted.width(), fitted.height()),
                *picture);
        } else {
            painter.fillRect(frame, context.theme.raised);
        }
        painter.restore();
        painter.setPen(context.theme.border);
        const double line = std::floor(x0) + 0.5;
        painter.drawLine(QPointF(line, rect.top()), QPointF(line, rect.bottom()));
    }
}

} // namespace soundmask
