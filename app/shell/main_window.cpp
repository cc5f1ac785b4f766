#include "app/shell/main_window.h"
#include "app/shell/key_map.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

#include "app/bridge/error_text.h"
#include "app/shell/actions.h"
#include "app/shell/batch_controller.h"
#include "app/shell/clip_list_controller.h"
#include "app/shell/clip_presenter.h"
#include "app/shell/edit_controller.h"
#include "app/shell/editor_pane.h"
#include "app/shell/live_rerun.h"
#include "app/shell/marker_controller.h"
#include "app/shell/mask_controller.h"
#include "app/shell/masks_transfer.h"
#include "app/shell/message_banner.h"
#include "app/shell/method_controller.h"
#include "app/shell/models_dialog.h"
#include "app/shell/play_controls.h"
#include "app/shell/project_controller.h"
#include "app/shell/segment_controller.h"
#include "app/shell/start_page.h"
#include "app/shell/text_field_keys.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/theme.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/transport_bar.h"

namespace soundmask {

namespace {

const QString kGeometrySetting = QStringLiteral("window/geometry");
const QString kLayoutSetting = QStringLiteral("window/layout");
constexpr QSize kFirstSize(1440, 900);

QString joined(const std::vector<Warning>& warnings, std::size_t most) {
    QStringList lines;
    for (const Warning& warning : warnings) {
        const QString line = warningText(warning);
        if (!lines.contains(line)) lines.append(line);
    }
    const auto count = static_cast<std::size_t>(lines.size());
    if (count > most) {
        lines = lines.mid(0, static_cast<int>(most));
        lines.append(MainWindow::tr("and %n more", nullptr, static_cast<int>(count - most)));
    }
    return lines.join(QStringLiteral("  \u00b7  "));
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_models(m_jobs)
    , m_session(m_document, m_jobs)
    , m_actions(new Actions(this))
    , m_keys(new KeyMap(*m_actions, m_jobs, this))
    , m_pages(new QStackedWidget)
    , m_start(new StartPage(*m_actions, m_recent))
    , m_pane(new EditorPane)
    , m_presenter(new ClipPresenter(m_document, m_session, m_state, *m_pane, this))
    , m_edits(new EditController(m_document, m_session, m_state, *m_presenter, *m_pane, this))
    , m_masks(new MaskController(m_document, m_session, m_jobs, m_state, *m_presenter, *m_edits, *m_pane, this))
    , m_methods(new MethodController(m_document, m_session, m_jobs, m_models, m_state, *m_pane, this))
    , m_transfer(new MasksTransfer(m_document, m_session, m_state, m_jobs, this))
    , m_project(new ProjectController(m_document, m_session, m_jobs, this))
    , m_batch(new BatchController(m_document, m_session, m_jobs, this))
    , m_clip_list(new ClipListController(m_document, m_session, m_jobs, *m_pane->clips(), this))
    , m_play(new PlayControls(m_session.playback(), *m_actions, *m_pane, this))
    , m_saved(new QLabel)
    , m_segmenter(new QLabel)
    , m_segment(std::make_unique<SegmentController>(m_session, m_jobs, m_models, m_state, *m_edits, *m_pane)) {
    new TextFieldKeys(this);
    setAcceptDrops(true);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_pane);
    setCentralWidget(m_pages);
    // Over both pages: what cannot be opened is said on the start page, too.
    m_pane->messages()->setParent(m_pages);
    m_pane->messages()->lieOver(m_start);
    m_start->setSystemState(tr("Methods run on the processor: %n thread(s).", nullptr, QThread::idealThreadCount()));

    buildMenus();
    buildToolBar();
    buildDocks();
    buildStatusBar();
    connectFileActions();
    connectEditActions();
    connectMaskActions();
    connectSegmentTool();
    connectViewActions();
    connectSession();
    connectMessages();
    connectNeeds();
    connectProject();
    restoreLayout();
    updateActions();
    updateTitle();
}

MainWindow::~MainWindow() {
    // Jobs speak to objects that are children of this window: nothing may arrive once those begin to go.
    m_jobs.cancelAll();
    m_session.disconnect();
    m_session.playback().disconnect(this);
    m_session.keeper().disconnect(this);
    m_state.disconnect();
    m_document.disconnect();
}

void MainWindow::openPath(const QString& path) {
    m_session.openPath(path);
}

void MainWindow::connectFileActions() {
    connect(m_actions->open_video, &QAction::triggered, this, [this] {
        const QString file = QFileDialog::getOpenFileName(
            this, tr("Open video"), QSettings().value("open/video").toString(), tr("Videos and all files (*)"));
        if (file.isEmpty()) return;
        QSettings().setValue("open/video", QFileInfo(file).path());
        openPath(file);
    });
    connect(m_actions->open_folder, &QAction::triggered, this, [this] {
        const QString folder = askForFolder(tr("Open data set or folder of videos"), QStringLiteral("open/folder"));
        if (!folder.isEmpty()) openPath(folder);
    });
    connect(m_actions->open_sample, &QAction::triggered, &m_session, &ClipSession::openSample);
    connect(m_actions->close_clip, &QAction::triggered, this, [this] {
        if (!mayLoseEdits()) return;
        m_session.closeAll();
        showEditor(false);
    });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->next_clip, &QAction::triggered, this, [this] { m_clip_list->openNeighbour(1); });
    connect(m_actions->next_unchecked, &QAction::triggered, m_clip_list, &ClipListController::openNextUnchecked);
    connect(m_actions->previous_clip, &QAction::triggered, this, [this] { m_clip_list->openNeighbour(-1); });
    connect(m_pane->clips(), &ClipListPanel::openRequested, m_actions->open_folder, &QAction::trigger);
    connect(m_pane->emptyState(), &EmptyState::actionTriggered, m_actions->open_video, &QAction::trigger);
    connect(m_start, &StartPage::pathChosen, this, &MainWindow::openPath);
    connect(m_start, &StartPage::cancelRequested, &m_session, &ClipSession::cancelOpening);
}

QString MainWindow::askForFolder(const QString& title, const QString& setting) {
    const QString folder = QFileDialog::getExistingDirectory(this, title, QSettings().value(setting).toString());
    if (!folder.isEmpty()) QSettings().setValue(setting, folder);
    return folder;
}

void MainWindow::connectSession() {
    connect(&m_session, &ClipSession::openingChanged, this, &MainWindow::showOpening);
    connect(&m_session, &ClipSession::pathOpened, &m_recent, &RecentFiles::add);
    connect(&m_session, &ClipSession::currentChanged, this, [this] {
        for (const char* topic : {"open", "lost-log", "clip", "frame", "method", "transfer", "export", "sound"})
            m_pane->messages()->dismiss(QLatin1String(topic)); // they were about the clip before
        m_edits->activateTopObject();
        m_state.setCopyOfResult({});
        if (m_session.hasClip()) {
            showEditor(true);
            m_pane->canvas()->setFocus();
        }
        m_pane->transport()->setSoundAvailable(m_session.hasSound(), tr("This clip has no sound track."));
        updateActions();
        updateTitle();
    });
    connect(&m_document, &Document::changed, this, [this](const DocumentEvent& event) {
        if (event.what == DocumentEvent::What::Place) travelTo(event);
        updateActions();
    });
}

void MainWindow::connectMessages() {
    connect(&m_session, &ClipSession::openFailed, this,
            [this](const Error& error) { showError(QStringLiteral("open"), error); });
    connect(&m_session, &ClipSession::warningsFound, this, [this](const std::vector<Warning>& warnings) {
        showWarnings(QStringLiteral("clip"), tr("This clip is odd"), warnings);
    });
    connect(&m_session, &ClipSession::frameFailed, this,
            [this](qint64, const Error& error) { showError(QStringLiteral("frame"), error); });
    connect(m_methods, &MethodController::failed, this,
            [this](const Error& error) { showError(QStringLiteral("method"), error); });
    connect(m_methods, &MethodController::finished, this,
            [this](const QString& title, const std::vector<Warning>& warnings) {
                if (warnings.empty())
                    m_pane->messages()->dismiss(QStringLiteral("method"));
                else
                    showWarnings(QStringLiteral("method"), title, warnings);
            });
    connect(m_methods, &MethodController::runningChanged, this, &MainWindow::updateActions);
    connect(m_methods, &MethodController::runningChanged, this, [this](bool running) {
        if (running && !m_methods->isRunningAgain()) m_pane->messages()->dismiss(QStringLiteral("method"));
    });
    connect(m_methods, &MethodController::modelsWanted, this, &MainWindow::showModels);
    new LiveRerun(m_document, m_session, *m_methods, *m_batch, *m_pane->methods(), this);
    connect(m_edits, &EditController::refused, m_pane->hints(),
            [this](const QString& reason) { m_pane->hints()->showMessage(reason); });
    connect(m_masks, &MaskController::refused, m_pane->hints(),
            [this](const QString& reason) { m_pane->hints()->showMessage(reason); });
    connect(m_edits, &EditController::told, m_pane->hints(), &HintBar::showNote);
    connect(m_masks, &MaskController::told, m_pane->hints(), &HintBar::showNote);
    connect(m_edits, &EditController::proposalChanged, this, &MainWindow::updateActions);
    connect(m_masks, &MaskController::refiningChanged, this, &MainWindow::updateActions);
    connect(m_clip_list, &ClipListController::refused, m_pane->hints(),
            [this](const QString& reason) { m_pane->hints()->showMessage(reason); });
    auto* markers = new MarkerController(m_document, m_session, *m_actions, *m_pane, this);
    connect(markers, &MarkerController::refused, m_pane->hints(),
            [this](const QString& reason) { m_pane->hints()->showMessage(reason); });
    connect(m_play, &PlayControls::soundLost, this, [this](const QString& reason) {
        m_pane->messages()->show({MessageBanner::Kind::Warning,
                                  tr("No sound is heard"),
                                  tr("Playback goes on by a steady clock: %1.").arg(reason),
                                  {},
                                  {},
                                  QStringLiteral("sound")});
    });
    connect(m_play, &PlayControls::soundBack, m_pane->messages(),
            [this] { m_pane->messages()->dismiss(QStringLiteral("sound")); });
    connect(m_pane->messages(), &MessageBanner::actionTriggered, this, [this](const QString& topic) {
        if (topic == QLatin1String("segmenter")) showModels("sam");
        if (topic == QLatin1String("method")) showModels();
    });
}

void MainWindow::showError(const QString& topic, const Error& error) {
    const ErrorText text = errorText(error);
    const QString action = error.code == ErrorCode::MissingModel ? tr("Models...") : QString();
    m_pane->messages()->show({MessageBanner::Kind::Error, text.title, text.remedy, text.detail, action, topic});
}

void MainWindow::showWarnings(const QString& topic, const QString& title, const std::vector<Warning>& warnings) {
    QStringList details;
    for (const Warning& warning : warnings)
        details.append(QString::fromStdString(warning.code) + QStringLiteral(": ") +
                       QString::fromStdString(warning.text));
    m_pane->messages()->show(
        {MessageBanner::Kind::Warning, title, joined(warnings, 3), details.join(QLatin1Char('\n')), {}, topic});
}

void MainWindow::showOpening(const QString& text, double fraction) {
    m_start->setBusy(text, fraction);
    if (text.isEmpty()) m_pane->messages()->dismiss(QStringLiteral("open"));
}

void MainWindow::travelTo(const DocumentEvent& place) {
    if (place.clip != m_session.current() || place.frame < 0) return;
    const Playback& playback = m_session.playback();
    if (playback.isPlaying() || playback.frame() != place.frame) {
        m_session.playback().pause();
        m_session.playback().seekToFrame(place.frame);
    }
}

void MainWindow::showEditor(bool editor) {
    const bool is_shown = m_pages->currentWidget() == m_pane;
    if (editor == is_shown) return;
    if (is_shown) m_layout = saveState();
    m_pages->setCurrentWidget(editor ? static_cast<QWidget*>(m_pane) : m_start);
    m_pane->messages()->lieOver(editor ? static_cast<QWidget*>(m_pane->canvas()) : m_start);
    for (QWidget* part : m_editor_parts)
        part->setVisible(editor);
    if (!editor) return;
    if (m_first_layout.isEmpty()) {
        // Sizes only hold for docks that are shown.
        resizeDocks({m_objects_dock}, {280}, Qt::Horizontal);
        resizeDocks({m_objects_dock, m_method_dock}, {2, 3}, Qt::Vertical);
        m_first_layout = saveState();
    }
    if (!m_layout.isEmpty()) restoreState(m_layout);
}

void MainWindow::updateTitle() {
    const ClipRecord* record = m_session.record();
    setWindowTitle(record ? tr("%1[*] \u2013 Soundmask").arg(QString::fromStdString(record->clip.name))
                          : tr("Soundmask"));
}

Actions::Needs MainWindow::present() const {
    using Need = Actions::Need;
    Actions::Needs present;
    const auto note = [&](Need need, bool is_there) { present.setFlag(need, is_there); };
    note(Need::Clips, !m_session.entries().empty());
    note(Need::ProjectFile, m_session.keeper().store() != nullptr);
    note(Need::Undo, m_document.canUndo());
    note(Need::Redo, m_document.canRedo());
    note(Need::CopiedMask, m_masks->hasCopied());
    note(Need::Preview, m_edits->hasProposal() || m_masks->isRefining() || m_segment->isOffering());
    note(Need::Candidates, m_segment->isOffering());
    note(Need::IdleMethod, !m_methods->isRunning() || m_methods->isRunningAgain());
    note(Need::IdleBatch, !m_batch->isRunning());
    note(Need::Weights, m_methods->needsWeights());
    const ClipRecord* record = m_session.record();
    if (!record) return present;
    const auto place = m_edits->place();
    const bool has_object = record->layer(m_state.activeLayer()) != nullptr;
    const bool has_mask = place && !m_edits->maskAt(*place).isNull();
    const MethodResult* result = m_document.result(record->clip.id, m_state.method());
    const PromptRef prompt = m_pane->canvas()->selectedPrompt();
    note(Need::Clip, true);
    note(Need::Sound, m_session.hasSound());
    note(Need::Objects, m_edits->hasObjects());
    note(Need::Object, has_object);
    note(Need::FrameMask, has_mask);
    note(Need::Point, prompt.kind == PromptRef::Kind::Point);
    note(Need::Prompts, place && record->prompts.contains(m_presenter->promptFrame()));
    note(Need::Selection, prompt.isValid() || (has_object && has_mask));
    note(Need::Result, result != nullptr);
    note(Need::HeatMaps, result && std::ranges::any_of(result->frames, [](const auto& entry) {
                             return entry.second->heat_map.has_value();
                         }));
    note(Need::HeatMap, m_masks->hasHeatMap());
    note(Need::Truth, std::ranges::any_of(record->layers, [](const MaskLayer& layer) {
             return layer.origin == LayerOrigin::GroundTruth;
         }));
    note(Need::Range, m_session.playback().range().has_value());
    note(Need::Markers, !record->markers.empty());
    note(Need::Marker, record->markers.contains(m_session.playback().frame()));
    return present;
}

void MainWindow::offerActions() {
    m_actions->offer(present());
}

void MainWindow::updateActions() {
    offerActions();
    const Actions& a = *m_actions;
    a.undo->setText(m_document.canUndo() ? tr("&Undo %1").arg(m_document.undoTitle()) : tr("&Undo"));
    a.redo->setText(m_document.canRedo() ? tr("&Redo %1").arg(m_document.redoTitle()) : tr("&Redo"));
    a.mark_checked->setChecked(m_session.hasClip() && m_session.record()->review_state == ReviewState::Checked);
    setWindowModified(m_document.isModified());
    showSaved();
}

void MainWindow::showModels(const std::string& role) {
    if (!m_models_dialog) {
        m_models_dialog = new ModelsDialog(m_models, this);
        m_models_dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    if (!role.empty()) m_models_dialog->showRole(role);
    m_models_dialog->show();
    m_models_dialog->raise();
    m_models_dialog->activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayLoseEdits()) {
        event->ignore();
        return;
    }
    QSettings settings;
    settings.setValue(kGeometrySetting, saveGeometry());
    settings.setValue(kLayoutSetting, m_pages->currentWidget() == m_pane ? saveState() : m_layout);
    m_jobs.cancelAll();
    event->accept();
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    resize(kFirstSize);
    restoreGeometry(settings.value(kGeometrySetting).toByteArray());
    m_layout = settings.value(kLayoutSetting).toByteArray();
    for (QWidget* part : m_editor_parts)
        part->hide(); // until there is something to edit
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // Nobody took the key. Who presses one that means something otherwise wants to know why nothing happens.
    const QKeySequence key(QKeyCombination(event->modifiers() & ~Qt::KeypadModifier, Qt::Key(event->key())));
    const QAction* action = m_pane->isVisible() ? m_actions->disabledFor(key) : nullptr;
    if (!action) return QMainWindow::keyPressEvent(event);
    m_pane->hints()->showMessage(tr("%1: %2").arg(plainText(*action), m_actions->lackOf(*action)));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) return openPath(url.toLocalFile());
}

} // namespace soundmask
