#include "core/media/media_index.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/media/stream_scan.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// Tracks of fewer pixels in all are decoded while opening: a fraction of a second, and damage is known from the start.
constexpr std::int64_t kQuicklyDecodedPixels = 64'000'000;
/// The last picture may claim to be shown this long, or twice the longest pause before it.
constexpr double kLongestLastPicture_s = 10.0;
constexpr double kLongestContent_s = 7.0 * 24 * 3600;
/// The container's claim may be off by so much without a word.
constexpr double kClaimTolerance_s = 1.0;

bool undecided(const StreamScan& scan, const FrameTable& table, const AVStream& pictures) {
    const auto& packets = scan.packets;
    if (packets.empty() || !packets.front().key || scan.presentation_stamps_missing || scan.corrupt_packets > 0)
        return true;
    if (scan.read_failed || table.duplicates() > 0) return true;
    const bool before_first_key = std::any_of(packets.begin(), packets.end(), [&](const PicturePacket& packet) {
        return packet.shown && packet.id < packets.front().id;
    });
    if (before_first_key || pictures.nb_frames > static_cast<std::int64_t>(packets.size())) return true;
    const AVCodecParameters& codec = *pictures.codecpar;
    return std::int64_t{codec.width} * codec.height * static_cast<std::int64_t>(packets.size()) <=
           kQuicklyDecodedPixels;
}

/// Decodes until one picture comes out. An empty size when none does.
Size sizeOfFirstPicture(MediaInput& input) {
    const auto decoder = ffmpeg::openDecoder(*input.pictures(), 1);
    const auto packet = ffmpeg::makePacket();
    const auto picture = ffmpeg::makeFrame();
    bool ended = false;
    while (decoder) {
        const int received = avcodec_receive_frame(decoder.get(), picture.get());
        if (received == 0) return {picture->width, picture->height};
        if (received == AVERROR_EOF || ended) break;
        MediaInput::Read read = MediaInput::Read::End; // after a damaged packet, too, the next one may be fine
        do {
            read = input.read(*packet);
        } while (read == MediaInput::Read::Packet && packet->stream_index != input.pictures()->index);
        ended = read != MediaInput::Read::Packet;
        avcodec_send_packet(decoder.get(), ended ? nullptr : packet.get());
    }
    return {};
}

Rational toRational(AVRational ratio) {
    return {ratio.num, ratio.den};
}

Rational frameRateOf(const AVStream& pictures, const FrameTable& table) {
    for (const AVRational rate : {pictures.avg_frame_rate, pictures.r_frame_rate})
        if (rate.num > 0 && rate.den > 0) return toRational(rate);
    if (table.usualInterval_s() > 0) return toRational(av_d2q(1.0 / table.usualInterval_s(), 100000));
    return {1, 1};
}

/// How long the last picture is shown: what the file says, within reason, else as long as the others.
double lastPicture_s(const StreamScan& scan, const FrameTable& table, double tick_s, Rational rate) {
    const double usual_s = table.usualInterval_s() > 0 ? table.usualInterval_s() : 1.0 / rate.toDouble();
    if (scan.last_duration <= 0) return usual_s;
    double longest_s = 0.0;
    for (FrameIndex i = 1; i < table.count(); ++i)
        longest_s = std::max(longest_s, table.time_s(i) - table.time_s(i - 1));
    return std::min(static_cast<double>(scan.last_duration) * tick_s, std::max(kLongestLastPicture_s, 2 * longest_s));
}

/// Seconds the container claims; 0 where it claims none or where a track that is neither seen nor heard (subtitles,
/// data) explains them.
double unexplainedClaim_s(const AVFormatContext& format) {
    if (format.duration <= 0) return 0.0;
    const double claim_s = static_cast<double>(format.duration) / AV_TIME_BASE;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        const AVStream& stream = *format.streams[i];
        const bool other =
            stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO && stream.codecpar->codec_type != AVMEDIA_TYPE_AUDIO;
        if (other && stream.duration > 0 &&
            static_cast<double>(stream.duration) * av_q2d(stream.time_base) > claim_s - kClaimTolerance_s)
            return 0.0;
    }
    return claim_s;
}

std::vector<Warning> warningsFor(const MediaIndex& index, const StreamScan& scan) {
    std::vector<Warning> warnings;
    const MediaInfo& info = index.info;
    const AVFormatContext& format = index.input.format();
    const std::int64_t claimed_frames = index.input.pictures()->nb_frames;
    const auto packets = static_cast<std::int64_t>(scan.packets.size());
    const bool container_counts = std::string_view(format.iformat->name).starts_with("mov");
    const bool cut = container_counts && claimed_frames > packets;
    if (cut)
        warnings.push_back(
            {"truncated",
             fmt::format("the file is incomplete: it claims {} pictures and holds {}; copy or download it again",
                         claimed_frames, packets)});
    else if (scan.corrupt_packets > 0)
        warnings.push_back(
            {"truncated", fmt::format("{} packets are cut short or marked as damaged", scan.corrupt_packets)});
    if (scan.read_failed)
        warnings.push_back(
            {"read-error",
             fmt::format("reading stopped after {} packets of pictures: the rest of the file is damaged", packets)});
    if (scan.decode_errors > 0)
        warnings.push_back({"decode-errors", fmt::format("{} of {} packets of pictures do not decode; the pictures "
                                                         "around them may be damaged or missing",
                                                         scan.decode_errors, packets)});
    if (scan.damaged_pictures > 0)
        warnings.push_back({"decode-errors", fmt::format("{} of {} pictures are damaged", scan.damaged_pictures,
                                                         info.video.frames)});
    if (scan.sound && scan.sound->errors > 0)
        warnings.push_back(
            {"sound-errors", fmt::format("{} packets of sound do not decode; they are silent", scan.sound->errors)});
    const double claim_s = unexplainedClaim_s(format);
    // Some containers count from their clock's zero and not from where the content begins.
    const double wrong_by_s =
        std::min(std::abs(claim_s - info.duration_s), std::abs(claim_s - info.duration_s - info.start_s));
    if (!cut && claim_s > 0 && wrong_by_s > kClaimTolerance_s)
        warnings.push_back(
            {"duration-claim", fmt::format("the file claims {:.2f} s and holds {:.2f} s", claim_s, info.duration_s)});
    if (index.table.duplicates() > 0)
        warnings.push_back({"duplicate-times", fmt::format("{} pictures have the time of another one and are left out",
                                                           index.table.duplicates())});
    if (info.video.variable_rate)
        warnings.push_back(
            {"variable-rate", "the frame rate varies: the picture of a second is found by time, not by counting"});
    if (index.orientation.odd_angle)
        warnings.push_back({"odd-rotation", fmt::format("the file asks for a rotation by {} degrees, which is not a "
                                                        "quarter turn; pictures are shown as stored",
                                                        index.orientation.rotation)});
    return warnings;
}

Result<void> describe(MediaIndex& index, const StreamScan& scan) {
    const AVStream& pictures = *index.input.pictures();
    const FrameTable& table = index.table;
    const double tick_s = av_q2d(pictures.time_base);
    MediaInfo& info = index.info;
    info.video.size = index.orientation.displayed(index.stored_size);
    const AVRational sar =
        pictures.sample_aspect_ratio.num > 0 ? pictures.sample_aspect_ratio : pictures.codecpar->sample_aspect_ratio;
    if (sar.num > 0 && sar.den > 0) info.video.sar = toRational(sar);
    info.video.rotation = index.orientation.rotation;
    info.video.frame_rate = frameRateOf(pictures, table);
    info.video.frames = table.count();
    info.video.codec = avcodec_get_name(pictures.codecpar->codec_id);
    info.video.variable_rate = table.variableRate();
    const double pictures_begin_s = table.time_s(0);
    const double pictures_end_s =
        table.time_s(table.count() - 1) + lastPicture_s(scan, table, tick_s, info.video.frame_rate);
    info.video.duration_s = pictures_end_s - pictures_begin_s;

    info.start_s = pictures_begin_s;
    double end_s = pictures_end_s;
    if (scan.sound) {
        const AVCodecParameters& codec = *index.input.sound()->codecpar;
        info.audio = AudioInfo{codec.sample_rate, codec.ch_layout.nb_channels, avcodec_get_name(codec.codec_id),
                               scan.sound->end_s - scan.sound->begin_s};
        info.start_s = std::min(info.start_s, scan.sound->begin_s);
        info.audio->end_s = scan.sound->end_s - info.start_s;
        end_s = std::max(end_s, scan.sound->end_s);
    }
    info.duration_s = end_s - info.start_s;
    if (!(info.duration_s <= kLongestContent_s))
        return fail(
            ErrorCode::UnsupportedFormat, index.input.name(),
            fmt::format("its time stamps spread over {:.0f} s; more than seven days are not read", info.duration_s));
    info.warnings = warningsFor(index, scan);
    return {};
}

} // namespace

Result<std::unique_ptr<MediaIndex>> indexMedia(const fs::path& path, IndexDepth depth, std::stop_token stop,
                                               const ProgressCallback& progress) {
    const auto openAgain = [&] { return MediaInput::open(path, MediaInput::Need::Pictures, stop); };
    auto input = openAgain();
    if (!input) return fail(input.error());
    const double tick_s = av_q2d(input->pictures()->time_base);
    auto scan = scanStreams(*input, depth == IndexDepth::Everything, progress);
    if (!scan) return fail(scan.error());
    FrameTable table(*scan, tick_s);

    Size stored_size = scan->decoded_size;
    if (!scan->decoded) {
        auto fresh = openAgain();
        if (!fresh) return fail(fresh.error());
        stored_size = sizeOfFirstPicture(*fresh);
    }
    const bool look_closer = depth == IndexDepth::IfNeeded && undecided(*scan, table, *input->pictures());
    if (!scan->decoded && (look_closer || stored_size.isEmpty() || table.count() == 0)) {
        auto fresh = openAgain();
        if (!fresh) return fail(fresh.error());
        *input = std::move(*fresh);
        scan = scanStreams(*input, true, progress);
        if (!scan) return fail(scan.error());
        table = FrameTable(*scan, tick_s);
        stored_size = scan->decoded_size;
    }
    if (table.count() == 0)
        return fail(
            ErrorCode::NoFrameDecodes, path.string(),
            fmt::format(
                "none of its {} packets of pictures decodes: the file is damaged or its codec '{}' is not supported",
                scan->packets.size(), avcodec_get_name(input->pictures()->codecpar->codec_id)));

    const auto* matrix = reinterpret_cast<const std::int32_t*>(
        av_stream_get_side_data(input->pictures(), AV_PKT_DATA_DISPLAYMATRIX, nullptr));
    auto index = std::unique_ptr<MediaIndex>(new MediaIndex{
        std::move(*input), {}, std::move(table), orientationOf(matrix), stored_size, scan->decode_errors > 0});
    if (auto described = describe(*index, *scan); !described) return fail(described.error());
    index->input.setStop({});
    return index;
}

} // namespace soundmask
