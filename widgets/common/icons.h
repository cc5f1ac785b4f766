#pragma once

#include <QIcon>
#include <QString>
#include <QStringList>

namespace soundmask {

/// The icon resources/icons/NAME.svg, drawn in the text colour of the application's palette at any size; greyed when
/// disabled, in the accent colour when checked. Follows a change of theme. An unknown name is a bug: asserts.
QIcon themedIcon(const QString& name);

/// Makes `:/soundmask/icons` known; for those who name its files by path, as style sheets do.
void loadIconResource();

/// All names, sorted.
QStringList iconNames();

} // namespace soundmask
