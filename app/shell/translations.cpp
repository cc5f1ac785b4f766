#include "app/shell/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace soundmask {

void installTranslations(QCoreApplication& application, const QLocale& locale) {
    const auto folder = QStringLiteral(":/i18n");
    const auto program = QStringLiteral("soundmask");
    const auto between = QStringLiteral("_");

    // Asked last of all: the texts are in the sources, but "%n mask(s)" has its two forms here.
    auto* plurals = new QTranslator(&application);
    if (plurals->load(QLocale(QLocale::English), program, between, folder)) application.installTranslator(plurals);

    auto* texts = new QTranslator(&application);
    if (!texts->load(locale, program, between, folder)) return;
    // Qt speaks the language of the program, or one window would speak two.
    auto* qt_texts = new QTranslator(&application);
    if (qt_texts->load(QLocale(texts->language()), QStringLiteral("qtbase"), between,
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(qt_texts);
    application.installTranslator(texts);
}

} // namespace soundmask
