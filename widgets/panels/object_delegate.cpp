#include "widgets/panels/object_delegate.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QPainter>

#include "widgets/common/theme.h"
#include "widgets/panels/object_list_model.h"

namespace soundmask {

namespace {
constexpr int kIcon = 16;
constexpr int kGap = 8;
constexpr int kRowHeight = 28;
} // namespace

void ObjectDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = themeOf(option.palette);
    const QRect cell = option.rect;
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(cell, theme.raised);
        if (index.column() == 0) painter->fillRect(QRect(cell.left(), cell.top(), 3, cell.height()), theme.accent);
    }
    int left = cell.left() + 4;
    const QVariant decoration = index.data(Qt::DecorationRole);
    const bool has_text = index.column() == ObjectListModel::Name || index.column() == ObjectListModel::Class;
    if (!decoration.isNull()) {
        const int x = has_text ? left : cell.center().x() - kIcon / 2 + 1;
        const QRect place(x, cell.center().y() - kIcon / 2 + 1, kIcon, kIcon);
        if (decoration.canConvert<QIcon>() && !has_text)
            decoration.value<QIcon>().paint(painter, place);
        else
            painter->drawPixmap(place.adjusted(1, 1, -1, -1), decoration.value<QPixmap>());
        left += kIcon + kGap;
    }
    if (has_text) {
        const bool is_on = index.data(ObjectListModel::VisibleRole).toBool();
        const QFont font =
            index.data(Qt::FontRole).canConvert<QFont>() ? qvariant_cast<QFont>(index.data(Qt::FontRole)) : option.font;
        painter->setFont(font.resolve(option.font));
        painter->setPen(is_on && index.column() == ObjectListModel::Name ? theme.text : theme.muted_text);
        const QRect room(left, cell.top(), cell.right() - left - 4, cell.height());
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    }
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool is_current = view != nullptr && view->hasFocus() && view->currentIndex().row() == index.row();
    if (is_current && view->window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        // Every cell of the row draws its part of one frame.
        painter->fillRect(QRect(cell.left(), cell.top(), cell.width(), 2), theme.focus);
        painter->fillRect(QRect(cell.left(), cell.bottom() - 1, cell.width(), 2), theme.focus);
    }
    painter->restore();
}

QSize ObjectDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {QStyledItemDelegate::sizeHint(option, index).width() + kGap,
            std::max(kRowHeight, option.fontMetrics.height() + 10)};
}

QWidget* ObjectDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const {
    if (index.column() != ObjectListModel::Class) return QStyledItemDelegate::createEditor(parent, option, index);
    auto* editor = new QLineEdit(parent);
    editor->setAccessibleName(tr("Class"));
    editor->setPlaceholderText(tr("Class"));
    auto* completer = new QCompleter(m_names, editor);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    editor->setCompleter(completer);
    return editor;
}

} // namespace soundmask
