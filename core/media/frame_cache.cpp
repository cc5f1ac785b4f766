#include "core/media/frame_cache.h"

namespace soundmask {

FramePtr FrameCache::find(FrameIndex index) {
    const std::lock_guard lock(m_mutex);
    const auto place = m_places.find(index);
    if (place == m_places.end()) return nullptr;
    m_frames.splice(m_frames.begin(), m_frames, place->second);
    return *place->second;
}

void FrameCache::insert(FramePtr frame) {
    const std::lock_guard lock(m_mutex);
    if (const auto place = m_places.find(frame->index); place != m_places.end()) {
        m_bytes -= (*place->second)->image.bytes();
        m_frames.erase(place->second);
        m_places.erase(place);
    }
    m_bytes += frame->image.bytes();
    m_frames.push_front(std::move(frame));
    m_places[m_frames.front()->index] = m_frames.begin();
    dropUntilItFits();
}

void FrameCache::clear() {
    const std::lock_guard lock(m_mutex);
    m_places.clear();
    m_frames.clear();
    m_bytes = 0;
}

std::size_t FrameCache::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

std::size_t FrameCache::count() const {
    const std::lock_guard lock(m_mutex);
    return m_frames.size();
}

void FrameCache::dropUntilItFits() {
    while (m_bytes > m_limit_bytes && !m_frames.empty()) {
        m_bytes -= m_frames.back()->image.bytes();
        m_places.erase(m_frames.back()->index);
        m_frames.pop_back();
    }
}

} // namespace soundmask
