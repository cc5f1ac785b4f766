#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

#include "core/base/geometry.h"

namespace soundmask {

/// Where a video picture lies in a view. `video` are source pixels, `view` are logical (device independent) pixels of
/// a widget or page. A value: layers paint through it, so the screen, exported figures and tests share one code.
class ViewGeometry {
  public:
    /// Zoom limits, in view pixels per video pixel.
    static constexpr double kMinScale = 0.02;
    static constexpr double kMaxScale = 64.0;

    ViewGeometry() = default;
    /// The whole picture of \p video_size, centred in a view of \p view_size and as large as \p margin allows.
    static ViewGeometry fitted(Size video_size, QSizeF view_size, double margin = 0.0, double device_pixel_ratio = 1.0);

    Size videoSize() const { return m_video_size; }
    QSizeF viewSize() const { return m_view_size; }
    /// View pixels per video pixel; the same in x and y.
    double scale() const { return m_scale; }
    /// Screen pixels per video pixel: 1 is "100 %".
    double deviceScale() const { return m_scale * m_device_pixel_ratio; }
    double devicePixelRatio() const { return m_device_pixel_ratio; }
    bool isEmpty() const { return m_video_size.isEmpty() || m_view_size.isEmpty(); }

    QPointF pointInView(PointF point_in_video) const;
    PointF pointInVideo(QPointF point_in_view) const;
    QRectF rectInView(BoxF box_in_video) const;
    BoxF boxInVideo(QRectF rect_in_view) const;
    /// The rectangle the whole picture covers in the view; may be larger than the view.
    QRectF pictureInView() const;
    /// The video pixels that touch \p rect_in_view, clipped to the picture.
    PixelRect pixelsInVideo(QRectF rect_in_view) const;
    /// For QPainter: maps video coordinates to view coordinates.
    QTransform viewFromVideo() const;

    /// The same view with another scale; the video point under \p anchor_in_view stays there.
    ViewGeometry zoomed(double scale, QPointF anchor_in_view) const;
    /// Moved by \p offset_in_view; some part of the picture always stays in the view.
    ViewGeometry panned(QPointF offset_in_view) const;
    /// Another view size with the same scale and the same video point in the middle.
    ViewGeometry resized(QSizeF view_size, double device_pixel_ratio) const;
    /// The video point in the middle of the view.
    PointF centreInVideo() const;
    /// Scale \p scale with \p centre_in_video in the middle; what linked views copy from each other.
    ViewGeometry centredOn(PointF centre_in_video, double scale) const;

    bool operator==(const ViewGeometry&) const = default;

  private:
    void keepInSight();

    Size m_video_size;
    QSizeF m_view_size;
    double m_scale = 1.0;
    QPointF m_origin_in_view; ///< where video (0, 0) lies
    double m_device_pixel_ratio = 1.0;
};

} // namespace soundmask
