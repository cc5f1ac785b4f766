#pragma once

#include <QColor>
#include <QString>
#include <QToolButton>
#include <QVector>
#include <QWidget>

#include "widgets/common/chip.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/method_descriptor.h"
#include "widgets/panels/objects_panel.h"

namespace soundmask {

inline QToolButton* button(const QWidget& widget, const QString& name) {
    for (QToolButton* candidate : widget.findChildren<QToolButton*>())
        if (candidate->accessibleName() == name) return candidate;
    return nullptr;
}

inline Chip* chip(const QWidget& widget, const QString& text) {
    for (Chip* candidate : widget.findChildren<Chip*>())
        if (candidate->text() == text) return candidate;
    return nullptr;
}

template <typename T>
T* named(const QWidget& widget, const QString& name) {
    for (T* candidate : widget.findChildren<T*>())
        if (candidate->accessibleName() == name) return candidate;
    return nullptr;
}

inline QVector<ObjectRow> objectRows() {
    ObjectRow result;
    result.id = LayerId{-1};
    result.name = QStringLiteral("Result: Sound and motion");
    result.colour = QColor(86, 180, 233);
    result.from_model = true;
    result.has_mask = true;
    ObjectRow guitar;
    guitar.id = LayerId{1};
    guitar.name = QStringLiteral("guitar");
    guitar.class_name = QStringLiteral("guitar");
    guitar.colour = QColor(230, 159, 0);
    guitar.has_mask = true;
    guitar.sound = SoundState::Sounding;
    ObjectRow man;
    man.id = LayerId{2};
    man.name = QStringLiteral("man");
    man.colour = QColor(0, 158, 115);
    man.locked = true;
    man.visible = false;
    return {result, guitar, man};
}

inline MethodDescriptor soundMotion() {
    MethodDescriptor method;
    method.name = QStringLiteral("sound-motion");
    method.title = QStringLiteral("Sound and motion");
    method.summary = QStringLiteral("Finds what moves when it sounds.");
    method.limits = QStringLiteral("Finds nothing on stills, and fails where the sounding thing does not move.");
    method.needs = QStringLiteral("Sound track");
    method.parameters = {
        {"threshold", "Threshold", ParameterDescriptor::Type::Real, "0.55", 0.0, 1.0, {}, "Heat a pixel needs."},
        {"points", "Points", ParameterDescriptor::Type::Integer, "5", 1, 64, {}, "How many points."},
        {"refine", "Refine", ParameterDescriptor::Type::Boolean, "true", 0, 0, {}, "Refine with GrabCut."},
        {"flow", "Flow", ParameterDescriptor::Type::Choice, "fast", 0, 0, {"fast", "fine"}, "Optical flow.", {"Rough"}}};
    return method;
}

inline MethodDescriptor unavailable() {
    MethodDescriptor method;
    method.name = QStringLiteral("box-sam");
    method.title = QStringLiteral("Box prompt and SAM");
    method.summary = QStringLiteral("Segments inside the box.");
    method.unavailable = QStringLiteral("The weights of SAM are missing: import them under Model, Weights.");
    return method;
}

inline QVector<ClipRow> clipRows(int count) {
    QVector<ClipRow> rows;
    for (int i = 1; i <= count; ++i) {
        ClipRow row;
        row.id = ClipId{i};
        row.name = QStringLiteral("clip_%1").arg(i, 3, 10, QLatin1Char('0'));
        row.category = i % 2 ? QStringLiteral("playing_acoustic_guitar") : QStringLiteral("dog_barking");
        row.split = i % 3 ? QStringLiteral("train") : QStringLiteral("test");
        row.detail = QStringLiteral("5 s, 224 x 224");
        row.state = i % 3 == 0   ? ClipRow::State::Checked
                    : i % 3 == 1 ? ClipRow::State::Untouched
                                 : ClipRow::State::Edited;
        rows.append(row);
    }
    return rows;
}

} // namespace soundmask
