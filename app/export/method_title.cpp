#include "app/export/method_title.h"

#include <QCoreApplication>

#include "core/methods/method_registry.h"

namespace soundmask {

QString methodTitle(const std::string& name) {
    for (const MethodInfo* info : MethodRegistry::standard().infos())
        if (info->name == name) // listed with the other texts of methods, app/shell/method_texts.cpp
            return QCoreApplication::translate("soundmask::MethodTexts", info->title.c_str());
    return QString::fromStdString(name);
}

} // namespace soundmask
