#pragma once

#include <QObject>
#include <QStringList>

namespace soundmask {

/// The files and folders opened last, newest first, kept in the user's settings. GUI thread.
class RecentFiles : public QObject {
    Q_OBJECT

  public:
    static constexpr int kLimit = 10;

    explicit RecentFiles(QObject* parent = nullptr);

    const QStringList& paths() const { return m_paths; }
    /// Puts \p path first.
    void add(const QString& path);
    void remove(const QString& path);
    void clear();

  Q_SIGNALS:
    void changed();

  private:
    void store();

    QStringList m_paths;
};

} // namespace soundmask
