#include "app/bridge/project_keeper.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QStandardPaths>

#include <mutex>
#include <utility>

namespace soundmask {

ProjectKeeper::ProjectKeeper(Document& document, QObject* parent)
    : QObject(parent)
    , m_document(document) {
    connect(&m_document, &Document::stepDone, this, &ProjectKeeper::append);
}

ProjectKeeper::~ProjectKeeper() {
    unlink();
}

/// The writer thread speaks to this object only through a link that this object can cut at any time.
struct ProjectKeeper::Link {
    std::mutex mutex;
    ProjectKeeper* keeper = nullptr;
};

void ProjectKeeper::unlink() {
    if (!m_link) return;
    const std::lock_guard lock(m_link->mutex);
    m_link->keeper = nullptr;
}

void ProjectKeeper::setFailing(const std::optional<Error>& error) {
    m_is_failing = error.has_value();
    if (error) Q_EMIT savingFailed(*error);
    Q_EMIT stateChanged();
}

std::filesystem::path ProjectKeeper::fileFor(const QString& path) {
    const QFileInfo info(path);
    const QByteArray place = QCryptographicHash::hash(info.absoluteFilePath().toUtf8(), QCryptographicHash::Sha256);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    // The name is for people who look into the folder; the number tells places of the same name apart.
    const QString name = info.fileName().left(60) + QLatin1Char('-') + QString::fromLatin1(place.toHex().left(16));
    return std::filesystem::path(
        (folder + QStringLiteral("/projects/") + name + QStringLiteral(".soundmask")).toStdU16String());
}

ProjectKeeper::Opened ProjectKeeper::open(const std::filesystem::path& file, LostLog lost_log) {
    Opened opened;
    auto found = ProjectStore::open(file, {.lost_log = lost_log});
    if (!found) {
        opened.error = found.error();
        return opened;
    }
    opened.store = std::move(found->store);
    opened.project = std::move(found->project);
    opened.history = std::move(found->history);
    opened.missing_media = std::move(found->missing_media);
    if (found->history_damage) opened.warnings.push_back({"history-damage", found->history_damage->toString()});
    return opened;
}

ProjectKeeper::Opened ProjectKeeper::openOrCreate(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::exists(file, error)) return open(file);
    std::filesystem::create_directories(file.parent_path(), error);
    Opened opened;
    auto made = ProjectStore::create(file, {}, {});
    if (made)
        opened.store = std::move(*made);
    else
        opened.error = made.error();
    return opened;
}

void ProjectKeeper::attach(Opened opened) {
    m_document.reset(std::move(opened.project), std::move(opened.history));
    m_store = std::move(opened.store);
    m_is_failing = false;
    m_saved_at = m_store ? QDateTime::currentDateTime() : QDateTime();
    if (m_store) {
        m_link = std::make_shared<Link>();
        m_link->keeper = this;
        const auto tell = [link = m_link](auto what) {
            const std::lock_guard lock(link->mutex);
            if (ProjectKeeper* keeper = link->keeper)
                QMetaObject::invokeMethod(
                    keeper, [keeper, what] { what(*keeper); }, Qt::QueuedConnection);
        };
        m_store->setListener(
            {[tell](StepSequence) {
                 tell([](ProjectKeeper& keeper) {
                     keeper.m_saved_at = QDateTime::currentDateTime();
                     keeper.setFailing(std::nullopt);
                 });
             },
             [tell](const Error& error) { tell([error](ProjectKeeper& keeper) { keeper.setFailing(error); }); }});
    }
    Q_EMIT stateChanged();
}

std::shared_ptr<ProjectStore> ProjectKeeper::detach() {
    unlink();
    m_link.reset();
    const std::shared_ptr<ProjectStore> store = std::exchange(m_store, nullptr);
    m_document.reset({}, {});
    Q_EMIT stateChanged();
    return store;
}

bool ProjectKeeper::isSaved() const {
    return m_store && !m_is_failing && m_store->lastSaved() == m_store->lastAppended();
}

void ProjectKeeper::append(const HistoryStep& step) {
    if (!m_store) return;
    const auto appended = m_store->append(step);
    if (!appended) return setFailing(appended.error());
    Q_EMIT stateChanged();
}

} // namespace soundmask
