#include "core/media/video_writer.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <unistd.h>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/media/ffmpeg_handles.h"

extern "C" {
#include <libavutil/opt.h>
}

namespace soundmask {

namespace fs = std::filesystem;
using ffmpeg::Handle;

namespace {

constexpr const char* kQuality = "18";       ///< x264's constant rate factor: no difference to be seen
constexpr int kPictureThreads = 4;           ///< fixed, because x264's output depends on it
constexpr double kSecondsBetweenKeys = 2;    ///< a key picture at least so often: quick to scrub through
constexpr std::int64_t kMpeg4Bits = 4;       ///< per pixel and second at 25 pictures a second
constexpr std::int64_t kSoundBits = 128'000; ///< per second and channel
constexpr std::int64_t kHighestRate = 1000;

struct FreeOutput {
    void operator()(AVFormatContext* output) const { avformat_free_context(output); }
};

/// A hidden file beside \p path that no other writer uses.
fs::path workingFileBeside(const fs::path& path) {
    static std::atomic<unsigned> counter{0};
    const std::string number = std::to_string(::getpid()) + "-" + std::to_string(counter++);
    return path.parent_path() / ("." + path.stem().string() + ".movie" + number + ".mp4");
}

const AVCodec* pictureEncoder() {
    const AVCodec* x264 = avcodec_find_encoder_by_name("libx264");
    return x264 ? x264 : avcodec_find_encoder(AV_CODEC_ID_MPEG4);
}

bool supportsRate(const AVCodec& codec, int rate_hz) {
    for (const int* rate = codec.supported_samplerates; rate && *rate != 0; ++rate)
        if (*rate == rate_hz) return true;
    return false;
}

Result<void> checkWish(const fs::path& path, Size size, Rational fps, const std::optional<SoundFormat>& sound) {
    const auto refuse = [&](const char* reason) { return fail(ErrorCode::InvalidValue, path.string(), reason); };
    if (size.isEmpty() || size.width > ffmpeg::kMaxSide || size.height > ffmpeg::kMaxSide ||
        size.area() > static_cast<std::size_t>(ffmpeg::kMaxPixels))
        return refuse("a movie's pictures are 1 to 16384 pixels wide and high and have at most 32 megapixels");
    constexpr std::int64_t kMost = std::numeric_limits<int>::max() / kHighestRate;
    if (fps.num <= 0 || fps.den <= 0 || fps.num > kMost || fps.den > kMost || fps.num > fps.den * kHighestRate)
        return refuse("a movie shows more than 0 and at most 1000 pictures per second");
    if (sound && (sound->channels < 1 || sound->channels > 2)) return refuse("a movie's sound has 1 or 2 channels");
    return {};
}

} // namespace

struct VideoWriter::Parts {
    /// One track: what encodes it and how far it is.
    struct Track {
        Handle<AVCodecContext> encoder;
        AVStream* stream = nullptr;
        std::int64_t next_pts = 0; ///< pictures or samples written so far
    };

    fs::path path;
    fs::path working_file;
    Size size;
    std::optional<SoundFormat> sound_format;
    Handle<AVIOContext> io;
    std::unique_ptr<AVFormatContext, FreeOutput> output; ///< after io: freed before it
    Track pictures;
    Track sound;
    Handle<SwsContext> scaler;
    Handle<AVFrame> rgb = ffmpeg::makeFrame(); ///< with the padding swscale reads into
    Handle<AVFrame> picture = ffmpeg::makeFrame();
    Handle<AVFrame> samples = ffmpeg::makeFrame();
    Handle<AVPacket> packet = ffmpeg::makePacket();
    std::vector<float> waiting; ///< interleaved samples short of an encoder's frame
    bool finished = false;

    ~Parts() {
        output.reset();
        io.reset();
        std::error_code ignored;
        if (!working_file.empty()) fs::remove(working_file, ignored);
    }

    tl::unexpected<Error> writeFailed(int code) const {
        const std::string complaint = ffmpeg::takeLastComplaint();
        return fail(ErrorCode::WriteFailed, path.string(),
                    "the movie cannot be written: " + ffmpeg::errorText(code) +
                        (complaint.empty() ? "" : " (" + complaint + ")"));
    }

    Result<void> openPictures(Rational fps);
    Result<void> openSound();
    Result<void> openFile();
    Result<void> encode(Track& track, const AVFrame* frame);
    Result<void> encodeSamples(std::size_t first, std::size_t count);
};

Result<void> VideoWriter::Parts::openPictures(Rational fps) {
    const AVCodec* codec = pictureEncoder();
    if (!codec)
        return fail(ErrorCode::UnsupportedFormat, path.string(),
                    "this FFmpeg encodes neither H.264 nor MPEG-4; install one with libx264");
    pictures.encoder.reset(avcodec_alloc_context3(codec));
    pictures.stream = avformat_new_stream(output.get(), nullptr);
    if (!pictures.encoder || !pictures.stream) return writeFailed(AVERROR(ENOMEM));
    AVCodecContext& encoder = *pictures.encoder;
    const bool x264 = codec->id == AV_CODEC_ID_H264;
    const bool odd = size.width % 2 != 0 || size.height % 2 != 0;
    encoder.width = size.width;
    encoder.height = size.height;
    encoder.pix_fmt = x264 && odd ? AV_PIX_FMT_YUV444P : AV_PIX_FMT_YUV420P;
    encoder.time_base = {static_cast<int>(fps.den), static_cast<int>(fps.num)};
    encoder.framerate = {static_cast<int>(fps.num), static_cast<int>(fps.den)};
    encoder.gop_size = std::max(1, static_cast<int>(std::lround(kSecondsBetweenKeys * fps.toDouble())));
    encoder.color_range = AVCOL_RANGE_MPEG;
    encoder.colorspace = AVCOL_SPC_SMPTE170M; // what readers that know no tags take for granted
    encoder.thread_count = x264 ? kPictureThreads : 1;
    encoder.flags |= AV_CODEC_FLAG_BITEXACT;
    if ((output->oformat->flags & AVFMT_GLOBALHEADER) != 0) encoder.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (x264) {
        av_opt_set(encoder.priv_data, "preset", "medium", 0);
        av_opt_set(encoder.priv_data, "crf", kQuality, 0);
    } else {
        encoder.bit_rate = static_cast<std::int64_t>(size.area()) * kMpeg4Bits;
    }
    if (const int opened = avcodec_open2(&encoder, codec, nullptr); opened < 0) return writeFailed(opened);
    avcodec_parameters_from_context(pictures.stream->codecpar, &encoder);
    pictures.stream->time_base = encoder.time_base;
    pictures.stream->avg_frame_rate = encoder.framerate;

    for (const auto& [frame, format] :
         {std::pair{rgb.get(), AV_PIX_FMT_RGB24}, std::pair{picture.get(), encoder.pix_fmt}}) {
        frame->format = format;
        frame->width = size.width;
        frame->height = size.height;
        if (const int made = av_frame_get_buffer(frame, 0); made < 0) return writeFailed(made);
    }
    picture->color_range = encoder.color_range;
    picture->colorspace = encoder.colorspace;
    scaler.reset(sws_getContext(size.width, size.height, AV_PIX_FMT_RGB24, size.width, size.height, encoder.pix_fmt,
                                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, nullptr, nullptr, nullptr));
    if (!scaler) return writeFailed(AVERROR(ENOMEM));
    const int one = 1 << 16;
    sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1,
                             sws_getCoefficients(AVCOL_SPC_SMPTE170M), 0, 0, one, one);
    return {};
}

Result<void> VideoWriter::Parts::openSound() {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
    if (!codec) return fail(ErrorCode::UnsupportedFormat, path.string(), "this FFmpeg does not encode AAC sound");
    if (!supportsRate(*codec, sound_format->rate_hz))
        return fail(ErrorCode::InvalidValue, path.string(),
                    "AAC does not store sound at " + std::to_string(sound_format->rate_hz) +
                        " Hz; use 16000, 44100 or 48000");
    sound.encoder.reset(avcodec_alloc_context3(codec));
    sound.stream = avformat_new_stream(output.get(), nullptr);
    if (!sound.encoder || !sound.stream) return writeFailed(AVERROR(ENOMEM));
    AVCodecContext& encoder = *sound.encoder;
    encoder.sample_fmt = AV_SAMPLE_FMT_FLTP;
    encoder.sample_rate = sound_format->rate_hz;
    encoder.bit_rate = kSoundBits * sound_format->channels;
    encoder.time_base = {1, sound_format->rate_hz};
    encoder.flags |= AV_CODEC_FLAG_BITEXACT;
    if ((output->oformat->flags & AVFMT_GLOBALHEADER) != 0) encoder.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    av_channel_layout_default(&encoder.ch_layout, sound_format->channels);
    if (const int opened = avcodec_open2(&encoder, codec, nullptr); opened < 0) return writeFailed(opened);
    avcodec_parameters_from_context(sound.stream->codecpar, &encoder);
    sound.stream->time_base = encoder.time_base;
    return {};
}

Result<void> VideoWriter::Parts::openFile() {
    std::error_code error;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    if (error) return fail(ErrorCode::WriteFailed, path.string(), "its folder cannot be made: " + error.message());
    if (fs::is_directory(path, error))
        return fail(ErrorCode::WriteFailed, path.string(), "there is a folder of this name; choose another one");
    working_file = workingFileBeside(path);
    AVIOContext* opened_io = nullptr;
    const int opened = avio_open(&opened_io, ("file:" + working_file.string()).c_str(), AVIO_FLAG_WRITE);
    io.reset(opened_io);
    if (opened < 0)
        return fail(ErrorCode::WriteFailed, path.string(),
                    "cannot write here: " + ffmpeg::errorText(opened) + "; choose another folder");
    output->pb = io.get();
    if (const int begun = avformat_write_header(output.get(), nullptr); begun < 0) return writeFailed(begun);
    return {};
}

Result<void> VideoWriter::Parts::encode(Track& track, const AVFrame* frame) {
    if (const int sent = avcodec_send_frame(track.encoder.get(), frame); sent < 0) return writeFailed(sent);
    while (true) {
        const int received = avcodec_receive_packet(track.encoder.get(), packet.get());
        if (received == AVERROR(EAGAIN) || received == AVERROR_EOF) return {};
        if (received < 0) return writeFailed(received);
        packet->stream_index = track.stream->index;
        if (packet->duration == 0 && &track == &pictures) packet->duration = 1; // one tick is one picture
        av_packet_rescale_ts(packet.get(), track.encoder->time_base, track.stream->time_base);
        if (const int written = av_interleaved_write_frame(output.get(), packet.get()); written < 0)
            return writeFailed(written);
        if (io->error < 0) return writeFailed(io->error);
    }
}

Result<void> VideoWriter::Parts::encodeSamples(std::size_t first, std::size_t count) {
    av_frame_unref(samples.get());
    samples->format = AV_SAMPLE_FMT_FLTP;
    samples->sample_rate = sound_format->rate_hz;
    samples->nb_samples = static_cast<int>(count);
    av_channel_layout_default(&samples->ch_layout, sound_format->channels);
    if (const int made = av_frame_get_buffer(samples.get(), 0); made < 0) return writeFailed(made);
    const auto channels = static_cast<std::size_t>(sound_format->channels);
    for (std::size_t channel = 0; channel < channels; ++channel) {
        auto* plane = reinterpret_cast<float*>(samples->data[channel]);
        for (std::size_t i = 0; i < count; ++i)
            plane[i] = waiting[(first + i) * channels + channel];
    }
    samples->pts = sound.next_pts;
    sound.next_pts += samples->nb_samples;
    return encode(sound, samples.get());
}

Result<std::unique_ptr<VideoWriter>> VideoWriter::open(const fs::path& path, Size size, Rational fps,
                                                       std::optional<SoundFormat> sound) {
    ffmpeg::configure();
    ffmpeg::takeLastComplaint();
    if (auto possible = checkWish(path, size, fps, sound); !possible) return fail(possible.error());
    auto parts = std::make_unique<Parts>();
    parts->path = path;
    parts->size = size;
    parts->sound_format = sound;
    AVFormatContext* output = nullptr;
    if (avformat_alloc_output_context2(&output, nullptr, "mp4", nullptr) < 0)
        return fail(ErrorCode::UnsupportedFormat, path.string(), "this FFmpeg does not write MP4 files");
    parts->output.reset(output);
    output->flags |= AVFMT_FLAG_BITEXACT;
    if (auto opened = parts->openPictures(fps); !opened) return fail(opened.error());
    if (sound)
        if (auto opened = parts->openSound(); !opened) return fail(opened.error());
    if (auto opened = parts->openFile(); !opened) return fail(opened.error());
    return std::unique_ptr<VideoWriter>(new VideoWriter(std::move(parts)));
}

VideoWriter::VideoWriter(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
VideoWriter::~VideoWriter() = default;

std::string VideoWriter::codec() const {
    return m_parts->pictures.encoder->codec->name;
}

Result<void> VideoWriter::write(const Image& image) {
    if (image.size() != m_parts->size)
        return fail(ErrorCode::ShapeMismatch, m_parts->path.string(),
                    "all pictures of a movie have the size it was begun with");
    AVFrame& rgb = *m_parts->rgb;
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(rgb.data[0] + std::ptrdiff_t{rgb.linesize[0]} * y, image.row(y), image.stride());
    AVFrame& picture = *m_parts->picture;
    if (const int writable = av_frame_make_writable(&picture); writable < 0)
        return m_parts->writeFailed(writable); // the encoder may hold the last one
    if (const int scaled =
            sws_scale(m_parts->scaler.get(), rgb.data, rgb.linesize, 0, rgb.height, picture.data, picture.linesize);
        scaled < 0)
        return m_parts->writeFailed(scaled);
    picture.pts = m_parts->pictures.next_pts++;
    return m_parts->encode(m_parts->pictures, &picture);
}

Result<void> VideoWriter::write(const AudioBlock& block) {
    const auto& format = m_parts->sound_format;
    if (!format || block.rate_hz != format->rate_hz || block.channels != format->channels ||
        block.samples.size() % static_cast<std::size_t>(format->channels) != 0)
        return fail(ErrorCode::ShapeMismatch, m_parts->path.string(),
                    "all sound of a movie has the rate and the channels it was begun with");
    auto& waiting = m_parts->waiting;
    waiting.insert(waiting.end(), block.samples.begin(), block.samples.end());
    const auto piece = static_cast<std::size_t>(m_parts->sound.encoder->frame_size);
    const auto channels = static_cast<std::size_t>(format->channels);
    std::size_t done = 0;
    for (; (done + piece) * channels <= waiting.size(); done += piece)
        if (auto encoded = m_parts->encodeSamples(done, piece); !encoded) return encoded;
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(done * channels));
    return {};
}

Result<void> VideoWriter::finish() {
    Parts& parts = *m_parts;
    if (parts.finished) return fail(ErrorCode::InvalidValue, parts.path.string(), "the movie is finished already");
    if (parts.pictures.next_pts == 0)
        return fail(ErrorCode::InvalidValue, parts.path.string(), "a movie needs at least one picture");
    parts.finished = true;
    if (!parts.waiting.empty()) {
        const std::size_t rest = parts.waiting.size() / static_cast<std::size_t>(parts.sound_format->channels);
        if (auto encoded = parts.encodeSamples(0, rest); !encoded) return encoded;
    }
    if (auto flushed = parts.encode(parts.pictures, nullptr); !flushed) return flushed;
    if (parts.sound.encoder)
        if (auto flushed = parts.encode(parts.sound, nullptr); !flushed) return flushed;
    if (const int ended = av_write_trailer(parts.output.get()); ended < 0) return parts.writeFailed(ended);
    parts.output.reset();
    AVIOContext* io = parts.io.release();
    if (const int closed = avio_closep(&io); closed < 0) return parts.writeFailed(closed);
    // Gets its name the way every other file of ours does: flushed to the disk first.
    return writeFileAtomically(parts.path, [&](const fs::path& temporary) -> Result<void> {
        std::error_code error;
        fs::rename(parts.working_file, temporary, error);
        if (error)
            return fail(ErrorCode::WriteFailed, parts.path.string(),
                        "the movie cannot be moved to its place: " + error.message());
        return {};
    });
}

} // namespace soundmask
