#include "widgets/panels/clip_list_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QSortFilterProxyModel>

#include "widgets/common/theme.h"
#include "widgets/panels/clip_list_model.h"

namespace soundmask {

namespace {

constexpr int kPadding = 8;
constexpr int kPictureWidth = 72;
constexpr int kPictureHeight = 48;
constexpr double kMarkRadius = 5.0;

/// Ring: untouched. Ring with a dot: predicted. Half disc: edited. Disc with tick: checked. Told apart without colour.
void paintState(QPainter& painter, QPointF centre, ClipRow::State state, const Theme& theme) {
    using State = ClipRow::State;
    const QRectF disc(centre - QPointF(kMarkRadius, kMarkRadius), QSizeF(2 * kMarkRadius, 2 * kMarkRadius));
    const QColor colour = state == State::Checked     ? theme.good
                          : state == State::Edited    ? theme.warning
                          : state == State::Predicted ? theme.accent
                                                      : theme.muted_text;
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(state == State::Checked ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(disc);
    painter.setBrush(colour);
    if (state == State::Predicted) {
        painter.drawEllipse(centre, 1.5, 1.5);
    } else if (state == State::Edited) {
        painter.drawPie(disc, 90 * 16, 180 * 16);
    } else if (state == State::Checked) {
        painter.setPen(QPen(theme.panel, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        QPainterPath tick(centre + QPointF(-2.4, 0.2));
        tick.lineTo(centre + QPointF(-0.6, 2.0));
        tick.lineTo(centre + QPointF(2.6, -2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(tick);
    }
}

void paintPicture(QPainter& painter, QRectF room, const QPixmap* picture, const Theme& theme) {
    QPainterPath shape;
    shape.addRoundedRect(room, 3, 3);
    if (picture == nullptr) {
        painter.fillPath(shape, theme.border);
        return;
    }
    const QSizeF size = QSizeF(picture->size()).scaled(room.size(), Qt::KeepAspectRatioByExpanding);
    const QRectF target(room.center() - QPointF(size.width() / 2, size.height() / 2), size);
    painter.save();
    painter.setClipPath(shape);
    painter.drawPixmap(target, *picture, picture->rect());
    painter.restore();
}

} // namespace

QSize ClipListDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {160, std::max(kPictureHeight, 3 * option.fontMetrics.height()) + 2 * kPadding};
}

void ClipListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* proxy = static_cast<const QSortFilterProxyModel*>(index.model());
    const ClipRow* row = m_model.at(proxy->mapToSource(index).row());
    if (row == nullptr) return;
    const Theme& theme = themeOf(option.palette);
    const QRectF rect = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const bool is_open = row->id == m_model.current();
    const bool is_selected = option.state.testFlag(QStyle::State_Selected);
    const bool is_hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (is_selected || is_hovered) {
        QColor ground = theme.raised;
        ground.setAlphaF(is_selected ? 1.0F : 0.55F);
        painter->fillRect(rect, ground);
    }
    if (is_open) painter->fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.accent);

    const QRectF picture(rect.left() + kPadding + 4, rect.center().y() - kPictureHeight / 2.0, kPictureWidth,
                         kPictureHeight);
    paintPicture(*painter, picture, m_model.thumbnail(row->id), theme);
    paintState(*painter, {rect.right() - kPadding - kMarkRadius, picture.top() + 8.0}, row->state, theme);

    const double left = picture.right() + kPadding;
    const double width = rect.right() - left - kPadding;
    const int line = option.fontMetrics.height();
    QString second = row->category;
    if (!row->split.isEmpty()) second += second.isEmpty() ? row->split : QStringLiteral(" \u00b7 ") + row->split;
    const bool three = !second.isEmpty() && !row->detail.isEmpty();
    double top = rect.center().y() - line * (three ? 1.5 : 1.0);
    QFont bold = option.font;
    bold.setBold(is_open);
    const auto write = [&](const QString& text, const QFont& font, const QColor& colour, double room,
                           Qt::TextElideMode elide = Qt::ElideRight) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(QRectF(left, top, room, line), Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetrics(font).elidedText(text, elide, static_cast<int>(room)));
        top += line;
    };
    // The ends of names tell clips apart.
    write(row->name, bold, theme.text, width - 2 * kMarkRadius - 4, Qt::ElideMiddle);
    if (!second.isEmpty()) write(second, option.font, theme.muted_text, width);
    if (!row->detail.isEmpty()) write(row->detail, option.font, theme.muted_text, width);
    // Those who click know where they are; those who use the keyboard must see it.
    const bool by_keys = option.state.testFlag(QStyle::State_KeyboardFocusChange);
    if (by_keys && option.state.testFlag(QStyle::State_HasFocus)) paintFocusRing(*painter, rect, theme, 3.0);
    painter->restore();
}

} // namespace soundmask
