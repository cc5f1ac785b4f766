#include "app/shell/live_rerun.h"

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
    , m_panel(panel) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    connect(&m_pause, &QTimer::timeout, this, &LiveRerun::runNext);
    connect(&m_panel, &MethodPanel::optionsChanged, this, &LiveRerun::optionsChanged);
    connect(&m_document, &Document::changed, this, &LiveRerun::documentChanged);
    connect(&m_methods, &MethodController::runningChanged, this, &LiveRerun::runningChanged);
    connect(&batch, &BatchController::runningChanged, this, &LiveRerun::runningChanged); // with the panel's choice, too
    connect(&m_session, &ClipSession::currentChanged, this, [this] { m_wanted.clear(); });
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
    want(playback.timing().keyFrameOfTime(playback.position_s()));
}

void LiveRerun::documentChanged(const DocumentEvent& event) {
    if (event.what == DocumentEvent::What::Prompts && event.clip == m_session.current())
        want(m_session.playback().timing().keyFrameOn(event.frame));
}

void LiveRerun::want(const KeyFrame* key_frame) {
    if (!key_frame) return;
    m_wanted[key_frame->frame] = *key_frame;
    m_pause.start();
}

void LiveRerun::runningChanged(bool running) {
    if (running) {
        m_method = m_panel.currentMethod();
        m_options = m_panel.options();
    } else if (!m_wanted.empty()) {
        m_pause.start();
    }
}

void LiveRerun::runNext() {
    if (m_wanted.empty() || m_methods.isRunning()) return; // the end of a run comes back here
    if (!isCheap()) return m_wanted.clear();
    const MethodResult* result = m_document.result(m_session.current(), m_method.toStdString());
    while (!m_wanted.empty()) {
        const KeyFrame key_frame = m_wanted.extract(m_wanted.begin()).mapped();
        if (result && result->at(key_frame.frame)) return m_methods.runAgain(key_frame);
    }
}

} // namespace soundmask
