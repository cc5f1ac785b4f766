#include "widgets/common/icon_label.h"

#include <QPainter>

#include "widgets/common/icons.h"

namespace soundmask {

IconLabel::IconLabel(int side, QWidget* parent)
    : QWidget(parent)
    , m_side(side) {
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QString& name) {
    if (name == m_name) return;
    m_name = name;
    update();
}

void IconLabel::paintEvent(QPaintEvent*) {
    if (m_name.isEmpty()) return;
    QPainter painter(this);
    themedIcon(m_name).paint(&painter, rect());
}

} // namespace soundmask
