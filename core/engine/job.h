#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/prediction.h"

namespace soundmask {

enum class JobState { Queued, Running, Done, Failed, Cancelled };

using FramePredictionPtr = std::shared_ptr<const FramePrediction>;

/// One message of a job. A job sends Running, then progress and frames in the order they happen, then its result if it
/// has one, then exactly one of Done, Failed and Cancelled.
struct JobEvent {
    struct StateChange {
        JobState state = JobState::Queued;
        std::optional<Error> error; ///< Failed only
    };

    JobId id;
    std::variant<StateChange, Progress, FramePredictionPtr, PredictionPtr> content;
};

/// Receives the events of one job, in order. Called by the worker's thread, which waits for it; a job that is cancelled
/// before it ran is reported by the thread that cancelled it. Must not throw.
using JobCallback = std::function<void(const JobEvent&)>;

/// What running work can ask and tell. Lives on the worker's thread as long as the work runs.
class JobContext {
  public:
    virtual ~JobContext() = default;

    virtual std::stop_token stopToken() const = 0;
    bool stopRequested() const { return stopToken().stop_requested(); }
    /// At most 10 messages a second are passed on; the last one before the end always is.
    virtual void progress(const Progress& progress) = 0;
    /// Passes a frame on at once. Frames of a cancelled job are dropped.
    virtual void frame(FramePrediction frame) = 0;
    /// Keeps the result, which is passed on when the work returns without error and is not cancelled.
    virtual void result(PredictionPtr prediction) = 0;
};

/// A piece of work. An Error with the code Cancelled ends the job as Cancelled, any other one as Failed.
using JobWork = std::function<Result<void>(JobContext&)>;

/// What is given to the queue.
struct JobRequest {
    std::string title{};        ///< names the job in errors
    std::string device = "cpu"; ///< jobs of one device run one after the other: "cpu", "cuda:0", "cpu-io"...
    int priority = 0;           ///< higher first; the visible frame's job gets the highest
    JobWork work{};
    JobCallback on_event{}; ///< may be empty
};

/// One submitted piece of work with its channel. Owned by the JobQueue; its functions are for the worker's thread.
class Job final : private JobContext {
  public:
    Job(JobId id, JobRequest request) : m_id(id), m_request(std::move(request)) {}

    JobId id() const { return m_id; }
    const JobRequest& request() const { return m_request; }
    /// The one member that any thread may use.
    std::stop_source& stopSource() { return m_stop; }

    /// Does the work. Whatever it throws becomes an Error here and nowhere else (see guarded).
    Result<void> run();
    /// Sends the last events: what progress was held back, the result, the state.
    void finish(JobState state, std::optional<Error> error = std::nullopt);
    void send(JobEvent::StateChange change) { sendContent(std::move(change)); }

  private:
    using Clock = std::chrono::steady_clock;

    std::stop_token stopToken() const override { return m_stop.get_token(); }
    void progress(const Progress& progress) override;
    void frame(FramePrediction frame) override;
    void result(PredictionPtr prediction) override { m_result = std::move(prediction); }
    void sendContent(decltype(JobEvent::content) content);

    const JobId m_id;
    const JobRequest m_request;
    std::stop_source m_stop;
    // Worker's thread only.
    std::deque<Clock::time_point> m_progress_times;
    std::optional<Progress> m_held_back;
    PredictionPtr m_result;
};

} // namespace soundmask
