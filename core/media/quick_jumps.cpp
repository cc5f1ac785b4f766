#include "core/media/quick_jumps.h"

#include <algorithm>
#include <pthread.h>
#include <sched.h>

#include "core/base/log.h"
#include "core/media/picture_decoder.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr FrameIndex kPieceLength = 256;
/// Decoding takes 1 to 2 ns a pixel: up to 60 ms from the key are nothing to mend.
constexpr std::int64_t kQuickPixels = 40'000'000;

/// Runs this thread and those it starts only while a processor has nothing else to do.
void yieldToEveryone() {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
}

std::vector<FrameIndex> keyFrames(const FrameTable& table) {
    std::vector<FrameIndex> frames{0};
    for (FrameIndex frame = table.count() - 1; frame > 0;) {
        const FrameTable::Key* key = table.keyBefore(frame);
        if (!key) break;
        frames.push_back(key->frame);
        frame = key->frame - 1;
    }
    std::sort(frames.begin(), frames.end());
    frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
    return frames;
}

} // namespace

bool QuickJumps::worthwhile(const FrameTable& table, Size size) {
    const std::vector<FrameIndex> keys = keyFrames(table);
    FrameIndex longest = table.count() - keys.back();
    for (std::size_t k = 1; k < keys.size(); ++k)
        longest = std::max(longest, keys[k] - keys[k - 1]);
    return longest * static_cast<std::int64_t>(size.area()) > kQuickPixels;
}

QuickJumps::QuickJumps(fs::path video, const FrameTable& table, fs::path folder, std::int64_t limit_bytes)
    : m_video(std::move(video))
    , m_table(table)
    , m_folder(std::move(folder))
    , m_limit_bytes(limit_bytes) {
    std::vector<FrameIndex> bounds = keyFrames(table);
    bounds.push_back(table.count());
    for (std::size_t k = 0; k + 1 < bounds.size(); ++k)
        for (FrameIndex first = bounds[k]; first < bounds[k + 1]; first += kPieceLength)
            m_pieces.push_back({first, std::min(first + kPieceLength, bounds[k + 1]), nullptr, false});
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

QuickJumps::~QuickJumps() {
    m_thread.request_stop();
    m_thread.join();
}

std::size_t QuickJumps::pieceOf(FrameIndex frame) const {
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), frame,
                                        [](FrameIndex f, const Piece& piece) { return f < piece.first; });
    return after == m_pieces.begin() ? 0 : static_cast<std::size_t>(after - m_pieces.begin() - 1);
}

std::int64_t QuickJumps::bytes() const {
    std::int64_t sum = 0;
    for (const Piece& piece : m_pieces)
        if (piece.file) sum += piece.file->bytes();
    return sum;
}

void QuickJumps::lookAt(FrameIndex frame) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_centre == frame) return;
        m_centre = frame;
        m_idle = false; // until the thread has looked again
    }
    m_changed.notify_all();
}

ffmpeg::Handle<AVFrame> QuickJumps::find(FrameIndex frame) {
    std::shared_ptr<LosslessFile> file;
    {
        const std::lock_guard lock(m_mutex);
        file = m_pieces[pieceOf(frame)].file;
    }
    return file ? file->read(frame) : nullptr;
}

void QuickJumps::waitUntilCopied() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_idle; });
}

std::optional<std::size_t> QuickJumps::nextPiece() {
    const std::size_t centre = pieceOf(m_centre);
    const auto distance = [&](std::size_t piece) { return piece > centre ? piece - centre : centre - piece; };
    const auto missing = [&](std::size_t piece) { return piece < m_pieces.size() && !m_pieces[piece].complete; };
    for (std::size_t step = 0; step < m_pieces.size(); ++step) {
        std::optional<std::size_t> wanted;
        if (missing(centre + step))
            wanted = centre + step;
        else if (step <= centre && missing(centre - step))
            wanted = centre - step;
        if (!wanted) continue;
        while (bytes() >= m_limit_bytes) {
            std::size_t farthest = *wanted;
            for (std::size_t piece = 0; piece < m_pieces.size(); ++piece)
                if (m_pieces[piece].file && distance(piece) > distance(farthest)) farthest = piece;
            if (farthest == *wanted) return std::nullopt;
            m_pieces[farthest].file.reset();
            m_pieces[farthest].complete = false;
        }
        return wanted;
    }
    return std::nullopt;
}

void QuickJumps::run(std::stop_token stop) {
    yieldToEveryone();
    auto input = MediaInput::open(m_video, MediaInput::Need::Pictures, stop);
    std::optional<PictureDecoder> decoder;
    if (input) decoder.emplace(std::move(*input), m_table, false, 0);
    bool usable = decoder.has_value();
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        std::optional<std::size_t> next = usable ? nextPiece() : std::nullopt;
        if (!next) {
            m_idle = true;
            m_changed.notify_all();
            if (!m_changed.wait(lock, stop, [this] { return !m_idle; })) return;
            continue;
        }
        auto file = LosslessFile::create(m_folder);
        if (!file) {
            log().warn("{}", file.error().toString());
            usable = false;
            continue;
        }
        Piece& piece = m_pieces[*next];
        piece.file = std::move(*file);
        const auto still_wanted = [&] { return pieceOf(m_centre) == *next || m_pieces[pieceOf(m_centre)].complete; };
        FrameIndex frame = piece.first;
        for (; frame < piece.end && usable && !stop.stop_requested() && still_wanted(); ++frame) {
            if (bytes() >= m_limit_bytes) {
                frame = piece.end; // as much of it as there is room for
                break;
            }
            LosslessFile& target = *piece.file;
            lock.unlock();
            const auto picture = decoder->decode(frame);
            const Result<void> added = picture ? target.add(frame, **picture) : Result<void>();
            lock.lock();
            if (added) continue;
            log().warn("{}", added.error().toString());
            usable = false;
        }
        piece.complete = frame >= piece.end;
        if (!piece.complete) piece.file.reset();
    }
}

} // namespace soundmask
