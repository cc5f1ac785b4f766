#include "core/media/frame_table.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace soundmask {

namespace {

/// The labels in order of presentation.
std::vector<std::int64_t> shownIds(const StreamScan& scan) {
    if (scan.decoded) return scan.decoded_ids;
    std::vector<std::int64_t> ids;
    for (const PicturePacket& packet : scan.packets)
        if (packet.shown && packet.id != AV_NOPTS_VALUE) ids.push_back(packet.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

FrameTable::FrameTable(const StreamScan& scan, double tick_s) {
    std::unordered_set<std::int64_t> seen;
    for (const std::int64_t id : shownIds(scan)) {
        if (seen.insert(id).second)
            m_ids.push_back(id);
        else
            ++m_duplicates; // two pictures could not be told apart when one is asked for
    }
    // Pictures leave the decoder in order of presentation. Where a container has decoding stamps only, the labels do
    // not follow that order, but as a set they are the times.
    std::vector<std::int64_t> times = m_ids;
    std::sort(times.begin(), times.end());
    m_ids_ascend = times == m_ids;
    m_times_s.reserve(times.size());
    for (const std::int64_t time : times)
        m_times_s.push_back(static_cast<double>(time) * tick_s);
    if (!m_ids_ascend) {
        for (std::size_t i = 0; i < m_ids.size(); ++i)
            m_frame_places.push_back({m_ids[i], static_cast<std::int64_t>(i)});
        std::sort(m_frame_places.begin(), m_frame_places.end(),
                  [](const Place& a, const Place& b) { return a.id < b.id; });
    }
    const auto byId = [](const Place& a, const Place& b) {
        return a.id != b.id ? a.id < b.id : a.position < b.position;
    };
    for (std::size_t i = 0; i < scan.packets.size(); ++i)
        m_packet_places.push_back({scan.packets[i].id, static_cast<std::int64_t>(i)});
    std::sort(m_packet_places.begin(), m_packet_places.end(), byId);

    for (std::size_t i = 0; i < scan.packets.size(); ++i) {
        const PicturePacket& packet = scan.packets[i];
        if (!packet.key || packet.id == AV_NOPTS_VALUE) continue;
        FrameIndex frame = frameOf(packet.id);
        if (frame < 0) // hidden or undecodable: it still starts what comes after it
            frame = m_ids_ascend ? std::lower_bound(m_ids.begin(), m_ids.end(), packet.id) - m_ids.begin() : count();
        if (frame < count()) m_keys.push_back({i, packet.id, frame});
    }
    std::stable_sort(m_keys.begin(), m_keys.end(), [](const Key& a, const Key& b) { return a.frame < b.frame; });
    measureIntervals(tick_s);
}

std::int64_t FrameTable::find(const std::vector<Place>& places, std::int64_t id) {
    const auto place =
        std::lower_bound(places.begin(), places.end(), id, [](const Place& p, std::int64_t v) { return p.id < v; });
    return place != places.end() && place->id == id ? place->position : -1;
}

FrameIndex FrameTable::frameOf(std::int64_t id) const {
    if (!m_ids_ascend) return find(m_frame_places, id);
    const auto place = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    return place != m_ids.end() && *place == id ? place - m_ids.begin() : -1;
}

std::int64_t FrameTable::packetOf(std::int64_t id) const {
    return find(m_packet_places, id);
}

const FrameTable::Key* FrameTable::keyBefore(FrameIndex frame) const {
    const auto after =
        std::upper_bound(m_keys.begin(), m_keys.end(), frame, [](FrameIndex f, const Key& k) { return f < k.frame; });
    return after == m_keys.begin() ? nullptr : &*(after - 1);
}

void FrameTable::measureIntervals(double tick_s) {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < m_times_s.size(); ++i)
        intervals.push_back(m_times_s[i] - m_times_s[i - 1]);
    if (intervals.empty()) return;
    std::vector<double> sorted = intervals;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    m_usual_interval_s = *middle;
    const double tolerance_s = std::max(0.1 * m_usual_interval_s, 1.5 * tick_s);
    const auto off = std::count_if(intervals.begin(), intervals.end(), [&](double interval_s) {
        return std::abs(interval_s - m_usual_interval_s) > tolerance_s;
    });
    m_variable_rate = static_cast<double>(off) > 0.01 * static_cast<double>(intervals.size());
}

} // namespace soundmask
