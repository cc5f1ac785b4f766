#pragma once

#include <QHash>
#include <QWidget>

#include "core/masks/mask_select.h"
#include "widgets/canvas/canvas_tool.h"

class QCheckBox;
class QLabel;
class QSlider;
class QSpinBox;
class QStackedWidget;

namespace soundmask {

/// One slim line with the name and the options of the tool in hand. Emits what people change; setters are silent.
class ToolStrip : public QWidget {
    Q_OBJECT
  public:
    explicit ToolStrip(QWidget* parent = nullptr);

    /// Shows \p page (which the strip then owns) while one of \p tools is in hand.
    void addPage(const QList<ToolKind>& tools, QWidget* page);
    void setTool(ToolKind tool, const QString& name);
    /// Diameter in video pixels.
    void setBrushSize(double diameter);
    void setWandOptions(const WandOptions& options);

  Q_SIGNALS:
    void brushSizeChanged(double diameter);
    void wandOptionsChanged(const soundmask::WandOptions& options);

  private:
    QWidget* brushPage();
    QWidget* wandPage();

    QLabel* m_name;
    QStackedWidget* m_pages;
    QHash<ToolKind, QWidget*> m_page_of;
    QSpinBox* m_brush_size = nullptr;
    QSlider* m_brush_slider = nullptr;
    QSpinBox* m_tolerance = nullptr;
    QSlider* m_tolerance_slider = nullptr;
    QCheckBox* m_contiguous = nullptr;
};

} // namespace soundmask
