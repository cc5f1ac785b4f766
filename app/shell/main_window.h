#pragma once

#include <QMainWindow>
#include <QPointer>

#include <memory>

#include "app/bridge/job_bridge.h"
#include "app/bridge/model_library.h"
#include "app/bridge/recent_files.h"
#include "app/document/document.h"
#include "app/shell/actions.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_state.h"
#include "core/engine/export_report.h"

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;

namespace soundmask {

class BatchController;
struct BatchSummary;
class ClipListController;
class ClipPresenter;
class EditController;
class EditorPane;
class ExportDialog;
class HistoryPanel;
class KeyMap;
class MaskController;
class MasksTransfer;
class MethodController;
class MissingMediaDialog;
class ModelsDialog;
class PlayControls;
class SegmentController;
class ProjectController;
class StartPage;

/// The program's window: start page or editor, with menus, tool bar, docks and status bar made from Actions. Puts the
/// controllers together; what they do is theirs.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a video, a data set folder or a folder of videos.
    void openPath(const QString& path);

    // For tests and the sample tour.
    Document& document() { return m_document; }
    ClipSession& session() { return m_session; }
    EditorPane& pane() { return *m_pane; }
    Actions& actions() { return *m_actions; }
    KeyMap& keys() { return *m_keys; }
    ModelLibrary& models() { return m_models; }
    /// Exports and imports without asking for a folder.
    MasksTransfer& transfer() { return *m_transfer; }
    SegmentController& segment() { return *m_segment; }
    ProjectController& project() { return *m_project; }
    BatchController& batch() { return *m_batch; }
    HistoryPanel& history() { return *m_history; }

  protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildMenus();
    void buildToolBar();
    void buildDocks();
    void buildStatusBar();
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void connectFileActions();
    void connectEditActions();
    void connectMaskActions();
    void connectSegmentTool();
    void connectViewActions();
    void connectSession();
    void connectMessages();
    void connectNeeds();
    void connectProject();

    void showEditor(bool editor);
    /// What actions may need and is there.
    Actions::Needs present() const;
    /// Enables the actions that can be done now; cheap, for what changes from frame to frame.
    void offerActions();
    /// That, and what their texts and marks say.
    void updateActions();
    void updateTitle();
    void showOpening(const QString& text, double fraction);
    void showError(const QString& topic, const Error& error);
    void showWarnings(const QString& topic, const QString& title, const std::vector<Warning>& warnings);
    void showExported(const QString& folder, const ExportReport& report);
    void showSavingFailed(const Error& error);
    void showBatch(const BatchSummary& summary);
    void askForMedia(const std::vector<ClipId>& clips, ClipId wanted);
    void openExportDialog();
    void saveCopy();
    QString projectFolder() const;
    void travelTo(const DocumentEvent& place);
    void cancelWhatRuns();
    void stepOpacity(double step);
    void focusNextPanel();
    void chooseTheme(int mode);
    void restoreLayout();
    void showSaved();
    /// Opens the Models page, at \p role where that is given.
    void showModels(const std::string& role = {});
    bool mayLoseEdits();
    QString askForFolder(const QString& title, const QString& setting);

    Document m_document;
    JobBridge m_jobs;
    ModelLibrary m_models;
    RecentFiles m_recent;
    EditorState m_state;
    ClipSession m_session;
    Actions* m_actions;
    KeyMap* m_keys;
    QStackedWidget* m_pages;
    StartPage* m_start;
    EditorPane* m_pane;
    ClipPresenter* m_presenter;
    EditController* m_edits;
    MaskController* m_masks;
    MethodController* m_methods;
    MasksTransfer* m_transfer;
    ProjectController* m_project;
    BatchController* m_batch;
    ClipListController* m_clip_list;
    QMenu* m_view_menu = nullptr;
    PlayControls* m_play;
    QDockWidget* m_objects_dock = nullptr;
    QDockWidget* m_method_dock = nullptr;
    HistoryPanel* m_history = nullptr;
    QPointer<ExportDialog> m_export_dialog;
    QPointer<MissingMediaDialog> m_missing_dialog;
    QList<QWidget*> m_editor_parts; ///< docks and bars that only the editor has
    QByteArray m_first_layout;      ///< as built, for "Reset layout"
    QByteArray m_layout;            ///< of the editor while the start page is shown
    QString m_project_without_log;  ///< to be opened as it is when that is accepted
    QString m_export_folder;        ///< of the last export, for "Open folder"
    QLabel* m_saved;
    QLabel* m_segmenter;                          ///< weights and times of the segment tool
    std::unique_ptr<SegmentController> m_segment; // goes before the jobs do
    QPointer<ModelsDialog> m_models_dialog;
};

} // namespace soundmask
