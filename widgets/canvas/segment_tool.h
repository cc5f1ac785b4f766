#pragma once

#include <QCoreApplication>
#include <QImage>

#include "core/base/mask_rle.h"
#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Points at things for a promptable segmenter: left click on the object, right click off it, drag a box around it.
/// Shows what the canvas' SegmentView offers and tells what the user does; it knows no network.
class SegmentTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(soundmask::SegmentTool)
  public:
    using CanvasTool::CanvasTool;

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent& event) override;
    bool usesKey(const QKeyEvent& event) const override;
    void keyPress(const QKeyEvent& event) override;
    void leave() override;
    bool cancel() override;
    bool isBusy() const override { return m_button != Qt::NoButton; }
    bool canCancel() const override;
    bool editsMask() const override { return true; }
    void paint(QPainter& painter, const ViewGeometry& geometry) const override;
    QCursor cursor() const override;
    QString hint() const override;

  private:
    BoxF box() const;

    Qt::MouseButton m_button = Qt::NoButton; ///< held
    ToolEvent m_start;
    PointF m_current_in_video;
    bool m_is_box = false; ///< the drag has become a box
};

/// The mask as a picture of its size: pixels at its border opaque, the inside half so. Unlike an outline, it costs the
/// same however ragged a mask is, and the mouse asks for one at every move. Null for a null mask.
QImage segmentPicture(const MaskRle& mask);

} // namespace soundmask
