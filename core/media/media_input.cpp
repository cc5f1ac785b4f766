#include "core/media/media_input.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace soundmask {

namespace fs = std::filesystem;
using ffmpeg::Handle;

namespace {

constexpr unsigned kProbeBytes = 1U << 20;
constexpr int kMostStreams = 128;
constexpr int kMostRetries = 1000; ///< a demuxer that asks again more often is stuck

/// FFmpeg's names of the containers that carry their own data and time stamps.
constexpr std::array<std::string_view, 22> kContainers{"mov,mp4,m4a,3gp,3g2,mj2",
                                                       "matroska,webm",
                                                       "avi",
                                                       "mpegts",
                                                       "mpeg",
                                                       "flv",
                                                       "ogg",
                                                       "asf",
                                                       "mxf",
                                                       "nut",
                                                       "ivf",
                                                       "gif",
                                                       "wav",
                                                       "w64",
                                                       "mp3",
                                                       "flac",
                                                       "aac",
                                                       "aiff",
                                                       "caf",
                                                       "amr",
                                                       "ac3",
                                                       "eac3"};
/// Formats that name other files or addresses.
constexpr std::array<std::string_view, 9> kPlaylists{
    "hls", "concat", "sdp", "rtsp", "dash", "imf", "ffmetadata", "applehttp", "webm_dash_manifest"};

int interruptWanted(void* stop) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EPERM);
}

/// "text (what FFmpeg said)".
std::string withComplaint(std::string text) {
    const std::string complaint = ffmpeg::takeLastComplaint();
    return complaint.empty() ? text : text + " (" + complaint + ")";
}

/// What a file that no demuxer can open is called: to people a sound file is no broken video.
struct Names {
    ErrorCode code;
    const char* folder;
    const char* unknown;
    const char* damaged;
    const char* still;
    const char* playlist;
    const char* convert;
};
constexpr Names kVideo{.code = ErrorCode::NotMedia,
                       .folder = "this is a folder, not a video; give a file in it",
                       .unknown = "this is not a video; its content is of no known kind",
                       .damaged = "the file is damaged or not a video",
                       .still = "this is a still picture, not a video",
                       .playlist = "this is a playlist that points to other files; open the video itself",
                       .convert = "convert it to MP4 or Matroska"};
constexpr Names kSound{.code = ErrorCode::MalformedFile,
                       .folder = "this is a folder, not a sound file; give a file in it",
                       .unknown = "this is not a sound file; copy or download it again",
                       .damaged = "the sound file is damaged; copy or download it again",
                       .still = "this is a still picture, not a sound file",
                       .playlist = "this is a playlist that points to other files; give the sound file itself",
                       .convert = "convert it to WAV"};

Result<void> checkFile(const fs::path& path, const Names& names) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) return fail(ErrorCode::FileNotFound, path.string(), "there is no such file");
    if (fs::is_directory(status)) return fail(ErrorCode::FileUnreadable, path.string(), names.folder);
    if (!fs::is_regular_file(status))
        return fail(ErrorCode::FileUnreadable, path.string(), "this is not a regular file");
    if (fs::file_size(path, error) == 0 && !error)
        return fail(names.code, path.string(), "the file is empty; copy or download it again");
    return {};
}

/// Looks at the first bytes only, so a name like "a.m3u8" or "a.mp4" plays no part.
Result<const AVInputFormat*> recogniseContainer(AVIOContext* io, const fs::path& path, const Names& names) {
    const AVInputFormat* container = nullptr;
    if (av_probe_input_buffer2(io, &container, nullptr, nullptr, 0, kProbeBytes) < 0 || !container)
        return fail(names.code, path.string(), names.unknown);
    const std::string_view name = container->name;
    if (std::find(kContainers.begin(), kContainers.end(), name) != kContainers.end()) return container;
    if (std::find(kPlaylists.begin(), kPlaylists.end(), name) != kPlaylists.end())
        return fail(ErrorCode::UnsupportedFormat, path.string(), names.playlist);
    if (name.ends_with("_pipe") || name == "image2")
        return fail(ErrorCode::UnsupportedFormat, path.string(), names.still);
    return fail(ErrorCode::UnsupportedFormat, path.string(),
                "the format '" + std::string(name) + "' is not supported; " + names.convert);
}

bool isCover(const AVStream& stream) {
    return (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
}

/// How much a track recommends itself, weighed as ffmpeg's command line does (av_find_best_stream decides otherwise):
/// pixels or channels, a bonus for the default track and a large one where packets were seen.
std::int64_t worth(const AVStream& stream) {
    const AVCodecParameters& codec = *stream.codecpar;
    const bool pictures = codec.codec_type == AVMEDIA_TYPE_VIDEO;
    const std::int64_t amount = pictures ? std::int64_t{codec.width} * codec.height : codec.ch_layout.nb_channels;
    const bool alive = (stream.event_flags & AVSTREAM_EVENT_FLAG_NEW_PACKETS) != 0;
    const bool preferred = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
    return amount + (preferred ? 5'000'000 : 0) + (alive ? 100'000'000 : 0);
}

/// The worthiest track of a kind, the first of equals; covers never count. Null when there is none.
AVStream* bestTrack(const AVFormatContext& format, AVMediaType kind) {
    AVStream* best = nullptr;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        AVStream* stream = format.streams[i];
        if (stream->codecpar->codec_type != kind || isCover(*stream)) continue;
        if (!best || worth(*stream) > worth(*best)) best = stream;
    }
    return best;
}

bool hasCover(const AVFormatContext& format) {
    for (unsigned i = 0; i < format.nb_streams; ++i)
        if (isCover(*format.streams[i])) return true;
    return false;
}

/// Lets FFmpeg look into the tracks, each with the limit on picture sizes.
int inspectTracks(AVFormatContext& format) {
    std::vector<AVDictionary*> options(format.nb_streams, nullptr);
    for (AVDictionary*& limits : options)
        av_dict_set_int(&limits, "max_pixels", ffmpeg::kMaxPixels, 0);
    const std::size_t count = options.size(); // inspection may find more tracks; those have no options
    const int result = avformat_find_stream_info(&format, options.data());
    for (std::size_t i = 0; i < count; ++i)
        av_dict_free(&options[i]);
    return result;
}

} // namespace

Result<MediaInput> MediaInput::open(const fs::path& path, Need need, std::stop_token stop) {
    ffmpeg::configure();
    const Names& names = need == Need::Sound ? kSound : kVideo;
    if (auto usable = checkFile(path, names); !usable) return fail(usable.error());
    ffmpeg::takeLastComplaint();

    MediaInput input;
    input.m_path = path;
    input.m_stop = std::make_unique<std::stop_token>(std::move(stop));
    const AVIOInterruptCB interrupt{interruptWanted, input.m_stop.get()};
    const auto cancelled = [&] { return fail(ErrorCode::Cancelled, path.string(), "opening was cancelled"); };

    // "file:" in front: a path may begin with a dash or contain a colon.
    AVIOContext* io = nullptr;
    const int opened = avio_open2(&io, ("file:" + path.string()).c_str(), AVIO_FLAG_READ, &interrupt, nullptr);
    input.m_io.reset(io);
    if (input.stopRequested()) return cancelled();
    if (opened < 0)
        return fail(ErrorCode::FileUnreadable, path.string(), "cannot open it: " + ffmpeg::errorText(opened));
    const auto container = recogniseContainer(io, path, names);
    if (input.stopRequested()) return cancelled();
    if (!container) return fail(container.error());

    AVFormatContext* format = avformat_alloc_context();
    if (!format) return fail(ErrorCode::OutOfMemory, path.string(), "not enough memory to open it");
    format->pb = io;
    format->interrupt_callback = interrupt;
    format->io_open = refuseToOpen;
    format->max_streams = kMostStreams;
    format->protocol_whitelist = av_strdup("file");
    const int understood = avformat_open_input(&format, nullptr, *container, nullptr); // frees the context on failure
    if (understood < 0) {
        if (input.stopRequested()) return cancelled();
        return fail(names.code, path.string(), withComplaint(names.damaged));
    }
    input.m_format.reset(format);
    const int inspected = inspectTracks(*format);
    if (input.stopRequested()) return cancelled();
    if (inspected < 0)
        return fail(names.code, path.string(), withComplaint("the file is damaged: no track can be read"));
    if (auto chosen = input.chooseTracks(need); !chosen) return fail(chosen.error());
    ffmpeg::takeLastComplaint();
    return input;
}

MediaInput& MediaInput::operator=(MediaInput&& other) noexcept {
    m_format.reset(); // before the file below it and the token it looks at
    m_io = std::move(other.m_io);
    m_stop = std::move(other.m_stop);
    m_format = std::move(other.m_format);
    m_path = std::move(other.m_path);
    m_pictures = std::exchange(other.m_pictures, nullptr);
    m_sound = std::exchange(other.m_sound, nullptr);
    return *this;
}

Result<void> MediaInput::chooseTracks(Need need) {
    m_pictures = need == Need::Pictures ? bestTrack(*m_format, AVMEDIA_TYPE_VIDEO) : nullptr;
    m_sound = bestTrack(*m_format, AVMEDIA_TYPE_AUDIO);
    for (unsigned i = 0; i < m_format->nb_streams; ++i) {
        AVStream* stream = m_format->streams[i];
        stream->discard = stream == m_pictures || stream == m_sound ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    if (need == Need::Sound && !m_sound) return fail(ErrorCode::NoSoundTrack, name(), "the file has no sound track");
    if (need == Need::Sound) return {};
    if (!m_pictures) {
        const char* reason = hasCover(*m_format) ? "no picture stream: a sound file with a cover picture is not a video"
                             : m_sound           ? "no picture stream: the file holds sound only"
                                                 : "no picture stream: the file holds nothing that can be shown";
        return fail(ErrorCode::NoPictureStream, name(), reason);
    }
    const AVCodecParameters& codec = *m_pictures->codecpar;
    if (codec.width > ffmpeg::kMaxSide || codec.height > ffmpeg::kMaxSide ||
        std::int64_t{codec.width} * codec.height > ffmpeg::kMaxPixels)
        return fail(ErrorCode::UnsupportedFormat, name(),
                    "the pictures are said to be " + std::to_string(codec.width) + "x" + std::to_string(codec.height) +
                        "; at most 16384 a side and 32 megapixels are read");
    return {};
}

void MediaInput::readOnly(const AVStream& track) {
    for (unsigned i = 0; i < m_format->nb_streams; ++i)
        m_format->streams[i]->discard = m_format->streams[i] == &track ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

MediaInput::Read MediaInput::read(AVPacket& packet) {
    av_packet_unref(&packet);
    int retries = 0;
    while (!stopRequested()) {
        const int result = av_read_frame(m_format.get(), &packet);
        if (result == AVERROR_EOF) return Read::End;
        if (result == AVERROR(EAGAIN) && ++retries < kMostRetries) continue;
        if (result < 0) return Read::Failed;
        if (m_format->streams[packet.stream_index]->discard != AVDISCARD_ALL) return Read::Packet;
        av_packet_unref(&packet);
    }
    return Read::Failed;
}

} // namespace soundmask
