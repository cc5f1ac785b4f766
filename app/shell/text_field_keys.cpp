#include "app/shell/text_field_keys.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace soundmask {

namespace {

bool isTextField(const QObject* object) {
    return qobject_cast<const QLineEdit*>(object) || qobject_cast<const QAbstractSpinBox*>(object) ||
           qobject_cast<const QTextEdit*>(object) || qobject_cast<const QPlainTextEdit*>(object);
}

/// The list of a combo box that is open.
bool isOpenList(const QObject* object) {
    const auto* list = qobject_cast<const QAbstractItemView*>(object);
    return list && list->window()->windowType() == Qt::Popup;
}

bool isFunctionKey(int key) {
    return key >= Qt::Key_F1 && key <= Qt::Key_F35;
}

} // namespace

TextFieldKeys::TextFieldKeys(QObject* parent)
    : QObject(parent) {
    QCoreApplication::instance()->installEventFilter(this);
}

bool TextFieldKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride || !(isTextField(watched) || isOpenList(watched))) return false;
    const auto* key = static_cast<const QKeyEvent*>(event);
    const bool chord = key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (chord || isFunctionKey(key->key())) return false; // the field itself knows those for editing
    event->accept();
    return isTextField(watched); // an open list chooses by this very event
}

} // namespace soundmask
