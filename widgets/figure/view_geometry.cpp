#include "widgets/figure/view_geometry.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

/// How much of the picture stays visible, in view pixels, however far one pans.
constexpr double kKeptInSight = 32.0;

/// Origin along one axis so that [origin, origin + length) and [0, view) overlap by kKeptInSight.
double keptInSight(double origin, double length, double view) {
    const double kept = std::min({kKeptInSight, length, view});
    return std::clamp(origin, kept - length, std::max(kept - length, view - kept));
}

} // namespace

ViewGeometry ViewGeometry::fitted(Size video_size, QSizeF view_size, double margin, double device_pixel_ratio) {
    ViewGeometry geometry;
    geometry.m_video_size = video_size;
    geometry.m_view_size = view_size;
    geometry.m_device_pixel_ratio = device_pixel_ratio;
    if (geometry.isEmpty()) return geometry;
    const double room_x = std::max(1.0, view_size.width() - 2.0 * margin);
    const double room_y = std::max(1.0, view_size.height() - 2.0 * margin);
    geometry.m_scale =
        std::clamp(std::min(room_x / video_size.width, room_y / video_size.height), kMinScale, kMaxScale);
    return geometry.centredOn({video_size.width / 2.0, video_size.height / 2.0}, geometry.m_scale);
}

QPointF ViewGeometry::pointInView(PointF point_in_video) const {
    return m_origin_in_view + m_scale * QPointF(point_in_video.x, point_in_video.y);
}

PointF ViewGeometry::pointInVideo(QPointF point_in_view) const {
    const QPointF p = (point_in_view - m_origin_in_view) / m_scale;
    return {p.x(), p.y()};
}

QRectF ViewGeometry::rectInView(BoxF box_in_video) const {
    return {pointInView({box_in_video.x0, box_in_video.y0}), pointInView({box_in_video.x1, box_in_video.y1})};
}

BoxF ViewGeometry::boxInVideo(QRectF rect_in_view) const {
    const PointF a = pointInVideo(rect_in_view.topLeft());
    const PointF b = pointInVideo(rect_in_view.bottomRight());
    return {a.x, a.y, b.x, b.y};
}

QRectF ViewGeometry::pictureInView() const {
    return {m_origin_in_view, m_scale * QSizeF(m_video_size.width, m_video_size.height)};
}

PixelRect ViewGeometry::pixelsInVideo(QRectF rect_in_view) const {
    const BoxF box = boxInVideo(rect_in_view);
    const int left = static_cast<int>(std::floor(std::clamp(box.x0, 0.0, double(m_video_size.width))));
    const int top = static_cast<int>(std::floor(std::clamp(box.y0, 0.0, double(m_video_size.height))));
    const int right = static_cast<int>(std::ceil(std::clamp(box.x1, 0.0, double(m_video_size.width))));
    const int bottom = static_cast<int>(std::ceil(std::clamp(box.y1, 0.0, double(m_video_size.height))));
    return right > left && bottom > top ? PixelRect{left, top, right - left, bottom - top} : PixelRect{};
}

QTransform ViewGeometry::viewFromVideo() const {
    return {m_scale, 0.0, 0.0, m_scale, m_origin_in_view.x(), m_origin_in_view.y()};
}

ViewGeometry ViewGeometry::zoomed(double scale, QPointF anchor_in_view) const {
    ViewGeometry result = *this;
    result.m_scale = std::clamp(scale, kMinScale, kMaxScale);
    result.m_origin_in_view = anchor_in_view - (anchor_in_view - m_origin_in_view) * (result.m_scale / m_scale);
    result.keepInSight();
    return result;
}

ViewGeometry ViewGeometry::panned(QPointF offset_in_view) const {
    ViewGeometry result = *this;
    result.m_origin_in_view += offset_in_view;
    result.keepInSight();
    return result;
}

ViewGeometry ViewGeometry::resized(QSizeF view_size, double device_pixel_ratio) const {
    ViewGeometry result = *this;
    result.m_view_size = view_size;
    result.m_device_pixel_ratio = device_pixel_ratio;
    return result.centredOn(centreInVideo(), m_scale);
}

PointF ViewGeometry::centreInVideo() const {
    return pointInVideo({m_view_size.width() / 2.0, m_view_size.height() / 2.0});
}

ViewGeometry ViewGeometry::centredOn(PointF centre_in_video, double scale) const {
    ViewGeometry result = *this;
    result.m_scale = std::clamp(scale, kMinScale, kMaxScale);
    result.m_origin_in_view = QPointF(m_view_size.width() / 2.0, m_view_size.height() / 2.0) -
                              result.m_scale * QPointF(centre_in_video.x, centre_in_video.y);
    result.keepInSight();
    return result;
}

void ViewGeometry::keepInSight() {
    if (isEmpty()) return;
    const QSizeF picture = pictureInView().size();
    m_origin_in_view.setX(keptInSight(m_origin_in_view.x(), picture.width(), m_view_size.width()));
    m_origin_in_view.setY(keptInSight(m_origin_in_view.y(), picture.height(), m_view_size.height()));
}

} // namespace soundmask
