#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"

namespace soundmask {

/// An opened media file with its chosen tracks, read packet by packet. The demuxer is chosen by content from a list of
/// containers that hold their own data; no other file or address is ever opened. One thread at a time.
class MediaInput {
  public:
    enum class Need { Pictures, Sound };
    enum class Read { Packet, End, Failed };

    /// Errors: FileNotFound, FileUnreadable, NotMedia (need pictures), MalformedFile (need sound), UnsupportedFormat,
    /// NoPictureStream (need pictures), NoSoundTrack (need sound), Cancelled.
    static Result<MediaInput> open(const std::filesystem::path& path, Need need, std::stop_token stop = {});

    MediaInput(MediaInput&&) = default;
    MediaInput& operator=(MediaInput&& other) noexcept;

    const std::filesystem::path& path() const { return m_path; }
    std::string name() const { return m_path.string(); }
    AVFormatContext& format() const { return *m_format; }
    /// The chosen tracks, those ffmpeg's command line takes; cover pictures never count. Null when there is none.
    AVStream* pictures() const { return m_pictures; }
    AVStream* sound() const { return m_sound; }

    /// Reads only the packets of one chosen track from now on.
    void readOnly(const AVStream& track);
    /// Reading stops early once this token asks for it. Valid until replaced.
    void setStop(std::stop_token stop) { *m_stop = std::move(stop); }
    bool stopRequested() const { return m_stop->stop_requested(); }
    /// The next packet of a chosen track.
    Read read(AVPacket& packet);

  private:
    MediaInput() = default;
    Result<void> chooseTracks(Need need);

    std::filesystem::path m_path;
    std::unique_ptr<std::stop_token> m_stop; ///< at a fixed place: FFmpeg keeps a pointer to it
    ffmpeg::Handle<AVIOContext> m_io;
    ffmpeg::Handle<AVFormatContext> m_format; ///< after m_io: closed before it
    AVStream* m_pictures = nullptr;
    AVStream* m_sound = nullptr;
};

} // namespace soundmask
