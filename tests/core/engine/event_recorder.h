#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/engine/job.h"

namespace soundmask::test {

/// Collects the events of any number of jobs, from any thread.
class EventRecorder {
  public:
    JobCallback callback() {
        return [this](const JobEvent& event) {
            const std::scoped_lock lock(m_mutex);
            m_events.push_back(event);
            m_threads.push_back(std::this_thread::get_id());
            m_changed.notify_all();
        };
    }

    std::vector<JobEvent> events() const {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }
    std::vector<std::thread::id> threads() const {
        const std::scoped_lock lock(m_mutex);
        return m_threads;
    }

    /// Waits until \p count jobs have ended.
    void waitForEnds(std::size_t count) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return endsLocked().size() >= count; });
    }

    /// The last event of each job that has ended, in order of arrival.
    std::vector<JobEvent> ends() const {
        const std::scoped_lock lock(m_mutex);
        return endsLocked();
    }

    template <typename Content>
    std::vector<Content> all() const {
        const std::scoped_lock lock(m_mutex);
        std::vector<Content> found;
        for (const JobEvent& event : m_events)
            if (const auto* content = std::get_if<Content>(&event.content)) found.push_back(*content);
        return found;
    }

  private:
    std::vector<JobEvent> endsLocked() const {
        std::vector<JobEvent> found;
        for (const JobEvent& event : m_events) {
            const auto* change = std::get_if<JobEvent::StateChange>(&event.content);
            if (change && change->state != JobState::Running) found.push_back(event);
        }
        return found;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<JobEvent> m_events;
    std::vector<std::thread::id> m_threads;
};

inline JobState stateOf(const JobEvent& event) { return std::get<JobEvent::StateChange>(event.content).state; }
inline std::optional<Error> errorOf(const JobEvent& event) { return std::get<JobEvent::StateChange>(event.content).error; }

} // namespace soundmask::test
