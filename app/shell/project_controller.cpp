#include "app/shell/project_controller.h"

namespace soundmask {

namespace {

/// Not that of exports: a long one delays no saving.
const std::string kProject = "project";
constexpr std::size_t kShownSteps = 300;

struct Nothing {};

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

Error noProjectFile() {
    return {ErrorCode::MissingData, "",
            "no project file is open, so nothing is saved; save a copy where it can be written"};
}

/// Clips that were opened since then stay open, with their ground truth: that is no work of people's to be taken back.
void keepOpenedClips(Edit& edit) {
    std::erase_if(edit.changes, [](const Change& change) {
        if (const auto* layer = std::get_if<RemoveLayer>(&change))
            return layer->layer.origin == LayerOrigin::GroundTruth;
        return std::holds_alternative<AddClip>(change) || std::holds_alternative<RemoveClip>(change);
    });
}

} // namespace

ProjectController::ProjectController(Document& document, ClipSession& session, JobBridge& jobs, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_jobs(jobs) {}

template <typename T>
void ProjectController::withStore(const QString& title, std::function<Result<T>(ProjectStore&, JobContext&)> work,
                                  std::function<void(T)> done) {
    const auto store = m_session.keeper().store();
    if (!store) {
        Q_EMIT failed(noProjectFile());
        return;
    }
    m_jobs.run<T>(
        title, kProject, [store, work = std::move(work)](JobContext& context) { return work(*store, context); },
        [this, store, done = std::move(done)](Result<T> result) {
            if (store != m_session.keeper().store()) return; // another project is open by now
            if (result)
                done(std::move(*result));
            else if (result.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(result.error());
        });
}

void ProjectController::saveNow() {
    withStore<Nothing>(
        tr("Saving"),
        [](ProjectStore& store, JobContext&) -> Result<Nothing> {
            store.retry();
            if (const auto flushed = store.flush(); !flushed) return fail(flushed.error());
            return Nothing{};
        },
        [this](Nothing) { Q_EMIT saved(QDateTime::currentDateTime()); });
}

void ProjectController::saveCopy(const QString& file) {
    const auto store = m_session.keeper().store();
    m_jobs.run<Nothing>(
        tr("Saving a copy"), kProject,
        [store, file = pathOf(file), project = m_document.project(),
         history = m_document.history()](JobContext&) -> Result<Nothing> {
            if (store) {
                if (const auto copied = store->saveCopy(file, IfExists::Replace); !copied) return fail(copied.error());
            } else if (const auto made = ProjectStore::create(file, project, history, {}, IfExists::Replace); !made) {
                return fail(made.error());
            }
            return Nothing{};
        },
        [this, file](Result<Nothing> result) {
            if (result)
                Q_EMIT copySaved(file);
            else if (result.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(result.error());
        });
}

void ProjectController::readHistory() {
    withStore<std::vector<HistoryEntry>>(
        QString(),
        [](ProjectStore& store, JobContext&) {
            return store.history(std::numeric_limits<StepSequence>::max(), kShownSteps);
        },
        [this](const std::vector<HistoryEntry>& entries) { Q_EMIT historyRead(entries); });
}

void ProjectController::restore(StepSequence sequence) {
    struct Way {
        Edit edit;
        StepSequence from = 0;
    };
    withStore<Way>(
        tr("Going back"),
        [sequence](ProjectStore& store, JobContext&) -> Result<Way> {
            const StepSequence from = store.lastAppended();
            auto edit = store.restoreTo(sequence);
            if (!edit) return fail(edit.error());
            return Way{std::move(*edit), from};
        },
        [this](Way way) {
            // Something was edited in between: the way back no longer begins here.
            if (m_session.keeper().store()->lastAppended() != way.from) {
                Q_EMIT failed({ErrorCode::Cancelled, "", "the project was edited meanwhile; go back once more"});
                return;
            }
            keepOpenedClips(way.edit);
            if (const auto done = m_document.perform(std::move(way.edit)); !done) Q_EMIT failed(done.error());
        });
}

void ProjectController::findMedia(const QString& folder, const std::vector<ClipId>& clips) {
    using Places = std::map<ClipId, std::filesystem::path>;
    withStore<Places>(
        tr("Looking for videos"),
        [folder = pathOf(folder), clips](ProjectStore& store, JobContext& context) {
            return store.findMedia(folder, clips, context.stopToken());
        },
        [this](const Places& places) { Q_EMIT mediaFound(places); });
}

void ProjectController::compareMedia(ClipId clip, const QString& file) {
    withStore<MediaMatch>(
        tr("Comparing videos"),
        [clip, path = pathOf(file)](ProjectStore& store, JobContext&) { return store.compareMedia(clip, path); },
        [this, clip, path = pathOf(file)](MediaMatch match) { Q_EMIT mediaCompared(clip, path, match); });
}

void ProjectController::findBeside(ClipId clip, const std::filesystem::path& file, const std::vector<ClipId>& clips) {
    using Places = std::map<ClipId, std::filesystem::path>;
    const ClipRecord* found = m_document.clip(clip);
    if (!found) return;
    Places candidates;
    for (const ClipId id : clips)
        if (const ClipRecord* other = m_document.clip(id)) {
            const auto way = other->clip.path.lexically_relative(found->clip.path.parent_path());
            if (!way.empty()) candidates[id] = (file.parent_path() / way).lexically_normal();
        }
    withStore<Places>(
        tr("Looking for videos"),
        [candidates](ProjectStore& store, JobContext& context) -> Result<Places> {
            Places places;
            for (const auto& [id, path] : candidates) {
                if (context.stopRequested()) break;
                const auto match = store.compareMedia(id, path); // an error: it is not there
                if (match && *match == MediaMatch::Same) places.emplace(id, path);
            }
            return places;
        },
        [this](const Places& places) { Q_EMIT mediaFound(places); });
}

void ProjectController::relocateMedia(const std::map<ClipId, std::filesystem::path>& places, ClipId wanted) {
    withStore<Nothing>(
        tr("Noting where the videos are"),
        [places](ProjectStore& store, JobContext&) -> Result<Nothing> {
            for (const auto& [clip, path] : places)
                if (const auto moved = store.relocateMedia(clip, path, true); !moved) return fail(moved.error());
            return Nothing{};
        },
        [this, places, wanted](Nothing) {
            for (const auto& [clip, path] : places) {
                m_document.relocateMedia(clip, path);
                m_session.relocate(clip, path);
            }
            Q_EMIT mediaRelocated();
            if (places.contains(wanted))
                m_session.openClip(wanted);
            else if (!m_session.hasClip() && !places.empty())
                m_session.openClip(places.begin()->first);
        });
}

} // namespace soundmask
