#include "app/bridge/model_library.h"

#include <QFileInfo>
#include <QSettings>

#include "app/download/download.h"
#include "core/models/network_shelf.h"
#include "core/project/inference_request.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

// Workers, so that a download does not hold up a look, nor a look the networks.
const std::string kLookDevice = "models";
const std::string kFileDevice = "model-files";
const std::string kNetworkDevice = "network";
const std::string kProcessor = "cpu";

const QString kDeviceSetting = QStringLiteral("models/device");
const QString kPrecisionSetting = QStringLiteral("models/precision");

QString chosenKey(const std::string& role) {
    return QStringLiteral("models/") + QString::fromStdString(role);
}

QString pathText(const fs::path& path) {
    return QString::fromStdString(path.string());
}

} // namespace

ModelLibrary::ModelLibrary(JobBridge& jobs, ModelStore store, QObject* parent, std::function<Machine()> look_at_machine)
    : QObject(parent)
    , m_jobs(jobs)
    , m_store(std::move(store))
    , m_look_at_machine(std::move(look_at_machine)) {
    NetworkShelf::shared().prefer(compute());
    refresh();
}

Result<ModelLibrary::View> ModelLibrary::look(const ModelStore& store,
                                              const std::function<Machine()>& look_at_machine) {
    auto installed = store.installed();
    if (!installed) return fail(installed.error());
    View view{std::move(*installed), {}, look_at_machine()};
    for (const ModelRole& role : store.catalogue().roles()) {
        for (const ModelFile& file : role.files) {
            std::error_code none;
            if (!file.isPublished()) continue;
            const auto size = fs::file_size(partialOf(store.placeOf(file)), none);
            if (!none) view.arrived[file.id()] = size;
        }
    }
    return view;
}

void ModelLibrary::refresh() {
    m_jobs.run<View>(
        tr("Looking for models"), kLookDevice,
        [store = m_store, machine = m_look_at_machine](JobContext&) { return look(store, machine); },
        [this](Result<View> view) {
            if (!view) {
                if (view.error().code != ErrorCode::Cancelled) Q_EMIT failed(view.error());
                return;
            }
            m_installed = std::move(view->installed);
            m_arrived = std::move(view->arrived);
            m_machine = std::move(view->machine);
            m_is_known = true;
            NetworkShelf::shared().prefer(compute());
            Q_EMIT changed();
        });
}

ComputeChoice ModelLibrary::compute() const {
    const QSettings settings;
    const ComputeChoice standard;
    const auto remembered = [&settings](const QString& key, const std::string& otherwise) {
        return settings.value(key, QString::fromStdString(otherwise)).toString().toStdString();
    };
    const ComputeChoice choice{remembered(kDeviceSetting, standard.device),
                               remembered(kPrecisionSetting, standard.precision)};
    // A card may have been taken out since.
    return m_is_known && !resolveCompute(choice, m_machine.usable_cards) ? standard : choice;
}

void ModelLibrary::setCompute(const ComputeChoice& choice) {
    if (choice == compute()) return;
    QSettings().setValue(kDeviceSetting, QString::fromStdString(choice.device));
    QSettings().setValue(kPrecisionSetting, QString::fromStdString(choice.precision));
    NetworkShelf::shared().prefer(choice);
    Q_EMIT changed();
}

std::uint64_t ModelLibrary::arrived(const ModelFile& file) const {
    const auto found = m_arrived.find(file.id());
    return found == m_arrived.end() ? 0 : found->second;
}

std::uint64_t ModelLibrary::diskUse() const {
    std::uint64_t bytes = 0;
    for (const InstalledModel& model : m_installed)
        if (model.state != InstalledModel::State::Gone && !model.is_referenced) bytes += model.bytes;
    for (const auto& [id, size] : m_arrived)
        bytes += size;
    return bytes;
}

std::optional<fs::path> ModelLibrary::weightsFor(const std::string& role) const {
    if (usesTestWeights(role)) return kTestWeights;
    const auto model = modelFor(role);
    if (!model) return std::nullopt;
    return model->path;
}

bool ModelLibrary::usesTestWeights(const std::string& role) const {
    return QSettings().value(chosenKey(role)).toString() == QLatin1String(kTestWeights);
}

std::optional<InstalledModel> ModelLibrary::modelFor(const std::string& role) const {
    const QString chosen = QSettings().value(chosenKey(role)).toString();
    if (chosen == QLatin1String(kTestWeights)) return std::nullopt;
    std::optional<InstalledModel> only;
    int fitting = 0;
    for (const InstalledModel& model : m_installed) {
        if (!model.isUsable() || model.role != role) continue;
        if (pathText(model.path) == chosen) return model;
        only = model;
        ++fitting;
    }
    if (fitting != 1) return std::nullopt;
    return only;
}

int ModelLibrary::countFor(const std::string& role) const {
    return static_cast<int>(std::count_if(m_installed.begin(), m_installed.end(), [&](const InstalledModel& model) {
        return model.isUsable() && model.role == role;
    }));
}

void ModelLibrary::choose(const InstalledModel& model) {
    QSettings().setValue(chosenKey(model.role), pathText(model.path));
    Q_EMIT changed();
}

void ModelLibrary::setTestWeights(const std::string& role, bool use) {
    if (use)
        QSettings().setValue(chosenKey(role), QLatin1String(kTestWeights));
    else if (usesTestWeights(role))
        QSettings().remove(chosenKey(role));
    Q_EMIT changed();
}

const ModelLibrary::Work* ModelLibrary::workOn(const fs::path& path) const {
    const auto found = m_work.find(path);
    return found == m_work.end() ? nullptr : &found->second;
}

const Result<ModelTestReport>* ModelLibrary::testOf(const fs::path& path) const {
    const auto found = m_tests.find(path);
    return found == m_tests.end() ? nullptr : &found->second;
}

template <typename T>
void ModelLibrary::start(const fs::path& path, Work::Kind kind, const QString& title, const std::string& device,
                         std::function<Result<T>(JobContext&)> work, std::function<void(const Result<T>&)> done) {
    if (m_work.contains(path)) return;
    const JobId job = m_jobs.run<T>(
        title, device, std::move(work),
        [this, path, done = std::move(done)](Result<T> result) {
            m_work.erase(path);
            done(result);
            Q_EMIT workChanged();
            refresh();
        },
        [this, path](const Progress& progress) {
            const auto going_on = m_work.find(path);
            if (going_on == m_work.end()) return;
            going_on->second.fraction = progress.fraction;
            going_on->second.text = QString::fromStdString(progress.text);
            Q_EMIT workChanged();
        });
    if (!job.isValid()) return;
    m_work[path] = {kind, job, 0.0, {}};
    Q_EMIT workChanged();
}

void ModelLibrary::begin(const fs::path& path, Work::Kind kind, const QString& title, const std::string& device,
                         std::function<Result<InstalledModel>(JobContext&)> work) {
    start<InstalledModel>(path, kind, title, device, std::move(work),
                          [this, kind](const Result<InstalledModel>& model) {
                              if (model && kind != Work::Kind::Verify) setTestWeights(model->role, false);
                              if (model && kind == Work::Kind::Import) Q_EMIT imported(*model);
                              if (!model && model.error().code != ErrorCode::Cancelled) Q_EMIT failed(model.error());
                          });
}

void ModelLibrary::download(const ModelFile& file, const QString& url) {
    DownloadRequest request;
    request.url = url.isEmpty() ? file.url : url.toStdString();
    request.target = m_store.placeOf(file);
    request.bytes = file.bytes;
    request.sha256 = file.sha256;
    begin(request.target, Work::Kind::Download, tr("Download of %1").arg(QString::fromStdString(file.title)),
          kNetworkDevice, [store = m_store, file, request](JobContext& context) -> Result<InstalledModel> {
              const auto digest = soundmask::download(
                  request, [&](const Progress& step) { context.progress(step); }, context.stopToken());
              if (!digest) return fail(digest.error());
              return store.enterDownloaded(file, *digest);
          });
}

void ModelLibrary::import(const QString& path, const ModelStore::ImportOptions& options) {
    begin(path.toStdString(), Work::Kind::Import, tr("Import of %1").arg(QFileInfo(path).fileName()), kFileDevice,
          [store = m_store, path, options](JobContext& context) {
              return store.import(
                  path.toStdString(), options, [&](const Progress& step) { context.progress(step); },
                  context.stopToken());
          });
}

void ModelLibrary::verify(const InstalledModel& model) {
    begin(model.path, Work::Kind::Verify, tr("Verification of %1").arg(QFileInfo(pathText(model.path)).fileName()),
          kFileDevice, [store = m_store, model](JobContext& context) {
              return store.verify(
                  model, [&](const Progress& step) { context.progress(step); }, context.stopToken());
          });
}

void ModelLibrary::test(const InstalledModel& model) {
    start<ModelTestReport>(
        model.path, Work::Kind::Test, tr("Test of %1").arg(QFileInfo(pathText(model.path)).fileName()), kProcessor,
        [model](JobContext& context) { return testModel(model, context.stopToken()); },
        [this, path = model.path](const Result<ModelTestReport>& report) {
            if (!report && report.error().code == ErrorCode::Cancelled) return;
            m_tests.insert_or_assign(path, report);
            if (!report) Q_EMIT failed(report.error());
        });
}

void ModelLibrary::remove(const InstalledModel& model) {
    m_tests.erase(model.path);
    m_jobs.run<bool>(
        tr("Removal of %1").arg(QFileInfo(pathText(model.path)).fileName()), kFileDevice,
        [store = m_store, model](JobContext&) -> Result<bool> {
            if (auto removed = store.remove(model); !removed) return fail(removed.error());
            return true;
        },
        [this](const Result<bool>& removed) {
            if (!removed) Q_EMIT failed(removed.error());
            refresh();
        });
}

void ModelLibrary::discardArrived(const ModelFile& file) {
    const fs::path target = m_store.placeOf(file);
    m_jobs.run<bool>(
        tr("Removal of %1").arg(QString::fromStdString(file.file_name)), kFileDevice,
        [target](JobContext&) -> Result<bool> {
            discardPartial(target);
            return true;
        },
        [this](const Result<bool>&) { refresh(); });
}

void ModelLibrary::cancel(const fs::path& path) {
    if (const Work* work = workOn(path)) m_jobs.cancel(work->job);
}

} // namespace soundmask
