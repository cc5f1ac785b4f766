#pragma once

#include <QProcess>
#include <QString>

#include "tests/support/temporary_folder.h"

namespace soundmask::test {

/// A PulseAudio server of its own with one null sink, which this process and its children use instead of the system's.
/// Make it before anything touches the multimedia library.
class PulseSandbox {
  public:
    PulseSandbox();
    ~PulseSandbox();

    /// Starts the server (again) and waits until it answers. Returns what is wrong, empty when nothing is.
    QString start();

    /// The server dies without a word, as by a crash.
    void kill();
    /// It answers nobody, or goes on.
    void freeze(bool frozen) const;

    /// Plugs in a null sink called \p name. Returns its module number, empty when it failed.
    QString addSink(const QString& name) const;
    void removeSink(const QString& module) const;

    static QString defaultSink() { return QStringLiteral("ear"); }

  private:
    QString control(const QStringList& arguments) const;

    TemporaryFolder m_folder;
    QProcess m_server;
};

} // namespace soundmask::test
