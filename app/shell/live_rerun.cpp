#include "app/shell/live_rerun.h"

#include "core/methods/heat_prompt.h"

namespace soundmask {

namespace {

constexpr int kPause_ms = 60;

} // namespace

LiveRerun::LiveRerun(Document& document, ClipSession& session, MethodController& methods, MethodPanel& panel,
                     QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_methods(methods)
    , m_panel(panel) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    connect(&m_pause, &QTimer::timeout, this, &LiveRerun::runAgain);
    connect(&m_panel, &MethodPanel::optionsChanged, this, &LiveRerun::optionsChanged);
    connect(&m_methods, &MethodController::runningChanged, this, &LiveRerun::runningChanged);
}

void LiveRerun::optionsChanged() {
    if (m_panel.currentMethod() != m_method) return;
    bool is_other = false;
    const QMap<QString, QString> options = m_panel.options();
    for (auto option = options.begin(); option != options.end(); ++option) {
        if (m_options.value(option.key()) == option.value()) continue;
        if (!HeatPromptMethod::liveParameters(m_method.toStdString()).contains(option.key().toStdString())) return;
        is_other = true;
    }
    if (is_other && hasResultInView()) m_pause.start();
}

void LiveRerun::runningChanged(bool running) {
    if (running) {
        m_method = m_panel.currentMethod();
        m_options = m_panel.options();
    } else if (std::exchange(m_is_waiting, false)) {
        m_pause.start();
    }
}

void LiveRerun::runAgain() {
    if (m_methods.isRunning())
        m_is_waiting = true;
    else if (m_panel.currentMethod() == m_method && hasResultInView())
        m_methods.run(MethodPanel::Scope::ThisFrame);
}

bool LiveRerun::hasResultInView() const {
    if (!m_session.hasClip()) return false;
    const auto& playback = m_session.playback();
    const KeyFrame* key = playback.timing().keyFrameOfTime(playback.position_s());
    const MethodResult* result = m_document.result(m_session.current(), m_panel.currentMethod().toStdString());
    return key && result && result->frames.contains(key->frame);
}

} // namespace soundmask
