#include "app/shell/method_controller.h"

#include <algorithm>

#include "app/bridge/error_text.h"
#include "app/export/method_title.h"
#include "app/shell/editor_pane.h"
#include "app/shell/method_texts.h"
#include "core/engine/prediction_job.h"
#include "core/methods/method_registry.h"

namespace soundmask {

namespace {

/// The frame people look at is served first.
constexpr int kVisiblePriority = 10;

/// "silence_db" as "Silence db": keys are named for people already.
QString parameterTitle(QString key) {
    key.replace(QLatin1Char('_'), QLatin1Char(' '));
    return key.left(1).toUpper() + key.mid(1);
}

ParameterDescriptor descriptorOf(const ParameterInfo& info) {
    ParameterDescriptor descriptor;
    descriptor.key = QString::fromStdString(info.key);
    descriptor.title = methodText(parameterTitle(descriptor.key).toStdString());
    descriptor.type = static_cast<ParameterDescriptor::Type>(info.type);
    descriptor.default_value = QString::fromStdString(info.default_value);
    if (info.type == ParameterInfo::Type::Boolean)
        descriptor.default_value = info.default_value == "on" || info.default_value == "true" ? QStringLiteral("true")
                                                                                              : QStringLiteral("false");
    descriptor.minimum = info.minimum;
    descriptor.maximum = info.maximum;
    for (const std::string& choice : info.choices) {
        descriptor.choices.append(QString::fromStdString(choice));
        descriptor.choice_titles.append(choiceText(info.key, choice));
    }
    // People want what the paper means; the command line's default is what its code does.
    if (info.key == "variant") descriptor.default_value = QStringLiteral("intended");
    descriptor.meaning = methodText(info.meaning);
    return descriptor;
}

static_assert(static_cast<int>(ParameterDescriptor::Type::Text) == static_cast<int>(ParameterInfo::Type::Text),
              "the panel's parameter types are those of methods, in the same order");

} // namespace

MethodController::MethodController(Document& document, ClipSession& session, JobBridge& jobs, ModelLibrary& models,
                                   EditorState& state, EditorPane& pane, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_jobs(jobs)
    , m_models(models)
    , m_state(state)
    , m_pane(pane) {
    offerMethods();
    MethodPanel* panel = pane.methods();
    connect(&m_models, &ModelLibrary::changed, this, [this] {
        offerMethods();
        if (!isRunning()) m_pane.methods()->setState(MethodPanel::State::Idle); // what was missing may be there now
    });
    connect(panel, &MethodPanel::remedyRequested, this, [this](const QString& name) {
        for (const MethodInfo* info : MethodRegistry::standard().infos())
            if (info->name == name.toStdString()) Q_EMIT modelsWanted(missingRole(*info));
    });
    connect(panel, &MethodPanel::testWeightsWanted, this, &MethodController::useTestWeights);
    connect(panel, &MethodPanel::runRequested, this, &MethodController::start);
    connect(panel, &MethodPanel::cancelRequested, this, &MethodController::cancel);
    connect(panel, &MethodPanel::methodChanged, this,
            [this](const QString& name) { m_state.setMethod(name.toStdString()); });
    connect(&m_session, &ClipSession::currentChanged, this, &MethodController::clipChanged);
    m_state.setMethod(panel->currentMethod().toStdString());
    clipChanged();
}

void MethodController::offerMethods() {
    QVector<MethodDescriptor> methods;
    for (const MethodInfo* info : MethodRegistry::standard().infos()) {
        MethodDescriptor method;
        method.name = QString::fromStdString(info->name);
        method.title = methodTitle(info->name);
        method.summary = methodText(info->summary);
        method.limits = methodText(info->limits);
        QStringList needs;
        if (info->needs_sound) needs.append(tr("a sound track"));
        for (const std::string& role : info->weight_roles)
            needs.append(titleOf(role));
        method.needs = needs.join(QStringLiteral(", "));
        method.uses_test_weights = usesTestWeights(*info);
        if (const std::string role = missingRole(*info); !role.empty() && m_models.isKnown()) {
            method.lacks_weights = true;
            method.unavailable = whyMissing(role);
            method.remedy = tr("Models...");
        }
        for (const ParameterInfo& parameter : info->parameters)
            if (parameter.choices.size() != 1) method.parameters.append(descriptorOf(parameter)); // nothing to choose
        // The most capable one comes first to people.
        methods.prepend(std::move(method));
    }
    m_pane.methods()->setMethods(methods);
}

std::string MethodController::missingRole(const MethodInfo& method) const {
    const WeightMap weights = weightsOf(method);
    for (const std::string& role : method.weight_roles)
        if (!weights.contains(role)) return role;
    return {};
}

WeightMap MethodController::weightsOf(const MethodInfo& method) const {
    WeightMap weights;
    for (const std::string& role : method.weight_roles) {
        if (const auto file = m_models.weightsFor(role)) weights.emplace(role, *file);
    }
    return weights;
}

const MethodInfo* MethodController::currentMethod() const {
    const std::string name = m_pane.methods()->currentMethod().toStdString();
    for (const MethodInfo* info : MethodRegistry::standard().infos())
        if (info->name == name) return info;
    return nullptr;
}

bool MethodController::usesTestWeights(const MethodInfo& method) const {
    return std::ranges::any_of(method.weight_roles,
                               [this](const std::string& role) { return m_models.usesTestWeights(role); });
}

bool MethodController::usesTestWeights() const {
    const MethodInfo* method = currentMethod();
    return method && usesTestWeights(*method);
}

bool MethodController::needsWeights() const {
    const MethodInfo* method = currentMethod();
    return method && !method->weight_roles.empty();
}

void MethodController::useTestWeights(bool test_weights) {
    const MethodInfo* method = currentMethod();
    if (!method) return;
    for (const std::string& role : method->weight_roles)
        if (!test_weights || !m_models.weightsFor(role)) m_models.setTestWeights(role, test_weights);
}

QString MethodController::titleOf(const std::string& role) const {
    const ModelRole* known = m_models.store().catalogue().role(role);
    return QString::fromStdString(known ? known->title : role);
}

QString MethodController::whyMissing(const std::string& role) const {
    return m_models.countFor(role) == 0
               ? tr("It needs a model file for %1, and none is installed.").arg(titleOf(role))
               : tr("Several model files for %1 are installed; choose one.").arg(titleOf(role));
}

void MethodController::clipChanged() {
    if (m_job.isValid()) {
        m_jobs.drop(m_job);
        m_job = {};
        Q_EMIT runningChanged(false);
    }
    m_pane.methods()->setState(MethodPanel::State::Idle);
    m_pane.methods()->setRunnable(m_session.hasClip(), tr("Open a clip first."));
}

void MethodController::run(MethodPanel::Scope scope) {
    start(m_pane.methods()->currentMethod(), m_pane.methods()->options(), scope);
}

InferenceRequest MethodController::requestOf(const QString& method, const QMap<QString, QString>& options) const {
    InferenceRequest request;
    request.method = method.toStdString();
    for (auto option = options.begin(); option != options.end(); ++option)
        request.options[option.key().toStdString()] = option.value().toStdString();
    for (const MethodInfo* info : MethodRegistry::standard().infos())
        if (info->name == request.method) request.weights = weightsOf(*info);
    return request;
}

InferenceRequest MethodController::choice() const {
    return requestOf(m_pane.methods()->currentMethod(), m_pane.methods()->options());
}

InferenceRequest MethodController::request(const QString& method, const QMap<QString, QString>& options,
                                           std::vector<KeyFrame> key_frames) const {
    const ClipRecord& record = *m_session.record();
    InferenceRequest request = requestOf(method, options);
    request.clip = record.clip.id;
    request.prompts = record.prompts;
    request.key_frames = std::move(key_frames);
    return request;
}

void MethodController::start(const QString& method, const QMap<QString, QString>& options, MethodPanel::Scope scope) {
    if (!m_session.hasClip() || (isRunning() && !isRunningAgain())) return;
    for (const MethodInfo* info : MethodRegistry::standard().infos()) {
        const std::string role = info->name == method.toStdString() ? missingRole(*info) : std::string();
        if (role.empty() || !m_models.isKnown()) continue;
        m_pane.methods()->setState(MethodPanel::State::Failed, whyMissing(role));
        return Q_EMIT failed({ErrorCode::MissingModel, titleOf(role).toStdString(), whyMissing(role).toStdString()});
    }
    if (isRunning()) m_jobs.drop(m_job);
    std::vector<KeyFrame> key_frames = m_session.record()->clip.key_frames;
    if (scope == MethodPanel::Scope::ThisFrame)
        if (const KeyFrame* key = m_session.playback().timing().keyFrameOfTime(m_session.playback().position_s()))
            key_frames = {*key};
    const QString title = methodTitle(method.toStdString());
    m_state.setMethod(method.toStdString());
    m_is_again = false;
    JobBridge::Handlers handlers;
    handlers.on_progress = [this](const Progress& progress) {
        const bool is_known = progress.fraction > 0.0; // before the first frame nobody knows how long one takes
        m_pane.methods()->setState(MethodPanel::State::Running,
                                   progress.text.empty() ? QString() : methodText(progress.text),
                                   is_known ? progress.fraction : -1.0);
    };
    handlers.on_finished = [this, title](JobState state, const std::optional<Error>& error) {
        ended(title, state, error);
    };
    submit(request(method, options, std::move(key_frames)), title, std::move(handlers));
    m_pane.methods()->setState(MethodPanel::State::Running, tr("Starting..."));
}

void MethodController::runAgain(const KeyFrame& key_frame) {
    if (!m_session.hasClip() || isRunning()) return;
    m_is_again = true;
    JobBridge::Handlers handlers;
    handlers.on_finished = [this](JobState state, const std::optional<Error>& error) { endedAgain(state, error); };
    const MethodPanel& panel = *m_pane.methods();
    submit(request(panel.currentMethod(), panel.options(), {key_frame}), {}, std::move(handlers));
}

void MethodController::submit(InferenceRequest request, const QString& job_title, JobBridge::Handlers handlers) {
    m_last_run.reset();
    handlers.on_frame = [this, clip = request.clip, name = request.method](const FramePredictionPtr& frame) {
        m_document.addFramePrediction(clip, name, frame);
    };
    handlers.on_result = [this](const PredictionPtr& prediction) {
        m_last_run = prediction;
        m_document.addPrediction(prediction);
    };
    JobRequest job = predictionJob(std::move(request), m_session.sourceFactory(), {});
    job.priority = kVisiblePriority;
    m_job = m_jobs.submit(job_title, std::move(job), std::move(handlers));
    Q_EMIT runningChanged(true);
}

void MethodController::cancel() {
    if (!isRunning()) return;
    m_pane.methods()->setState(MethodPanel::State::Cancelling, tr("Stopping; finished frames are kept"));
    m_jobs.cancel(m_job);
}

void MethodController::ended(const QString& title, JobState state, const std::optional<Error>& error) {
    m_job = {};
    MethodPanel* panel = m_pane.methods();
    if (state == JobState::Failed && error) {
        panel->setState(MethodPanel::State::Failed, QString::fromStdString(error->reason));
        Q_EMIT failed(*error);
    } else if (state == JobState::Cancelled) {
        panel->setState(MethodPanel::State::Idle, tr("Cancelled; finished frames are kept"));
    } else {
        panel->setState(MethodPanel::State::Done, tr("Done"));
        Q_EMIT finished(title, m_last_run ? m_last_run->warnings : std::vector<Warning>());
    }
    Q_EMIT runningChanged(false);
}

void MethodController::endedAgain(JobState state, const std::optional<Error>& error) {
    m_job = {};
    if (state == JobState::Failed && error) {
        m_pane.methods()->setState(MethodPanel::State::Failed, QString::fromStdString(error->reason));
        Q_EMIT failed(*error);
    } else if (m_last_run) {
        const auto decoder = m_last_run->provenance.timings_s.find("mask decoder");
        QString text = decoder == m_last_run->provenance.timings_s.end()
                           ? tr("This frame again, no mask was asked for")
                           : tr("This frame again: masks in %1 s").arg(decoder->second, 0, 'f', 2);
        for (const Warning& warning : m_last_run->warnings)
            text += QLatin1Char('\n') + warningText(warning);
        m_pane.methods()->setState(MethodPanel::State::Done, text);
    }
    Q_EMIT runningChanged(false);
}

} // namespace soundmask
