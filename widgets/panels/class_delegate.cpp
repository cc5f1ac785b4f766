#include "widgets/panels/class_delegate.h"

#include <QCompleter>
#include <QLineEdit>

namespace soundmask {

QWidget* ClassDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
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
