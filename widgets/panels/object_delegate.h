#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

namespace soundmask {

/// Draws the cells of the objects panel: the current row is raised with a stripe at its left, so that the colours of
/// objects stay as they are. Edits a class name as any text, with the known names offered while typing.
class ObjectDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setClassNames(const QStringList& names) { m_names = names; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    QStringList m_names;
};

} // namespace soundmask
