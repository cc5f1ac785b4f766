#include "app/bridge/job_bridge.h"

namespace soundmask {

JobBridge::JobBridge(QObject* parent)
    : QObject(parent)
    , m_queue(std::make_unique<JobQueue>()) {}

JobBridge::~JobBridge() {
    // Events still queued for this object go with it; the queue must end while `this` is whole.
    m_queue->shutdown();
}

JobId JobBridge::submit(const QString& title, JobRequest request, Handlers handlers, Listing listing) {
    request.on_event = [this](const JobEvent& event) {
        QMetaObject::invokeMethod(
            this, [this, event] { deliver(event); }, Qt::QueuedConnection);
    };
    // Delivery is queued, so the record is there before the first event.
    const JobId id = m_queue->submit(std::move(request));
    if (!id.isValid()) return id;
    m_jobs.emplace(id, Record{{id, title, JobState::Queued, 0.0, {}}, std::move(handlers), listing});
    if (listing == Listing::Listed) Q_EMIT entriesChanged();
    return id;
}

void JobBridge::cancel(JobId id) {
    m_queue->cancel(id);
}

void JobBridge::cancelAll() {
    for (const auto& [id, record] : m_jobs)
        m_queue->cancel(id);
}

void JobBridge::drop(JobId id) {
    if (m_jobs.erase(id) == 0) return;
    m_queue->cancel(id);
    Q_EMIT entriesChanged();
}

std::vector<JobBridge::Entry> JobBridge::entries() const {
    std::vector<Entry> entries;
    entries.reserve(m_jobs.size());
    for (const auto& [id, record] : m_jobs)
        if (record.listing == Listing::Listed) entries.push_back(record.entry);
    return entries;
}

void JobBridge::deliver(const JobEvent& event) {
    const auto found = m_jobs.find(event.id);
    if (found == m_jobs.end()) return;
    Record& record = found->second;
    const bool listed = record.listing == Listing::Listed; // the record may go before the end

    if (const auto* progress = std::get_if<Progress>(&event.content)) {
        record.entry.fraction = progress->fraction;
        record.entry.step = QString::fromStdString(progress->text);
        if (record.handlers.on_progress) record.handlers.on_progress(*progress);
        if (listed) Q_EMIT entriesChanged();
    } else if (const auto* frame = std::get_if<FramePredictionPtr>(&event.content)) {
        if (record.handlers.on_frame) record.handlers.on_frame(*frame);
    } else if (const auto* result = std::get_if<PredictionPtr>(&event.content)) {
        if (record.handlers.on_result) record.handlers.on_result(*result);
    } else if (const auto* change = std::get_if<JobEvent::StateChange>(&event.content)) {
        record.entry.state = change->state;
        const bool is_over = change->state != JobState::Queued && change->state != JobState::Running;
        if (is_over) {
            // The handler may start the next job: the record is gone before it runs.
            const Handlers handlers = std::move(record.handlers);
            m_jobs.erase(found);
            if (handlers.on_finished) handlers.on_finished(change->state, change->error);
        }
        if (listed) Q_EMIT entriesChanged();
    }
}

} // namespace soundmask
