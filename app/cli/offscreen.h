#pragma once

#include <QGuiApplication>

#include <array>
#include <memory>

#include "core/base/log.h"

namespace soundmask::cli {

/// Lets a command paint pictures without a screen. Main thread; one at a time.
class Offscreen {
  public:
    Offscreen() {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // What Qt finds odd about the machine is no message of ours: scripts read stderr.
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
            type == QtFatalMsg || type == QtCriticalMsg ? log().error("{}", message.toStdString())
                                                        : log().debug("{}", message.toStdString());
        });
        m_application = std::make_unique<QGuiApplication>(m_argc, m_argv.data());
    }

  private:
    int m_argc = 1;
    std::array<char, 14> m_name{"soundmask-cli"};
    std::array<char*, 2> m_argv{m_name.data(), nullptr};
    std::unique_ptr<QGuiApplication> m_application;
};

} // namespace soundmask::cli
