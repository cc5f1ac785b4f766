#pragma once

#include <list>
#include <optional>
#include <utility>

namespace soundmask {

/// The last few values by their keys; the one not used for the longest time goes first. Looks through all of them, so
/// for at most some hundreds.
template <typename Key, typename Value>
class RecentlyUsed {
  public:
    explicit RecentlyUsed(std::size_t most)
        : m_most(most) {}

    std::optional<Value> find(const Key& key) {
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (entry->first != key) continue;
            m_entries.splice(m_entries.begin(), m_entries, entry);
            return entry->second;
        }
        return std::nullopt;
    }
    void keep(Key key, Value value) {
        m_entries.emplace_front(std::move(key), std::move(value));
        if (m_entries.size() > m_most) m_entries.pop_back();
    }

  private:
    std::size_t m_most;
    std::list<std::pair<Key, Value>> m_entries; ///< the last used first
};

} // namespace soundmask
