#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/media/ffmpeg_handles.h"

namespace soundmask {

/// Decoded pictures of one size and format, compressed without loss and each by itself, so that any of them is back
/// after some milliseconds. The file has no name: its space is free again once this object or the process is gone.
/// One thread adds while another one reads.
class LosslessFile {
  public:
    /// Error: WriteFailed when no file can be made in \p folder.
    static Result<std::unique_ptr<LosslessFile>> create(const std::filesystem::path& folder);
    ~LosslessFile();
    LosslessFile(const LosslessFile&) = delete;
    LosslessFile& operator=(const LosslessFile&) = delete;

    /// Errors: UnsupportedFormat (no lossless codec for its format, or another size or format than the first one's),
    /// WriteFailed (a full disk), OutOfMemory.
    Result<void> add(FrameIndex frame, const AVFrame& picture);
    /// The picture as it was added; null when it is not here.
    ffmpeg::Handle<AVFrame> read(FrameIndex frame);
    /// Size on disk.
    std::int64_t bytes() const;

  private:
    struct Place {
        std::int64_t offset = 0;
        int bytes = 0;
    };

    explicit LosslessFile(int descriptor);
    Result<void> prepare(const AVFrame& picture);

    const int m_descriptor;
    // The adding thread's.
    ffmpeg::Handle<AVCodecContext> m_encoder;
    ffmpeg::Handle<AVFrame> m_view = ffmpeg::makeFrame();
    ffmpeg::Handle<AVPacket> m_written = ffmpeg::makePacket();
    // The reading thread's, once there is a place.
    ffmpeg::Handle<AVCodecContext> m_decoder;
    ffmpeg::Handle<AVPacket> m_packet = ffmpeg::makePacket();
    ffmpeg::Handle<AVFrame> m_look = ffmpeg::makeFrame(); ///< format and colours of all pictures

    mutable std::mutex m_mutex; ///< guards what follows
    std::map<FrameIndex, Place> m_places;
    std::int64_t m_bytes = 0;
};

} // namespace soundmask
