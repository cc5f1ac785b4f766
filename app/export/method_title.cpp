#include "app/export/method_title.h"

#include <QCoreApplication>

#include <algorithm>

#include "core/methods/method_registry.h"

namespace soundmask {

QString methodTitle(const std::string& name) {
    for (const MethodInfo* info : MethodRegistry::standard().infos())
        if (info->name == name) // listed with the other texts of methods, app/shell/method_texts.cpp
            return QCoreApplication::translate("soundmask::MethodTexts", info->title.c_str());
    return QString::fromStdString(name);
}

QString resultTitle(const std::string& method, bool has_test_weights) {
    const QString title = methodTitle(method);
    return has_test_weights ? QCoreApplication::translate("soundmask::MethodTexts", "%1, test weights").arg(title)
                            : title;
}

QString resultTitle(const Prediction& prediction) {
    return resultTitle(prediction.provenance.method,
                       std::ranges::any_of(prediction.frames, &FramePrediction::from_test_weights));
}

} // namespace soundmask
