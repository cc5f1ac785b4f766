#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

namespace soundmask {

/// Edits a class name: any text, with the known names offered while typing.
class ClassDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setClassNames(const QStringList& names) { m_names = names; }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    QStringList m_names;
};

} // namespace soundmask
