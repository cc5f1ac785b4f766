#include "core/engine/job_queue.h"

#include <algorithm>
#include <vector>

namespace soundmask {

JobQueue::~JobQueue() { shutdown(); }

JobId JobQueue::submit(JobRequest request) {
    const std::scoped_lock lock(m_mutex);
    if (m_shut_down) return {};
    auto& worker = m_workers[request.device];
    if (!worker) {
        worker = std::make_unique<Worker>();
        worker->thread = std::jthread([this, w = worker.get()](std::stop_token stop) { work(*w, stop); });
    }
    const JobId id{++m_last_id};
    const Place place{-request.priority, id};
    worker->waiting.emplace(place, std::make_shared<Job>(id, std::move(request)));
    worker->wake.notify_one();
    return id;
}

bool JobQueue::cancel(JobId id) {
    JobPtr waiting;
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = findWaiting(id)) {
            waiting = found->position->second;
            found->worker->waiting.erase(found->position);
        } else {
            // Asked under the lock: the job cannot finish as Done in between.
            for (const auto& [device, worker] : m_workers) {
                if (!worker->running || worker->running->id() != id) continue;
                worker->running->stopSource().request_stop();
                return true;
            }
            return false;
        }
    }
    waiting->finish(JobState::Cancelled);
    return true;
}

bool JobQueue::reprioritise(JobId id, int priority) {
    const std::scoped_lock lock(m_mutex);
    const auto found = findWaiting(id);
    if (!found) return false;
    auto node = found->worker->waiting.extract(found->position);
    node.key() = {-priority, id};
    found->worker->waiting.insert(std::move(node));
    return true;
}

std::optional<JobState> JobQueue::state(JobId id) const {
    const std::scoped_lock lock(m_mutex);
    for (const auto& [device, worker] : m_workers) {
        if (worker->running && worker->running->id() == id) return JobState::Running;
        for (const auto& [place, job] : worker->waiting)
            if (place.second == id) return JobState::Queued;
    }
    return std::nullopt;
}

void JobQueue::shutdown() {
    std::vector<JobPtr> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        m_shut_down = true;
        for (const auto& [device, worker] : m_workers) {
            for (auto& [place, job] : worker->waiting) waiting.push_back(std::move(job));
            worker->waiting.clear();
            if (worker->running) worker->running->stopSource().request_stop();
            worker->thread.request_stop();
        }
    }
    for (const auto& job : waiting) job->finish(JobState::Cancelled);
    for (const auto& [device, worker] : m_workers)
        if (worker->thread.joinable()) worker->thread.join();
}

void JobQueue::work(Worker& worker, std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    while (worker.wake.wait(lock, stop, [&] { return !worker.waiting.empty(); })) {
        worker.running = worker.waiting.extract(worker.waiting.begin()).mapped();
        JobPtr job = worker.running;
        lock.unlock();
        runOne(worker, std::move(job));
        lock.lock();
    }
}

void JobQueue::runOne(Worker& worker, JobPtr job) {
    job->send({JobState::Running, std::nullopt});
    Result<void> outcome;
    if (!job->stopSource().stop_requested()) outcome = job->run();
    JobState state = outcome ? JobState::Done : JobState::Failed;
    {
        // From here on cancel() says that it came too late, so that its promise about the result holds.
        const std::scoped_lock lock(m_mutex);
        worker.running.reset();
        const bool gave_up = !outcome && outcome.error().code == ErrorCode::Cancelled;
        if (job->stopSource().stop_requested() || gave_up) state = JobState::Cancelled;
    }
    job->finish(state, state == JobState::Failed ? std::optional(outcome.error()) : std::nullopt);
}

std::optional<JobQueue::Waiting> JobQueue::findWaiting(JobId id) {
    for (const auto& [device, worker] : m_workers) {
        const auto position = std::find_if(worker->waiting.begin(), worker->waiting.end(),
                                           [id](const auto& entry) { return entry.first.second == id; });
        if (position != worker->waiting.end()) return Waiting{worker.get(), position};
    }
    return std::nullopt;
}

} // namespace soundmask
