#pragma once

#include <QDialog>

#include <map>
#include <vector>

#include "app/document/document.h"
#include "app/shell/project_controller.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace soundmask {

/// Finds videos of a project that are not where they were. Looks below the project's folder by itself, and beside what
/// was found for the others; files with the same content are offered, others are taken on the person's word.
class MissingMediaDialog : public QDialog {
    Q_OBJECT

  public:
    /// \p wanted: the clip that is opened once it is found; none when a project was opened. \p near: the folder to
    /// look into first.
    MissingMediaDialog(const Document& document, ProjectController& project, std::vector<ClipId> clips, ClipId wanted,
                       const QString& near, QWidget* parent = nullptr);

    void search(const QString& folder);
    /// Proposes \p file for \p clip; its content is compared.
    void propose(ClipId clip, const QString& file);
    /// Takes over what was found and closes.
    void accept() override;
    /// Files that would be taken over.
    const std::map<ClipId, std::filesystem::path>& places() const { return m_places; }

  private:
    void chooseFile();
    /// Looks beside \p file, which is \p clip's, for what is not found yet.
    void lookBeside(ClipId clip, const std::filesystem::path& file);
    /// Clips that have no place yet.
    std::vector<ClipId> unfound() const;
    void markPlace(ClipId clip, const std::filesystem::path& file, const QString& state);
    void updateButtons();
    QTreeWidgetItem* itemOf(ClipId clip) const;

    ProjectController& m_project;
    std::vector<ClipId> m_clips;
    ClipId m_wanted;
    QString m_near; ///< where choosing a file begins
    std::map<ClipId, std::filesystem::path> m_places;
    QTreeWidget* m_list;
    QLabel* m_state;
    QPushButton* m_choose;
    QPushButton* m_use;
};

} // namespace soundmask
