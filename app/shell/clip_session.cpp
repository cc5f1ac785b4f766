#include "app/shell/clip_session.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

#include "app/bridge/sample_clips.h"
#include "core/base/log.h"
#include "core/engine/clip_locator.h"

namespace soundmask {

namespace {

/// The reading worker: opening waits for disks, not for the processor that methods use.
const std::string kReader = "reader";
const QString kProjectSuffix = QStringLiteral("soundmask");
constexpr std::size_t kCacheBytes = std::size_t{384} << 20;

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

/// What opening a folder found.
struct FoundClips {
    std::vector<ClipLocation> locations;
    std::vector<Warning> warnings;
};

/// A project file and where its clips are.
struct FoundProject {
    ProjectKeeper::Opened opened;
    std::vector<ClipLocation> locations; ///< one for each clip
};

FoundProject openProjectFile(const std::filesystem::path& file, LostLog lost_log) {
    FoundProject found{ProjectKeeper::open(file, lost_log), {}};
    ClipLocator locator;
    for (const ClipRecord& record : found.opened.project.clips) {
        auto member = locator.datasetClip(record.clip);
        ClipLocation location = member ? ClipLocation::ofDatasetClip(std::move(*member)) : ClipLocation{};
        location.path = record.clip.path;
        found.locations.push_back(std::move(location));
    }
    return found;
}

bool looksLikeVideo(const std::filesystem::path& path) {
    static const std::array<std::string, 13> kExtensions{".mp4", ".m4v", ".mov",  ".mkv", ".webm", ".avi", ".ts",
                                                         ".3gp", ".mpg", ".mpeg", ".ogv", ".flv",  ".wmv"};
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

FoundClips clipsOf(const Dataset& dataset) {
    FoundClips found;
    for (const DatasetClip& clip : dataset.clips)
        found.locations.push_back(ClipLocation::ofDatasetClip(clip));
    for (const DatasetProblem& problem : dataset.problems)
        found.warnings.push_back({problem.code, problem.path.filename().string() + ": " + problem.text});
    return found;
}

/// A data set, or else the videos in the folder.
Result<FoundClips> clipsInFolder(const std::filesystem::path& folder) {
    const auto dataset = openDataset(folder);
    if (dataset) return clipsOf(*dataset);
    if (dataset.error().code != ErrorCode::UnknownName) return fail(dataset.error());
    FoundClips found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.is_regular_file(error) && looksLikeVideo(entry.path()))
            found.locations.push_back(ClipLocation::ofVideo(entry.path()));
    if (found.locations.empty()) return fail(dataset.error());
    std::sort(found.locations.begin(), found.locations.end(),
              [](const ClipLocation& a, const ClipLocation& b) { return a.path < b.path; });
    return found;
}

} // namespace

ClipSession::ClipSession(Document& document, JobBridge& jobs, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_jobs(jobs)
    , m_keeper(document) {
    connect(&m_playback, &Playback::positionChanged, this, &ClipSession::requestFrame);
    connect(&m_playback, &Playback::playingChanged, this, &ClipSession::requestFrame);
}

ClipSession::~ClipSession() = default;

template <typename T>
void ClipSession::startOpening(const QString& text, std::function<Result<T>(JobContext&)> work,
                               std::function<void(T)> use, std::function<void(const Error&)> failed) {
    cancelOpening();
    Q_EMIT openingChanged(text, -1.0);
    m_opening = m_jobs.run<T>(
        text, kReader, std::move(work),
        [this, use = std::move(use), failed = std::move(failed)](Result<T> result) {
            endOpening();
            if (result)
                use(std::move(*result));
            else if (result.error().code != ErrorCode::Cancelled)
                failed ? failed(result.error()) : Q_EMIT openFailed(result.error());
        },
        [this, text](const Progress& progress) { Q_EMIT openingChanged(text, progress.fraction); });
}

void ClipSession::endOpening() {
    m_opening = {};
    Q_EMIT openingChanged({}, 0.0);
}

void ClipSession::cancelOpening() {
    if (!m_opening.isValid()) return;
    m_jobs.drop(m_opening);
    endOpening();
}

void ClipSession::openPath(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists()) {
        Q_EMIT openFailed(
            {ErrorCode::FileNotFound, path.toStdString(), "check the path; the file may have been moved"});
        return;
    }
    if (info.isDir()) return openFolder(info.absoluteFilePath());
    if (info.suffix() == kProjectSuffix) return openProject(info.absoluteFilePath());

    const auto file = pathOf(info.absoluteFilePath());
    for (const Entry& entry : m_entries)
        if (!entry.location.dataset_clip && entry.location.path == file) return openClip(entry.id);
    const QString text = tr("Opening %1").arg(info.fileName());
    startOpening<OpenedClip>(
        text,
        [location = ClipLocation::ofVideo(file)](JobContext& context) {
            return loadClip(location, context.stopToken(), [&](const Progress& p) { context.progress(p); });
        },
        [this, path = info.absoluteFilePath()](OpenedClip opened) {
            const auto clip = std::make_shared<OpenedClip>(std::move(opened));
            beginProject(path, [this, path, clip] {
                addEntries({clip->location});
                useClip(m_entries.back().id, std::move(*clip));
                Q_EMIT pathOpened(path);
            });
        });
}

void ClipSession::beginProject(const QString& path, std::function<void()> then) {
    closeAll();
    startOpening<ProjectKeeper::Opened>(
        tr("Opening your work"),
        // The last project is saved to its end first: it may be the same one.
        [last = std::exchange(m_last_store, nullptr),
         file = ProjectKeeper::fileFor(path)](JobContext&) mutable -> Result<ProjectKeeper::Opened> {
            last.reset();
            return ProjectKeeper::openOrCreate(file);
        },
        [this, then = std::move(then)](ProjectKeeper::Opened opened) {
            const std::optional<Error> error = opened.error;
            const std::vector<Warning> warnings = opened.warnings;
            m_keeper.attach(std::move(opened));
            then();
            if (error) Q_EMIT m_keeper.savingFailed(*error);
            if (!warnings.empty()) Q_EMIT warningsFound(warnings);
        });
}

void ClipSession::openProject(const QString& path, LostLog lost_log) {
    const std::filesystem::path file = pathOf(QFileInfo(path).canonicalFilePath());
    if (m_keeper.store() && m_keeper.store()->file() == file) return; // it is open
    startOpening<std::shared_ptr<FoundProject>>(
        tr("Opening %1").arg(QFileInfo(path).fileName()),
        // What was closed before may be this very project.
        [last = std::exchange(m_last_store, nullptr), file,
         lost_log](JobContext&) mutable -> Result<std::shared_ptr<FoundProject>> {
            last.reset();
            auto found = std::make_shared<FoundProject>(openProjectFile(file, lost_log));
            const auto& error = found->opened.error;
            if (error && error->code != ErrorCode::MissingData) return fail(*error);
            return found;
        },
        [this, path](const std::shared_ptr<FoundProject>& found) {
            if (found->opened.error) {
                Q_EMIT logLost(path, *found->opened.error);
                return;
            }
            closeAll();
            const std::vector<ClipId> missing = found->opened.missing_media;
            const std::vector<Warning> warnings = found->opened.warnings;
            m_keeper.attach(std::move(found->opened));
            const auto& clips = m_document.project().clips;
            for (std::size_t i = 0; i < clips.size(); ++i)
                m_entries.push_back({clips[i].clip.id, std::move(found->locations[i])});
            Q_EMIT entriesChanged();
            Q_EMIT pathOpened(path);
            if (!warnings.empty()) Q_EMIT warningsFound(warnings);
            if (!missing.empty()) Q_EMIT mediaMissing(missing, {});
            const auto first = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
                return std::find(missing.begin(), missing.end(), entry.id) == missing.end();
            });
            if (first != m_entries.end())
                openClip(first->id);
            else if (missing.empty())
                Q_EMIT openFailed(
                    {ErrorCode::MissingData, path.toStdString(), "the project has no clips; open a video"});
        });
}

void ClipSession::relocate(ClipId id, const std::filesystem::path& video) {
    for (Entry& entry : m_entries)
        if (entry.id == id) entry.location = ClipLocation::ofVideo(video);
    Q_EMIT entriesChanged();
    Q_EMIT relocated(id);
}

void ClipSession::openFolder(const QString& path) {
    startOpening<FoundClips>(
        tr("Looking into %1").arg(QDir(path).dirName()),
        [folder = pathOf(path)](JobContext&) { return clipsInFolder(folder); },
        [this, path](FoundClips found) {
            if (found.locations.empty()) {
                Q_EMIT openFailed({ErrorCode::MissingData, path.toStdString(), "the data set lists no clips"});
                return;
            }
            beginProject(path, [this, path, found] {
                addEntries(found.locations);
                Q_EMIT pathOpened(path);
                if (!found.warnings.empty()) Q_EMIT warningsFound(found.warnings);
                openClip(m_entries.front().id);
            });
        });
}

void ClipSession::openSample() {
    startOpening<Dataset>(
        tr("Making the sample"),
        [folder = sampleFolder()](JobContext& context) { return openSampleDataset(folder, context); },
        [this](const Dataset& dataset) {
            beginProject(QString::fromStdString(dataset.root.string()), [this, found = clipsOf(dataset)] {
                addEntries(found.locations);
                openClip(m_entries.front().id);
            });
        });
}

void ClipSession::openClip(ClipId id) {
    if (id == m_current && !isOpening()) return;
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.id == id; });
    if (found != m_entries.end()) loadEntry(*found);
}

void ClipSession::removeEntry(ClipId id) {
    if (id == m_current) return;
    if (std::erase_if(m_entries, [&](const Entry& entry) { return entry.id == id; }) > 0) Q_EMIT entriesChanged();
}

void ClipSession::loadEntry(const Entry& entry) {
    startOpening<OpenedClip>(
        tr("Opening %1").arg(QString::fromStdString(entry.location.name())),
        [location = entry.location](JobContext& context) {
            return loadClip(location, context.stopToken(), [&](const Progress& p) { context.progress(p); });
        },
        [this, id = entry.id](OpenedClip opened) { useClip(id, std::move(opened)); },
        [this, id = entry.id, is_video = !entry.location.dataset_clip](const Error& error) {
            // With work on it in a project file it is worth looking for.
            if (error.code == ErrorCode::FileNotFound && is_video && m_document.clip(id) && m_keeper.store())
                lookForMissing(id, error);
            else
                Q_EMIT openFailed(error);
        });
}

void ClipSession::lookForMissing(ClipId wanted, const Error& error) {
    std::vector<std::pair<ClipId, std::filesystem::path>> videos;
    for (const Entry& entry : m_entries)
        if (!entry.location.dataset_clip && m_document.clip(entry.id))
            videos.emplace_back(entry.id, entry.location.path);
    startOpening<std::vector<ClipId>>(
        tr("Looking for videos"),
        [videos](JobContext&) -> Result<std::vector<ClipId>> {
            std::vector<ClipId> missing;
            std::error_code ignored;
            for (const auto& [id, path] : videos)
                if (!std::filesystem::exists(path, ignored)) missing.push_back(id);
            return missing;
        },
        [this, wanted, error](const std::vector<ClipId>& missing) {
            if (std::ranges::find(missing, wanted) == missing.end())
                Q_EMIT openFailed(error);
            else
                Q_EMIT mediaMissing(missing, wanted);
        });
}

void ClipSession::addEntries(std::vector<ClipLocation> locations) {
    for (ClipLocation& location : locations) {
        const ClipId known = clipOfProject(location);
        m_entries.push_back({known.isValid() ? known : ClipId{m_document.takeId()}, std::move(location)});
    }
    Q_EMIT entriesChanged();
}

ClipId ClipSession::clipOfProject(const ClipLocation& location) const {
    for (const ClipRecord& record : m_document.project().clips)
        if (record.clip.path == location.path && record.clip.name == location.name()) return record.clip.id;
    return {};
}

void ClipSession::useClip(ClipId id, OpenedClip opened) {
    closeClip();
    if (const ClipRecord* known = m_document.clip(id);
        known && (known->clip.size != opened.clip.size || known->clip.frame_count != opened.clip.frame_count))
        opened.warnings.push_back(
            {"media-changed", opened.location.name() + ": this is not the video its masks were drawn on"});
    if (!adopt(id, opened)) return;
    m_current = id;
    m_location = opened.location;
    m_has_sound = opened.has_sound;

    m_decoder = std::make_unique<PlaybackDecoder>(std::move(opened.source), kCacheBytes);
    const std::uint64_t generation = ++m_generation;
    connect(m_decoder.get(), &PlaybackDecoder::frameReady, this, [this, generation](const FramePtr& frame) {
        if (generation != m_generation) return;
        // An older wish may be fulfilled after the newer one, which was at hand. Until that is shown, the older one
        // tells where a scrub has come to.
        if (m_shown && m_shown->index == m_playback.frame()) return;
        show(frame);
    });
    connect(m_decoder.get(), &PlaybackDecoder::frameFailed, this, [this, generation](qint64 frame, const Error& error) {
        if (generation == m_generation) Q_EMIT frameFailed(frame, error);
    });

    // The receivers empty their lanes first, then the scout fills them.
    m_playback.setClip(std::move(opened.timing), m_has_sound ? m_location.opener() : SourceOpener());
    Q_EMIT currentChanged();
    m_scout = std::make_unique<ClipScout>(m_location.opener(), m_location.path);
    connect(m_scout.get(), &ClipScout::waveformReady, this, [this, generation](const WaveformPeaks& peaks) {
        if (generation == m_generation) Q_EMIT waveformReady(peaks);
    });
    connect(m_scout.get(), &ClipScout::onsetsReady, this, [this, generation](const std::vector<double>& times_s) {
        if (generation == m_generation) Q_EMIT onsetsReady(times_s);
    });
    connect(m_scout.get(), &ClipScout::soundFailed, this, [this, generation] {
        if (generation == m_generation) Q_EMIT soundUnreadable();
    });
    connect(m_scout.get(), &ClipScout::spectrogramReady, this,
            [this, generation](const QImage& picture, double duration_s) {
                if (generation == m_generation) Q_EMIT spectrogramReady(picture, duration_s);
            });
    connect(m_scout.get(), &ClipScout::thumbnailReady, this, [this, generation](double time_s, const QImage& picture) {
        if (generation == m_generation) Q_EMIT thumbnailReady(time_s, picture);
    });
    if (!opened.warnings.empty()) Q_EMIT warningsFound(opened.warnings);
    requestFrame();
}

bool ClipSession::adopt(ClipId id, OpenedClip& opened) {
    if (m_document.clip(id)) return true;
    opened.clip.id = id;
    if (!m_document.addClip(std::move(opened.clip)).isValid()) return false;
    for (MaskLayer& layer : opened.reference_layers)
        m_document.addReferenceLayer(id, std::move(layer));
    return true;
}

void ClipSession::closeClip() {
    ++m_generation;
    m_current = {};
    m_shown.reset();
    m_playback.clear();
    m_decoder.reset();
    m_scout.reset();
}

void ClipSession::closeAll() {
    const bool had_clip = hasClip();
    closeClip();
    if (auto store = m_keeper.detach()) m_last_store = std::move(store);
    m_entries.clear();
    Q_EMIT entriesChanged();
    if (had_clip) Q_EMIT currentChanged();
}

SourceFactory ClipSession::sourceFactory() const {
    return [open = m_location.opener()] { return open(std::stop_token()); };
}

void ClipSession::requestThumbnails(const QList<double>& times_s, int height) {
    if (m_scout) m_scout->requestThumbnails(times_s, height);
}

void ClipSession::requestFrame() {
    if (!m_decoder) return;
    const auto motion = !m_playback.isPlaying()    ? PlaybackDecoder::Motion::Still
                        : m_playback.speed() > 0.0 ? PlaybackDecoder::Motion::Forward
                                                   : PlaybackDecoder::Motion::Backward;
    const FrameIndex frame = m_playback.frame();
    const FramePtr at_hand = m_decoder->request(frame, motion);
    if (at_hand && (!m_shown || m_shown->index != frame)) show(at_hand);
}

void ClipSession::show(const FramePtr& frame) {
    m_shown = frame;
    Q_EMIT frameShown();
}

} // namespace soundmask
