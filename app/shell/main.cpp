#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSettings>
#include <QTimer>

#include <algorithm>

#include "app/shell/main_window.h"
#include "app/shell/translations.h"
#include "core/nn/process_start.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

using namespace soundmask;

int main(int argc, char** argv) {
    nn::prepareProgram(argv);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Soundmask"));
    QCoreApplication::setApplicationName(QStringLiteral("Soundmask"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SOUNDMASK_VERSION));
    installTranslations(application, QLocale::system());

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "A workbench for audio-visual segmentation."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("path"),
                                 QCoreApplication::translate("main", "Video, data set folder or folder of videos"),
                                 QStringLiteral("[path]"));
    parser.process(application);

    const int theme = std::clamp(QSettings().value(QStringLiteral("window/theme"), 0).toInt(), 0, 2);
    applyTheme(application, static_cast<ThemeMode>(theme));
    MainWindow window;
    window.show();
    const QStringList paths = parser.positionalArguments();
    // After the window stands, so that it is there at once.
    if (!paths.isEmpty()) QTimer::singleShot(0, &window, [&] { window.openPath(paths.front()); });
    return QApplication::exec();
}
