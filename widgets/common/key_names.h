#pragma once

#include <QHash>
#include <QObject>
#include <QString>

class QWidget;

namespace soundmask {

/// What the keys of actions are called now, for texts that name keys: "{new_object} starts an object". People change
/// keys, and then all such texts change with them. One for the program; GUI thread.
class KeyNames : public QObject {
    Q_OBJECT

  public:
    struct Name {
        QString key;   ///< as people read it; empty when the action has none
        QString title; ///< of the action, said where a sentence needs a word for a key that is not there
    };

    static KeyNames& instance();

    /// \p names by the actions' names. Tool tips follow by themselves, other texts by `changed`.
    void set(QHash<QString, Name> names);

    /// The key of the action called \p name; empty when it has none.
    QString keyOf(const QString& name) const { return m_names.value(name).key; }
    /// \p text with keys instead of the names in braces. Where an action has no key, a part in parentheses (split at
    /// ";") or between dots ("  ·  ") that names it is left out; elsewhere its title stands for it. What is no action's
    /// name stays as it is.
    QString filled(const QString& text) const;

    /// Gives \p widget the tool tip \p text, filled in, as long as it has no other.
    static void setToolTip(QWidget& widget, const QString& text);

  Q_SIGNALS:
    void changed();

  private:
    using QObject::QObject;

    QHash<QString, Name> m_names;
};

} // namespace soundmask
