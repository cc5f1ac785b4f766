#include "core/project/store/store_writer.h"

#include <SQLiteCpp/Transaction.h>
#include <algorithm>

#include "core/base/log.h"
#include "core/project/store/media_fingerprint.h"

namespace soundmask {

namespace {

// The state is written when the steps since are as large as it was, so that writing it at most doubles the work and
// opening a project never has much to do again. A step counts for more than its bytes: doing it again takes time too.
constexpr std::size_t kLeastStateBytes = std::size_t{1} << 20;
constexpr std::size_t kStepBytes = 512;

// Fingerprints learnt at one go; new steps wait no longer than for one of them.
constexpr std::size_t kFingerprintsAtOnce = 64;

/// The clip whose path a change holds, if it holds one.
Clip* clipIn(Change& change) {
    if (auto* add = std::get_if<AddClip>(&change)) return &add->clip;
    if (auto* remove = std::get_if<RemoveClip>(&change)) return &remove->record.clip;
    return nullptr;
}

} // namespace

StoreWriter::StoreWriter(WriterStart start)
    : m_file(std::move(start.file))
    , m_options(std::move(start.options))
    , m_tables(std::move(start.tables))
    , m_project(std::move(start.state.project))
    , m_changed(std::move(start.state.changed_clips))
    , m_bytes_since_state(start.state.replayed_bytes)
    , m_media(std::move(start.media))
    , m_log_open(start.log_open)
    , m_settle_due(start.log_open)
    , m_stacks(std::move(start.stacks))
    , m_last_appended(start.last_sequence)
    , m_last_saved(start.last_sequence) {
    for (ClipRecord& record : m_project.clips)
        record.clip.path.clear();
    for (const auto& [clip, media] : m_media)
        if (media.fingerprint.empty() && !media.path.empty()) m_without_fingerprint.push_back(clip);
    m_thread = std::thread([this] { run(); });
}

StoreWriter::~StoreWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
    if (m_last_saved < m_last_appended)
        log().error("{}: {} steps were not saved", m_file.string(), m_last_appended - m_last_saved);
}

void StoreWriter::setListener(StoreListener listener) {
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

Result<StepSequence> StoreWriter::append(HistoryStep step) {
    using Kind = HistoryStep::Kind;
    const StepTime now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const std::lock_guard lock(m_mutex);
    if (m_misfit) return fail(*m_misfit);
    if (step.edit.isEmpty() && step.kind != Kind::Forget) return m_last_appended;
    StepSequence edit_sequence = m_last_appended + 1;
    if (step.kind == Kind::Undo && !m_stacks.undo.empty()) edit_sequence = m_stacks.undo.back();
    if (step.kind == Kind::Redo && !m_stacks.redo.empty()) edit_sequence = m_stacks.redo.back();
    if (!m_stacks.advance(step.kind, edit_sequence))
        return fail(ErrorCode::Internal, m_file.string(), "the stored history has nothing to undo or redo");
    m_queue.push_back({++m_last_appended, edit_sequence, m_options.author, now, std::move(step)});
    m_wake.notify_one();
    return m_last_appended;
}

StepSequence StoreWriter::lastAppended() const {
    const std::lock_guard lock(m_mutex);
    return m_last_appended;
}

StepSequence StoreWriter::lastSaved() const {
    const std::lock_guard lock(m_mutex);
    return m_last_saved;
}

Result<void> StoreWriter::flush() {
    std::unique_lock lock(m_mutex);
    const StepSequence target = m_last_appended;
    m_done.wait(lock, [&] { return m_last_saved >= target || m_failure || m_misfit; });
    if (m_last_saved >= target) return {};
    return fail(m_failure ? *m_failure : *m_misfit);
}

void StoreWriter::retry() {
    const std::lock_guard lock(m_mutex);
    if (!m_failure) return;
    m_retry = true;
    m_failure.reset();
    m_wake.notify_one();
}

std::optional<Error> StoreWriter::failure() const {
    const std::lock_guard lock(m_mutex);
    return m_failure ? m_failure : m_misfit;
}

std::optional<Error> StoreWriter::misfit() const {
    const std::lock_guard lock(m_mutex);
    return m_misfit;
}

void StoreWriter::post(std::function<void()> task) {
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_wake.notify_one();
}

void StoreWriter::run() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto has_work = [this] { return hasWork(); };
        bool pausing = false;
        if (m_failure) {
            m_wake.wait_until(lock, m_next_try, has_work);
        } else if (m_without_fingerprint.empty()) {
            if (m_settle_due)
                pausing = !m_wake.wait_for(lock, m_options.settle_pause, has_work);
            else
                m_wake.wait(lock, has_work);
        }
        const bool stop = m_stop;
        if (m_retry) m_reported.clear();
        m_retry = false;
        const bool may_try = !m_failure || stop || std::chrono::steady_clock::now() >= m_next_try;
        std::deque<StoredStep> queue;
        queue.swap(m_queue);
        std::vector<std::function<void()>> tasks;
        tasks.swap(m_tasks);
        lock.unlock();

        const bool busy = !queue.empty() || !m_batch.empty() || !tasks.empty();
        takeQueue(std::move(queue));
        if (may_try) commit();
        for (const std::function<void()>& task : tasks)
            task();
        if (!busy || stop) learnFingerprints();
        if ((pausing || stop) && m_batch.empty()) settleLog();

        lock.lock();
        if (stop && m_queue.empty() && m_tasks.empty()) return;
    }
}

void StoreWriter::takeQueue(std::deque<StoredStep> queue) {
    for (StoredStep& stored : queue) {
        Edit& edit = stored.step.edit;
        takePaths(edit);
        const Result<void> done = apply(m_project, stored.step.kind == HistoryStep::Kind::Undo ? inverted(edit) : edit);
        if (!done) {
            // What does not fit would make the file impossible to open; nothing that comes after it can be trusted.
            const Error error{ErrorCode::Internal, m_file.string(),
                              "a step does not fit the stored project and is not saved, nor is what follows; save the "
                              "project as a new file (" +
                                  done.error().toString() + ")"};
            {
                const std::lock_guard lock(m_mutex);
                m_misfit = error;
                m_queue.clear();
            }
            m_done.notify_all();
            report(error);
            return;
        }
        for (const Change& change : edit.changes)
            m_changed.insert(clipOf(change));
        m_batch.push_back(std::move(stored));
    }
}

void StoreWriter::commit() {
    if (m_batch.empty()) return;
    const Result<std::size_t> written = guarded(m_file, [&]() -> Result<std::size_t> {
        openLog();
        SQLite::Transaction transaction(m_tables.database());
        std::size_t bytes = 0;
        for (const StoredStep& step : m_batch)
            bytes += m_tables.insertStep(step) + kStepBytes;
        for (const ClipId clip : m_new_media)
            m_tables.putMedia(clip, m_media[clip], folder());
        transaction.commit();
        return bytes;
    });
    if (!written) {
        {
            const std::lock_guard lock(m_mutex);
            m_failure = written.error();
        }
        m_done.notify_all();
        m_next_try = std::chrono::steady_clock::now() + m_options.retry_pause;
        if (m_reported != written.error().reason) report(written.error());
        m_reported = written.error().reason;
        return;
    }
    const StepSequence saved = m_batch.back().sequence;
    m_batch.clear();
    m_new_media.clear();
    m_reported.clear();
    std::function<void(StepSequence)> tell;
    {
        const std::lock_guard lock(m_mutex);
        m_last_saved = saved;
        m_failure.reset();
        tell = m_listener.saved;
    }
    m_done.notify_all();
    if (tell) tell(saved);
    m_bytes_since_state += *written;
    if (m_bytes_since_state >= std::max(kLeastStateBytes, m_state_bytes)) writeState(saved);
}

void StoreWriter::writeState(StepSequence sequence) {
    m_bytes_since_state = 0;
    const Result<std::size_t> written = guarded(m_file, [&]() -> Result<std::size_t> {
        SQLite::Transaction transaction(m_tables.database());
        const std::size_t bytes = m_tables.writeState(m_project, m_changed, sequence);
        if (const int dropped = m_tables.dropEdits(m_options.history_bytes); dropped > 0)
            log().info("{}: the {} oldest edits were dropped to bound the file", m_file.string(), dropped);
        transaction.commit();
        return bytes;
    });
    if (!written) {
        // No harm: the steps are saved, and the state is tried again later.
        log().warn("{}", written.error().toString());
        return;
    }
    m_state_bytes = *written;
    m_changed.clear();
}

void StoreWriter::learnFingerprints() {
    std::vector<ClipId> learnt;
    while (!m_without_fingerprint.empty() && learnt.size() < kFingerprintsAtOnce) {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_queue.empty() || !m_tasks.empty()) break;
        }
        const ClipId clip = m_without_fingerprint.front();
        m_without_fingerprint.pop_front();
        StoredMedia& media = m_media[clip];
        Result<std::string> fingerprint = mediaFingerprint(media.path);
        if (!fingerprint) continue; // missing media; known once they are located
        media.fingerprint = std::move(*fingerprint);
        learnt.push_back(clip);
    }
    if (learnt.empty()) return;
    const Result<void> written = guarded(m_file, [&]() -> Result<void> {
        openLog();
        SQLite::Transaction transaction(m_tables.database());
        for (const ClipId clip : learnt)
            m_tables.putMedia(clip, m_media[clip], folder());
        transaction.commit();
        return {};
    });
    // No harm: they are learnt again when the project is next opened.
    if (!written) log().warn("{}", written.error().toString());
}

void StoreWriter::openLog() {
    m_settle_due = true;
    if (m_log_open) return;
    keepLogOnClose(m_tables.database(), true); // also by a program that ends on a full disk
    setLogOpen(m_tables.database(), true);
    moveLog(m_tables.database());
    m_log_open = true;
}

void StoreWriter::settleLog() {
    if (!m_settle_due) return;
    m_settle_due = false;
    const Result<void> settled = guarded(m_file, [&]() -> Result<void> {
        SQLite::Database& database = m_tables.database();
        // First the work, then the word that it is there: a kill may come in between.
        moveLog(database);
        setLogOpen(database, false);
        m_log_open = false;
        moveLog(database);
        keepLogOnClose(database, false);
        return {};
    });
    // No harm: all is in the log, which stays.
    if (!settled) log().warn("{}", settled.error().toString());
}

/// Moves the paths of clips from \p edit to the media: a file that moved changes them there only.
void StoreWriter::takePaths(Edit& edit) {
    for (Change& change : edit.changes) {
        Clip* clip = clipIn(change);
        if (!clip) continue;
        if (m_media.try_emplace(clip->id, mediaOf(*clip)).second) {
            m_new_media.insert(clip->id);
            if (!clip->path.empty()) m_without_fingerprint.push_back(clip->id);
        }
        clip->path.clear();
    }
}

void StoreWriter::report(const Error& error) {
    std::function<void(const Error&)> tell;
    {
        const std::lock_guard lock(m_mutex);
        tell = m_listener.failed;
    }
    log().error("{}", error.toString());
    if (tell) tell(error);
}

} // namespace soundmask
