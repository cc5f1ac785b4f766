#pragma once

#include <string>

namespace soundmask {

/// What went wrong, for code that decides and for translation in the window.
enum class ErrorCode {
    FileNotFound,
    FileUnreadable,
    NotMedia,        ///< no demuxer recognises the content
    NoPictureStream, ///< sound only, or a cover picture only
    NoSoundTrack,
    NoFrameDecodes,
    FrameUnavailable, ///< this one picture cannot be decoded
    UnsupportedFormat,
    MalformedFile, ///< a text, JSON, CSV or picture file that breaks its format
    ShapeMismatch, ///< sizes or counts that have to agree do not
    UnknownName,   ///< a method, parameter, class or layout nobody knows
    InvalidValue,  ///< a parameter outside its range
    MissingModel,
    MissingData, ///< the method needs something this clip does not have
    WriteFailed,
    Cancelled,
    OutOfMemory,
    Internal,
};

/// A failure at a boundary. \p subject names the file, model or parameter; \p reason says what is wrong with it and what
/// the user can do, in plain English without a final full stop.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string subject;
    std::string reason;

    /// "SUBJECT: REASON", the text behind "soundmask: error: ".
    std::string toString() const { return subject.empty() ? reason : subject + ": " + reason; }
};

/// Something odd that did not stop the work. \p code is a stable lower-case word with dashes, for scripts.
struct Warning {
    std::string code;
    std::string text;

    bool operator==(const Warning&) const = default;
};

} // namespace soundmask
