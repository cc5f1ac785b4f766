#pragma once

#include <QProcess>
#include <QSignalSpy>
#include <QStringList>

#include <nlohmann/json.hpp>

#include "tests/support/temporary_folder.h"

namespace soundmask::test {

struct Outcome {
    int exit_code = -1;
    QString out;
    QString err;

    nlohmann::json json() const { return nlohmann::json::parse(out.toStdString()); }
};

/// `soundmask-cli models ARGUMENTS` with \p models as its folder, beside the event loop that a server in this thread
/// needs.
inline Outcome runModels(const QString& models, const QStringList& arguments) {
    constexpr int kPatience_ms = 240000;
    QProcess program;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SOUNDMASK_MODELS"), models);
    environment.remove(QStringLiteral("http_proxy"));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(SOUNDMASK_CLI), QStringList{QStringLiteral("models")} + arguments);
    QSignalSpy finished(&program, &QProcess::finished);
    if (program.state() != QProcess::NotRunning && finished.isEmpty()) finished.wait(kPatience_ms);
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

} // namespace soundmask::test
