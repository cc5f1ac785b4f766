#include "tests/support/sync/pulse_sandbox.h"

#include <QElapsedTimer>

#include <csignal>
#include <sys/prctl.h>

namespace soundmask::test {

namespace {
constexpr int kPatience_ms = 10'000;
} // namespace

PulseSandbox::PulseSandbox() {
    const QByteArray folder = QByteArray::fromStdString(m_folder.path().string());
    qputenv("XDG_RUNTIME_DIR", folder);
    qputenv("PULSE_RUNTIME_PATH", folder + "/pulse");
    qputenv("PULSE_STATE_PATH", folder + "/state");
    qputenv("PULSE_SERVER", "unix:" + folder + "/socket");
    // No server is started behind the test's back.
    qputenv("PULSE_CLIENTCONFIG", "/dev/null");
}

PulseSandbox::~PulseSandbox() {
    kill();
}

QString PulseSandbox::start() {
    const QString socket = QString::fromStdString((m_folder / "socket").string());
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    // A test that crashes leaves no server behind.
    m_server.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_server.start(QStringLiteral("pulseaudio"),
                   {QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--use-pid-file=no"),
                    QStringLiteral("--exit-idle-time=-1"), QStringLiteral("-L"),
                    QStringLiteral("module-null-sink sink_name=%1").arg(defaultSink()), QStringLiteral("-L"),
                    QStringLiteral("module-native-protocol-unix auth-anonymous=1 socket=%1").arg(socket)});
    if (!m_server.waitForStarted(kPatience_ms)) return QStringLiteral("pulseaudio does not start");
    QElapsedTimer since;
    for (since.start(); since.elapsed() < kPatience_ms;) {
        if (control({QStringLiteral("info")}).contains(defaultSink())) return {};
        // Nothing tells when the socket is there; the server's end does end the wait at once.
        if (m_server.waitForFinished(50)) break;
    }
    return QStringLiteral("pulseaudio does not answer: ") + QString::fromUtf8(m_server.readAll());
}

void PulseSandbox::kill() {
    if (m_server.state() == QProcess::NotRunning) return;
    m_server.kill();
    m_server.waitForFinished(kPatience_ms);
}

void PulseSandbox::freeze(bool frozen) const {
    ::kill(static_cast<pid_t>(m_server.processId()), frozen ? SIGSTOP : SIGCONT);
}

QString PulseSandbox::addSink(const QString& name) const {
    return control({QStringLiteral("load-module"), QStringLiteral("module-null-sink"),
                    QStringLiteral("sink_name=%1").arg(name),
                    QStringLiteral("sink_properties=device.description=%1").arg(name)})
        .trimmed();
}

void PulseSandbox::removeSink(const QString& module) const {
    control({QStringLiteral("unload-module"), module});
}

QString PulseSandbox::control(const QStringList& arguments) const {
    QProcess pactl;
    pactl.start(QStringLiteral("pactl"), arguments);
    pactl.waitForFinished(kPatience_ms);
    return QString::fromUtf8(pactl.readAllStandardOutput());
}

} // namespace soundmask::test
