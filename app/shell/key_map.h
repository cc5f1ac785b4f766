#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;

namespace soundmask {

class Actions;
class JobBridge;

/// Which keys do what: those the program comes with, presets after other tools, JSON files, and single changes. The
/// actions' shortcuts are the map itself, so menus and the shortcut sheet follow; what differs from the usual keys is
/// kept in the settings. Within the window no key may mean two things. Functions that may refuse \returns why, for
/// people; empty when it is done, and nothing has changed otherwise. GUI thread.
class KeyMap : public QObject {
    Q_OBJECT

  public:
    using Keys = QList<QKeySequence>;
    struct Preset {
        QString title;
        QString file; ///< a resource; empty: the program's own keys
    };

    /// Takes the changes of the last time from the settings. \p actions must outlive this and have their usual keys.
    KeyMap(Actions& actions, JobBridge& jobs, QObject* parent = nullptr);

    /// The program's own keys first.
    static QList<Preset> presets();

    Keys usualKeys(const QAction& action) const { return m_usual.value(&action); }
    QString setKeys(QAction& action, const Keys& keys);
    QString usePreset(const Preset& preset);
    /// A file names only actions with other keys than usual: `{"schema": "soundmask/keys/1", "keys": {"brush_tool":
    /// ["B"]}}`.
    /// It is read by a job, which answers by `fileDone`.
    void readFrom(const QString& file);
    /// Writes such a file by a job, which answers by `fileDone`.
    void writeTo(const QString& file);

  Q_SIGNALS:
    void changed();
    /// A file was read and its keys are used, or it was written; otherwise \p why not, for people.
    void fileDone(const QString& why);

  private:
    using Changes = QHash<const QAction*, Keys>;
    QString parse(const QByteArray& json, Changes& changes) const;
    /// Takes \p changes over and stores them, unless keys would mean two things.
    QString apply(const Changes& changes);
    void use(const Changes& changes);
    /// Texts that name keys follow.
    void tellNames() const;
    /// Two actions with one key, or a key that opens a menu; empty when there is none.
    QString conflictOf(const Changes& changes) const;
    QByteArray toJson() const;

    Actions& m_actions;
    JobBridge& m_jobs;
    Changes m_usual;
};

} // namespace soundmask
