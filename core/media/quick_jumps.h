#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/media/frame_table.h"
#include "core/media/lossless_file.h"

namespace soundmask {

/// Makes jumps quick in a video whose key pictures are far apart: a thread that only gets time nobody else wants copies
/// the pictures around the place looked at into files where each stands alone. Bounded on disk; what is farthest from
/// the place is dropped first.
class QuickJumps {
  public:
    /// Whether decoding up to some picture of \p size takes so long that copies are worth their space.
    static bool worthwhile(const FrameTable& table, Size size);

    /// \p table must outlive the object. Files without names go to \p folder, together at most \p limit_bytes.
    QuickJumps(std::filesystem::path video, const FrameTable& table, std::filesystem::path folder,
               std::int64_t limit_bytes);
    /// Stops the thread; waits for the picture it is at.
    ~QuickJumps();

    /// Copies around \p frame from now on. Any thread.
    void lookAt(FrameIndex frame);
    /// The decoded picture \p frame; null while there is no copy. One thread.
    ffmpeg::Handle<AVFrame> find(FrameIndex frame);
    /// Returns once there is nothing left to copy around the place looked at.
    void waitUntilCopied();

  private:
    /// Pictures that are copied and dropped together: those between two keys, or a part of them.
    struct Piece {
        FrameIndex first = 0;
        FrameIndex end = 0;
        std::shared_ptr<LosslessFile> file; ///< null: not begun, or dropped
        bool complete = false;              ///< nothing more is to be added
    };

    void run(std::stop_token stop);
    /// The next piece to copy, after making room for it. The caller holds the mutex.
    std::optional<std::size_t> nextPiece();
    std::size_t pieceOf(FrameIndex frame) const;
    std::int64_t bytes() const;

    const std::filesystem::path m_video;
    const FrameTable& m_table;
    const std::filesystem::path m_folder;
    const std::int64_t m_limit_bytes;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<Piece> m_pieces; ///< in order; firsts and ends never change
    FrameIndex m_centre = 0;
    bool m_idle = false; ///< the thread has nothing to do

    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace soundmask
