#pragma once

#include <QLocale>

class QCoreApplication;

namespace soundmask {

/// Makes \p application speak the first language of \p locale that there is, and Qt's own dialogs with it. What has no
/// translation stays English, with English plurals. Call once, on the GUI thread, before the first text is shown.
void installTranslations(QCoreApplication& application, const QLocale& locale);

} // namespace soundmask
