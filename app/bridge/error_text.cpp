#include "app/bridge/error_text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include "app/bridge/reason_texts.h"

namespace soundmask {

namespace {

/// The context of the titles for translators.
struct Titles {
    Q_DECLARE_TR_FUNCTIONS(soundmask::ErrorText)
};

/// A file is named by its last part: the folder is in the detail.
QString shortSubject(const Error& error) {
    const QString subject = QString::fromStdString(error.subject);
    const QString name = QFileInfo(subject).fileName();
    return name.isEmpty() ? subject : name;
}

QString sentence(QString text) {
    if (text.isEmpty()) return text;
    text[0] = text[0].toUpper();
    if (!text.endsWith(QLatin1Char('.'))) text += QLatin1Char('.');
    return text;
}

} // namespace

ErrorText errorText(const Error& error) {
    const QString name = shortSubject(error);
    ErrorText text{{}, sentence(reasonText(error.reason)), QString::fromStdString(error.toString())};
    switch (error.code) {
    case ErrorCode::FileNotFound:
        text.title = Titles::tr("%1 is not there any more").arg(name);
        break;
    case ErrorCode::FileUnreadable:
        text.title = Titles::tr("%1 cannot be read").arg(name);
        break;
    case ErrorCode::NotMedia:
        text.title = Titles::tr("%1 is not a video").arg(name);
        break;
    case ErrorCode::NoPictureStream:
        text.title = Titles::tr("%1 has sound but no picture").arg(name);
        break;
    case ErrorCode::NoSoundTrack:
        text.title = Titles::tr("%1 has no sound track").arg(name);
        text.remedy += QLatin1Char(' ') + Titles::tr("Methods that listen are off for this clip; drawing works.");
        break;
    case ErrorCode::NoFrameDecodes:
        text.title = Titles::tr("No picture of %1 can be decoded").arg(name);
        break;
    case ErrorCode::FrameUnavailable:
        text.title = Titles::tr("One picture of %1 cannot be decoded").arg(name);
        break;
    case ErrorCode::UnsupportedFormat:
        text.title = Titles::tr("%1 is in a format this program does not read").arg(name);
        break;
    case ErrorCode::MalformedFile:
        text.title = Titles::tr("%1 is damaged or incomplete").arg(name);
        break;
    case ErrorCode::ShapeMismatch:
        text.title = Titles::tr("The sizes in %1 do not fit together").arg(name);
        break;
    case ErrorCode::UnknownName:
    case ErrorCode::InvalidValue:
        text.title = Titles::tr("%1 cannot be used like this").arg(name);
        break;
    case ErrorCode::MissingModel:
        text.title = Titles::tr("Model file missing: %1").arg(name);
        break;
    case ErrorCode::MissingData:
        text.title = Titles::tr("%1 lacks something that is needed").arg(name);
        break;
    case ErrorCode::WriteFailed:
        text.title = Titles::tr("%1 could not be written").arg(name);
        break;
    case ErrorCode::Cancelled:
        text.title = Titles::tr("Cancelled");
        break;
    case ErrorCode::OutOfMemory:
        text.title = Titles::tr("Not enough memory");
        break;
    case ErrorCode::Internal:
        text.title = Titles::tr("An error inside the program");
        break;
    }
    return text;
}

QString warningText(const Warning& warning) {
    const QString text = QString::fromStdString(warning.text);
    // What begins with the name of a clip keeps its letters.
    return text.contains(QLatin1String(": ")) ? text + QLatin1Char('.') : sentence(text);
}

} // namespace soundmask
