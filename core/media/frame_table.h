#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "core/media/stream_scan.h"

namespace soundmask {

/// The pictures of a track in order of presentation and where decoding can start. Immutable after it is built.
class FrameTable {
  public:
    /// A packet at which decoding can start.
    struct Key {
        std::size_t packet = 0; ///< its place in decoding order
        std::int64_t id = 0;
        FrameIndex frame = 0; ///< the picture it holds, or the first one shown after it
    };

    FrameTable() = default;
    /// From the decoded pictures when \p scan has them, else from its packets. \p tick_s: seconds per tick of the stamps.
    FrameTable(const StreamScan& scan, double tick_s);

    FrameIndex count() const { return static_cast<FrameIndex>(m_ids.size()); }
    /// The label under which picture \p frame leaves the decoder.
    std::int64_t idOf(FrameIndex frame) const { return m_ids[static_cast<std::size_t>(frame)]; }
    /// The picture with label \p id, -1 for none.
    FrameIndex frameOf(std::int64_t id) const;
    /// The first packet with label \p id in decoding order, -1 for none.
    std::int64_t packetOf(std::int64_t id) const;
    /// Container time of picture \p frame in seconds.
    double time_s(FrameIndex frame) const { return m_times_s[static_cast<std::size_t>(frame)]; }
    const std::vector<double>& times_s() const { return m_times_s; }
    /// Whether labels grow with presentation, so that a label says on which side of a picture a packet belongs.
    bool idsAscend() const { return m_ids_ascend; }
    /// Pictures left out because another one has the same time.
    std::int64_t duplicates() const { return m_duplicates; }
    /// The last key at or before picture \p frame; null when there is none.
    const Key* keyBefore(FrameIndex frame) const;
    /// The key before \p key; null when there is none.
    const Key* previous(const Key& key) const { return &key == m_keys.data() ? nullptr : &key - 1; }
    /// Time between most neighbours in seconds, 0 for a single picture.
    double usualInterval_s() const { return m_usual_interval_s; }
    /// Whether more than 1 % of the intervals differ from the usual one by more than a tenth and the stamps' rounding.
    bool variableRate() const { return m_variable_rate; }

  private:
    struct Place {
        std::int64_t id = 0;
        std::int64_t position = 0;
    };
    void measureIntervals(double tick_s);
    static std::int64_t find(const std::vector<Place>& places, std::int64_t id);

    std::vector<std::int64_t> m_ids;
    std::vector<double> m_times_s;
    std::vector<Place> m_frame_places;  ///< sorted by label; empty while labels ascend
    std::vector<Place> m_packet_places; ///< sorted by label, then place
    std::vector<Key> m_keys;            ///< by frame
    bool m_ids_ascend = true;
    std::int64_t m_duplicates = 0;
    double m_usual_interval_s = 0.0;
    bool m_variable_rate = false;
};

} // namespace soundmask
