#include "core/media/lossless_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace soundmask {

namespace fs = std::filesystem;

using ffmpeg::Handle;

namespace {

constexpr const char* kSubject = "quick access to pictures"; ///< the file has no name to show

tl::unexpected<Error> writeFailed() {
    return fail(ErrorCode::WriteFailed, kSubject, std::strerror(errno));
}

bool writeAll(int descriptor, const std::uint8_t* bytes, std::size_t count, std::int64_t offset) {
    while (count > 0) {
        const ssize_t written = ::pwrite(descriptor, bytes, count, offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        count -= static_cast<std::size_t>(written);
        offset += written;
    }
    return true;
}

bool readAll(int descriptor, std::uint8_t* bytes, std::size_t count, std::int64_t offset) {
    while (count > 0) {
        const ssize_t got = ::pread(descriptor, bytes, count, offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        bytes += got;
        count -= static_cast<std::size_t>(got);
        offset += got;
    }
    return true;
}

/// An unopened context of FFmpeg's own HuffYUV, the fastest codec it has for so many formats.
Handle<AVCodecContext> contextFor(const AVCodec* codec, const AVFrame& picture) {
    Handle<AVCodecContext> context(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!context) return nullptr;
    context->width = picture.width;
    context->height = picture.height;
    context->pix_fmt = ffmpeg::withoutRange(picture.format);
    context->time_base = {1, 1};
    context->thread_count = 1; // no delay: a picture goes in, a packet comes out
    return context;
}

} // namespace

Result<std::unique_ptr<LosslessFile>> LosslessFile::create(const fs::path& folder) {
    std::error_code ignored; // the next call says what is wrong
    fs::create_directories(folder, ignored);
    std::string path = (folder / "pictures-XXXXXX").string();
    const int descriptor = ::mkstemp(path.data());
    if (descriptor < 0) return fail(ErrorCode::WriteFailed, folder.string(), std::strerror(errno));
    ::unlink(path.c_str());
    return std::unique_ptr<LosslessFile>(new LosslessFile(descriptor));
}

LosslessFile::LosslessFile(int descriptor)
    : m_descriptor(descriptor) {}

LosslessFile::~LosslessFile() {
    ::close(m_descriptor);
}

Result<void> LosslessFile::prepare(const AVFrame& picture) {
    const auto unsupported = [&](const char* reason) { return fail(ErrorCode::UnsupportedFormat, kSubject, reason); };
    if (m_encoder) {
        const bool same = picture.width == m_look->width && picture.height == m_look->height &&
                          picture.format == m_look->format && picture.colorspace == m_look->colorspace &&
                          picture.color_range == m_look->color_range;
        if (!same) return unsupported("the pictures change their size or colours");
        return {};
    }
    auto encoder = contextFor(avcodec_find_encoder(AV_CODEC_ID_FFVHUFF), picture);
    if (!encoder || avcodec_open2(encoder.get(), encoder->codec, nullptr) < 0)
        return unsupported("there is no lossless codec for the pictures' colours");
    auto decoder = contextFor(avcodec_find_decoder(AV_CODEC_ID_FFVHUFF), picture);
    if (!decoder) return unsupported("there is no lossless decoder");
    decoder->extradata = static_cast<std::uint8_t*>(
        av_mallocz(static_cast<std::size_t>(encoder->extradata_size) + AV_INPUT_BUFFER_PADDING_SIZE));
    if (!decoder->extradata) return fail(ErrorCode::OutOfMemory, kSubject, "not enough memory");
    std::memcpy(decoder->extradata, encoder->extradata, static_cast<std::size_t>(encoder->extradata_size));
    decoder->extradata_size = encoder->extradata_size;
    if (avcodec_open2(decoder.get(), decoder->codec, nullptr) < 0) return unsupported("there is no lossless decoder");
    if (av_frame_copy_props(m_look.get(), &picture) < 0)
        return fail(ErrorCode::OutOfMemory, kSubject, "not enough memory");
    m_look->width = picture.width;
    m_look->height = picture.height;
    m_look->format = picture.format;
    m_encoder = std::move(encoder);
    m_decoder = std::move(decoder);
    return {};
}

Result<void> LosslessFile::add(FrameIndex frame, const AVFrame& picture) {
    if (auto ready = prepare(picture); !ready) return ready;
    av_frame_unref(m_view.get());
    if (av_frame_ref(m_view.get(), &picture) < 0) return fail(ErrorCode::OutOfMemory, kSubject, "not enough memory");
    m_view->format = m_encoder->pix_fmt;
    m_view->pts = frame;
    m_view->pict_type = AV_PICTURE_TYPE_NONE;
    if (avcodec_send_frame(m_encoder.get(), m_view.get()) < 0 ||
        avcodec_receive_packet(m_encoder.get(), m_written.get()) < 0)
        return fail(ErrorCode::UnsupportedFormat, kSubject, "a picture cannot be compressed");
    // Only this thread changes m_bytes, so reading it without the lock is fine.
    const Place place{m_bytes, m_written->size};
    const bool done = writeAll(m_descriptor, m_written->data, static_cast<std::size_t>(place.bytes), place.offset);
    av_packet_unref(m_written.get());
    if (!done) return writeFailed();
    const std::lock_guard lock(m_mutex);
    m_places[frame] = place;
    m_bytes += place.bytes;
    return {};
}

Handle<AVFrame> LosslessFile::read(FrameIndex frame) {
    Place place;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_places.find(frame);
        if (found == m_places.end()) return nullptr;
        place = found->second;
    }
    av_packet_unref(m_packet.get());
    if (av_new_packet(m_packet.get(), place.bytes) < 0) return nullptr;
    if (!readAll(m_descriptor, m_packet->data, static_cast<std::size_t>(place.bytes), place.offset)) return nullptr;
    m_packet->pts = frame;
    m_packet->flags = AV_PKT_FLAG_KEY;
    auto picture = ffmpeg::makeFrame();
    if (avcodec_send_packet(m_decoder.get(), m_packet.get()) < 0 ||
        avcodec_receive_frame(m_decoder.get(), picture.get()) < 0)
        return nullptr;
    picture->format = m_look->format;
    picture->colorspace = m_look->colorspace;
    picture->color_range = m_look->color_range;
    return picture;
}

std::int64_t LosslessFile::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace soundmask
