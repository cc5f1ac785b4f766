#include "core/engine/job.h"

#include "core/engine/guard.h"

namespace soundmask {

namespace {

using namespace std::chrono_literals;

// Ten a second; the tenth is kept for the last message, which is never held back.
constexpr std::size_t kProgressPerSecond = 9;

} // namespace

Result<void> Job::run() {
    return guarded(m_request.title, [this] { return m_request.work(*this); });
}

void Job::progress(const Progress& progress) {
    // A window of one second instead of a pause after each message: the first message of a long step is seen at once.
    const auto now = Clock::now();
    while (!m_progress_times.empty() && now - m_progress_times.front() >= 1s) m_progress_times.pop_front();
    if (m_progress_times.size() >= kProgressPerSecond) {
        m_held_back = progress;
        return;
    }
    m_progress_times.push_back(now);
    m_held_back.reset();
    sendContent(progress);
}

void Job::frame(FramePrediction frame) {
    if (!stopRequested()) sendContent(std::make_shared<const FramePrediction>(std::move(frame)));
}

void Job::finish(JobState state, std::optional<Error> error) {
    if (m_held_back && state != JobState::Cancelled) sendContent(*std::exchange(m_held_back, std::nullopt));
    if (m_result && state == JobState::Done) sendContent(m_result);
    send({state, std::move(error)});
}

void Job::sendContent(decltype(JobEvent::content) content) {
    if (m_request.on_event) m_request.on_event({m_id, std::move(content)});
}

} // namespace soundmask
