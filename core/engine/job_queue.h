#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "core/engine/job.h"

namespace soundmask {

/// Runs jobs, one thread per device, made when the device is first used. All functions may be called from any thread,
/// also from a job's callback, except shutdown and the destructor. A std::stop_callback that a job registers runs under
/// the queue's lock and must not call the queue.
class JobQueue {
  public:
    JobQueue() = default;
    /// Shuts down.
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// Queues \p request, behind those of its priority. After shutdown nothing is queued and the id is invalid.
    JobId submit(JobRequest request);
    /// Cancels a waiting job at once and asks a running one to stop. True: the job had not finished, so no result of it
    /// will arrive; its last event is Cancelled. False: it is unknown or over.
    bool cancel(JobId id);
    /// Moves a waiting job. False when it does not wait (any more).
    bool reprioritise(JobId id, int priority);
    /// Queued or Running; nothing when the job is unknown or over.
    std::optional<JobState> state(JobId id) const;
    /// Cancels all jobs and waits for the running ones. No event arrives afterwards. Not from a job or callback.
    void shutdown();

  private:
    using JobPtr = std::shared_ptr<Job>;
    using Place = std::pair<int, JobId>; ///< (-priority, id): the smallest is next

    struct Worker {
        std::map<Place, JobPtr> waiting;
        JobPtr running;
        std::condition_variable_any wake;
        std::jthread thread; // last: joins before the rest goes
    };

    void work(Worker& worker, std::stop_token stop);
    void runOne(Worker& worker, JobPtr job);
    /// The waiting job \p id. The caller holds the mutex.
    struct Waiting {
        Worker* worker = nullptr;
        std::map<Place, JobPtr>::iterator position;
    };
    std::optional<Waiting> findWaiting(JobId id);

    mutable std::mutex m_mutex;
    std::map<std::string, std::unique_ptr<Worker>> m_workers; ///< by device; guarded by m_mutex, as all below
    std::int64_t m_last_id = 0;
    bool m_shut_down = false;
};

} // namespace soundmask
