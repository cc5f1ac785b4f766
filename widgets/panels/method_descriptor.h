#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace soundmask {

/// One parameter of a method, as the panel shows it. Values are text as on the command line.
struct ParameterDescriptor {
    enum class Type { Boolean, Integer, Real, Choice, Text };

    QString key;   ///< as on the command line
    QString title; ///< for people; the key when empty
    Type type = Type::Text;
    QString default_value; ///< Boolean: "true" or "false"
    double minimum = 0.0;  ///< Integer and Real, inclusive
    double maximum = 0.0;
    QStringList choices;         ///< Choice only
    QString meaning;             ///< one sentence
    QStringList choice_titles{}; ///< of the choices, for people; those that are missing are called as they are
};

/// A method as the panel shows it.
struct MethodDescriptor {
    QString name;  ///< as on the command line
    QString title; ///< for people
    QString summary;
    QString limits;             ///< where it fails; always visible
    QString needs;              ///< what it needs, such as "a sound track, AudioCLIP"
    bool lacks_weights = false; ///< test weights are offered for what is missing
    bool uses_test_weights = false;
    QString unavailable; ///< why it cannot run now, with the remedy; empty when it can
    QString remedy;      ///< what a button beside that reason offers to do; no button when empty
    QVector<ParameterDescriptor> parameters;
};

} // namespace soundmask
