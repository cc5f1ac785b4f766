#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/job_queue.h"

namespace soundmask {

/// Brings the events of jobs to the GUI thread, in order, and keeps the list of what is going on. Owns the queue.
/// GUI thread.
class JobBridge : public QObject {
    Q_OBJECT

  public:
    /// Called on the GUI thread; each may be empty. Nothing is called once the job was dropped.
    struct Handlers {
        std::function<void(const Progress&)> on_progress;
        std::function<void(const FramePredictionPtr&)> on_frame;
        std::function<void(const PredictionPtr&)> on_result;
        /// Done, Failed (then with the error) or Cancelled: the last call.
        std::function<void(JobState, const std::optional<Error>&)> on_finished;
    };

    /// A job that waits or runs, for the status bar.
    struct Entry {
        JobId id;
        QString title;
        JobState state = JobState::Queued;
        double fraction = 0.0;
        QString step;
    };

    explicit JobBridge(QObject* parent = nullptr);
    ~JobBridge() override;

    /// Whether people see the job among what is going on; steps of a preview come and go too fast.
    enum class Listing { Listed, Unlisted };

    /// Queues \p request (its on_event is replaced). \p title names the job to people.
    JobId submit(const QString& title, JobRequest request, Handlers handlers, Listing listing = Listing::Listed);

    /// Runs \p work on the worker \p device and gives its value to \p done on the GUI thread; an Error of code
    /// Cancelled when it was cancelled.
    template <typename T>
    JobId run(const QString& title, const std::string& device, std::function<Result<T>(JobContext&)> work,
              std::function<void(Result<T>)> done, std::function<void(const Progress&)> on_progress = {},
              Listing listing = Listing::Listed) {
        auto value = std::make_shared<std::optional<T>>();
        JobRequest request;
        request.title = title.toStdString();
        request.device = device;
        request.work = [value, work = std::move(work)](JobContext& context) -> Result<void> {
            Result<T> made = work(context);
            if (!made) return fail(made.error());
            value->emplace(std::move(*made));
            return {};
        };
        Handlers handlers;
        handlers.on_progress = std::move(on_progress);
        handlers.on_finished = [value, done = std::move(done)](JobState state, const std::optional<Error>& error) {
            if (state == JobState::Done && *value)
                done(std::move(**value));
            else if (state == JobState::Failed && error)
                done(fail(*error));
            else
                done(fail(ErrorCode::Cancelled, "", "cancelled"));
        };
        return submit(title, std::move(request), std::move(handlers), listing);
    }

    /// For work that is none of the user's jobs: it is not listed, and its events stay on the worker's thread.
    JobQueue& queue() { return *m_queue; }

    /// Asks the job to stop. Its last event still arrives, as Cancelled.
    void cancel(JobId id);
    void cancelAll();
    /// Cancels the job and forgets its handlers: nothing of it is heard any more.
    void drop(JobId id);
    bool isActive(JobId id) const { return m_jobs.contains(id); }

    std::vector<Entry> entries() const;

  Q_SIGNALS:
    /// The list of jobs or a state or progress in it is different.
    void entriesChanged();

  private:
    struct Record {
        Entry entry;
        Handlers handlers;
        Listing listing = Listing::Listed;
    };

    void deliver(const JobEvent& event);

    std::map<JobId, Record> m_jobs;
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace soundmask
