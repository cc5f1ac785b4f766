#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

#include "core/project/store/project_store.h"
#include "core/project/store/store_tables.h"

namespace soundmask {

/// What a writer starts from.
struct WriterStart {
    std::filesystem::path file;
    StoreTables tables;
    LoadedState state; ///< as in the file, brought up to its last step
    StepStacks stacks;
    StepSequence last_sequence = 0;
    MediaMap media;
    StoreOptions options;
    bool log_open = false; ///< see isLogOpen
};

/// The thread that owns a project's database: commits appended steps in order, several at once when they come fast,
/// writes the state from time to time, learns fingerprints of media when it has nothing else to do, and moves the
/// write-ahead log into the file when people pause.
class StoreWriter {
  public:
    explicit StoreWriter(WriterStart start);
    /// Commits what is queued, tries once more when nothing can be saved.
    ~StoreWriter();

    void setListener(StoreListener listener);
    Result<StepSequence> append(HistoryStep step);
    StepSequence lastAppended() const;
    StepSequence lastSaved() const;
    Result<void> flush();
    void retry();

    /// Runs \p work on the writer thread after what is queued now, and waits for its result (a Result). Exceptions of
    /// SQLite become errors.
    template <typename Work>
    auto call(Work work) -> decltype(work()) {
        using Answer = decltype(work());
        std::packaged_task<Answer()> task([&] { return guarded(m_file, work); });
        std::future<Answer> answer = task.get_future();
        post([&task] { task(); });
        return answer.get();
    }

    // For work run by `call` only.
    StoreTables& tables() { return m_tables; }
    MediaMap& media() { return m_media; }
    /// To be called before anything is written. Throws SQLite::Exception.
    void openLog();
    std::filesystem::path folder() const { return m_file.parent_path(); }
    const std::string& author() const { return m_options.author; }
    /// Steps that are in memory only, because they cannot be saved now.
    const std::deque<StoredStep>& unsavedSteps() const { return m_batch; }
    /// Why steps are in memory only, if any are.
    std::optional<Error> failure() const;
    /// Why nothing can be appended any more, if a step did not fit.
    std::optional<Error> misfit() const;

  private:
    void post(std::function<void()> task);
    bool hasWork() const { return m_stop || m_retry || !m_tasks.empty() || !m_queue.empty(); }
    void run();
    void takeQueue(std::deque<StoredStep> queue);
    void commit();
    void writeState(StepSequence sequence);
    void learnFingerprints();
    void settleLog();
    void takePaths(Edit& edit);
    void report(const Error& error);

    const std::filesystem::path m_file;
    const StoreOptions m_options;

    // Of the writer thread.
    StoreTables m_tables;
    Project m_project;              // after the last step of m_batch; its clips have no path, m_media has
    std::deque<StoredStep> m_batch; // in m_project, not yet on the disk
    std::set<ClipId> m_changed;     // clips that differ from the stored state
    std::size_t m_bytes_since_state = 0;
    std::size_t m_state_bytes = 0;
    MediaMap m_media;
    std::set<ClipId> m_new_media; // not yet on the disk
    std::deque<ClipId> m_without_fingerprint;
    bool m_log_open = false;   // the file says so
    bool m_settle_due = false; // written to since it was last tried
    std::string m_reported;    // why nothing can be saved, as the listener knows it; empty: it can
    std::chrono::steady_clock::time_point m_next_try;

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::deque<StoredStep> m_queue;
    std::vector<std::function<void()>> m_tasks;
    StoreListener m_listener;
    StepStacks m_stacks;
    StepSequence m_last_appended = 0;
    StepSequence m_last_saved = 0;
    std::optional<Error> m_failure; // nothing can be saved now
    std::optional<Error> m_misfit;  // a step did not fit: nothing can ever be appended
    bool m_retry = false;
    bool m_stop = false;

    std::thread m_thread;
};

} // namespace soundmask
