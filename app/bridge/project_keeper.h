#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>

#include "app/document/document.h"
#include "core/project/store/project_store.h"

namespace soundmask {

/// Saves the document all the time: each step goes to a project file as it is done, and is there again when the same
/// video or data set is opened the next time. GUI thread, unless said otherwise.
class ProjectKeeper : public QObject {
    Q_OBJECT

  public:
    /// A project file with what was in it; without a file when it cannot be had: \p error says why.
    struct Opened {
        std::unique_ptr<ProjectStore> store;
        Project project;
        EditHistory history;
        std::optional<Error> error;
        std::vector<Warning> warnings;
        std::vector<ClipId> missing_media; ///< clips whose file is not where it was
    };

    explicit ProjectKeeper(Document& document, QObject* parent = nullptr);
    ~ProjectKeeper() override;

    /// The project file for the work on the video or folder \p path, in the user's data folder.
    static std::filesystem::path fileFor(const QString& path);
    /// Opens \p file; it must be there. Waits for the disk, as the next one: not on the GUI thread.
    static Opened open(const std::filesystem::path& file, LostLog lost_log = LostLog::Refuse);
    /// Opens \p file, or makes it.
    static Opened openOrCreate(const std::filesystem::path& file);

    /// The document becomes what \p opened holds, and is saved there from now on.
    void attach(Opened opened);
    /// Stops saving and empties the document. \returns what saves the rest when it is destroyed, on another thread.
    std::shared_ptr<ProjectStore> detach();

    /// The open project file, for work that waits; null while there is none. Any thread may hold it.
    std::shared_ptr<ProjectStore> store() const { return m_store; }
    /// When the disk last had everything; invalid before the first time.
    QDateTime savedAt() const { return m_saved_at; }

    /// Whether all that was done is on the disk. False while there is no file.
    bool isSaved() const;
    /// Whether what is done now will be saved, or waits for a disk that works again.
    bool isKeeping() const { return m_store != nullptr && !m_is_failing; }

  Q_SIGNALS:
    /// `isSaved` or `isKeeping` may be different.
    void stateChanged();
    /// Nothing can be saved now; the work is kept in memory and saving is tried again by itself.
    void savingFailed(const soundmask::Error& error);

  private:
    struct Link;

    void append(const HistoryStep& step);
    void setFailing(const std::optional<Error>& error);
    void unlink();

    Document& m_document;
    std::shared_ptr<ProjectStore> m_store;
    std::shared_ptr<Link> m_link; ///< what the store's writer thread holds of this object
    QDateTime m_saved_at;
    bool m_is_failing = false;
};

} // namespace soundmask
