#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <unordered_map>

#include "core/base/frame.h"

namespace soundmask {

/// The pictures of one open clip that were used last, up to a number of bytes. Any thread.
class FrameCache {
  public:
    explicit FrameCache(std::size_t limit_bytes) : m_limit_bytes(limit_bytes) {}

    /// The picture and a note that it was used; null when it is not here.
    FramePtr find(FrameIndex index);
    /// Keeps \p frame under its own index and drops the ones unused for longest. A picture larger than the limit is not
    /// kept. \p frame must not be null.
    void insert(FramePtr frame);
    void clear();
    std::size_t bytes() const;
    std::size_t count() const;

  private:
    void dropUntilItFits();

    mutable std::mutex m_mutex;
    const std::size_t m_limit_bytes;
    std::size_t m_bytes = 0;
    std::list<FramePtr> m_frames; ///< most recently used first
    std::unordered_map<FrameIndex, std::list<FramePtr>::iterator> m_places;
};

} // namespace soundmask
