#include "app/shell/live_rerun.h"

#include <algorithm>

#include "core/methods/heat_prompt.h"

namespace soundmask {

namespace {

constexpr int kPause_ms = 60;

} // namespace

LiveRerun::LiveRerun(Document& document, ClipSession& session, MethodController& methods, BatchController& batch,
                     MethodPanel& panel, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_methods(methods)
    , m_batch(batch)
    , m_panel(panel) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    connect(&m_pause, &QTimer::timeout, this, &LiveRerun::runNext);
    connect(&m_panel, &MethodPanel::optionsChanged, this, &LiveRerun::optionsChanged);
    connect(&m_document, &Document::changed, this, &LiveRerun::documentChanged);
    connect(&m_methods, &MethodController::runningChanged, this, &LiveRerun::methodRuns);
    connect(&m_batch, &BatchController::runningChanged, this, [this](bool running) {
        if (running) rememberChoice();
    });
    connect(&m_batch, &BatchController::clipBegun, this, [this](ClipId clip) { m_wanted.erase(clip); });
    connect(&m_batch, &BatchController::clipEnded, this, [this](ClipId clip) {
        if (clip == m_session.current()) runNext(); // before the batch's next clip, which takes long
    });
    connect(&m_session, &ClipSession::currentChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_session, &ClipSession::entriesChanged, this, [this] {
        if (m_session.entries().empty()) m_wanted.clear(); // another project counts its clips anew
    });
}

bool LiveRerun::isCheap() const {
    const std::set<std::string> live = HeatPromptMethod::liveParameters(m_method.toStdString());
    if (live.empty() || m_panel.currentMethod() != m_method) return false;
    const QMap<QString, QString> options = m_panel.options();
    for (auto option = options.begin(); option != options.end(); ++option)
        if (m_options.value(option.key()) != option.value() && !live.contains(option.key().toStdString())) return false;
    return true;
}

void LiveRerun::optionsChanged() {
    if (!m_session.hasClip() || m_panel.options() == m_options) return;
    const Playback& playback = m_session.playback();
    if (const KeyFrame* shown = playback.timing().keyFrameOfTime(playback.position_s()))
        want(m_session.current(), *shown);
}

void LiveRerun::documentChanged(const DocumentEvent& event) {
    const ClipRecord* record = m_document.clip(event.clip);
    if (event.what != DocumentEvent::What::Prompts || !record) return;
    const auto edited = std::ranges::find(record->clip.key_frames, event.frame, &KeyFrame::frame);
    if (edited != record->clip.key_frames.end()) want(event.clip, *edited);
}

void LiveRerun::want(ClipId clip, const KeyFrame& key_frame) {
    m_wanted[clip][key_frame.frame] = key_frame;
    m_pause.start();
}

void LiveRerun::rememberChoice() {
    m_method = m_panel.currentMethod();
    m_options = m_panel.options();
}

void LiveRerun::methodRuns(bool running) {
    if (running) return rememberChoice();
    // A run of a clip that was left for another one was given up.
    if (m_asked && m_session.hasClip() && m_asked->clip != m_session.current())
        m_wanted[m_asked->clip].emplace(m_asked->key_frame.frame, m_asked->key_frame);
    m_asked.reset();
    m_pause.start();
}

void LiveRerun::runNext() {
    const ClipId clip = m_session.current();
    const auto wanted = m_wanted.find(clip);
    if (wanted == m_wanted.end()) return;
    if (m_methods.isRunning() || m_batch.isWorkingOn(clip)) return; // the end of both comes back here
    const MethodResult* result = isCheap() ? m_document.result(clip, m_method.toStdString()) : nullptr;
    while (result && !wanted->second.empty()) {
        const KeyFrame key_frame = wanted->second.extract(wanted->second.begin()).mapped();
        if (!result->at(key_frame.frame)) continue;
        m_asked = {clip, key_frame};
        return m_methods.runAgain(key_frame);
    }
    m_wanted.erase(wanted);
}

} // namespace soundmask
