// How the window is put together: menus, bars, docks, and the actions that only concern what is shown.
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

#include <algorithm>
#include <array>

#include "app/bridge/error_text.h"
#include "app/shell/action_finder.h"
#include "app/shell/actions.h"
#include "app/shell/batch_controller.h"
#include "app/shell/edit_controller.h"
#include "app/shell/editor_pane.h"
#include "app/shell/history_panel.h"
#include "app/shell/job_strip.h"
#include "app/shell/keys_dialog.h"
#include "app/shell/main_window.h"
#include "app/shell/mask_controller.h"
#include "app/shell/message_banner.h"
#include "app/shell/method_controller.h"
#include "app/shell/play_controls.h"
#include "app/shell/segment_controller.h"
#include "app/shell/shortcut_sheet.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/common/theme.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/object_list_model.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/refine_strip.h"
#include "widgets/panels/tool_strip.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

namespace {
constexpr double kOpacityStep = 0.1;
constexpr int kClipListWidth = 216; // thumbnail and name of a YouTube id
constexpr int kMethodWidth = 280;   // sliders that can be aimed with
const QString kThemeSetting = QStringLiteral("window/theme");
/// The key to be held for peeking; what modifiers do is not waited for.
Qt::Key peekKey(const QAction& peek) {
    const QKeySequence key = peek.shortcut();
    return key.isEmpty() ? Qt::Key_unknown : key[0].key();
}

} // namespace

void MainWindow::buildMenus() {
    for (const Actions::Group& group : m_actions->groups()) {
        QMenu* menu = menuBar()->addMenu(group.title);
        for (QAction* action : group.actions)
            action ? static_cast<void>(menu->addAction(action)) : static_cast<void>(menu->addSeparator());
        if (group.actions.contains(m_actions->reset_layout)) m_view_menu = menu;
        if (group.actions.contains(m_actions->mute)) menu->addMenu(m_play->outputMenu());
    }
    m_view_menu->addSeparator();
    // Shortcuts work wherever the focus is, also while the menu bar is hidden (full screen).
    addActions(m_actions->all());
}

void MainWindow::buildToolBar() {
    auto* bar = new QToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize(QSize(22, 22));
    auto* group = new QActionGroup(this);
    CanvasView* canvas = m_pane->canvas();
    for (const Actions::Tool& tool : m_actions->tools()) {
        group->addAction(tool.action);
        bar->addAction(tool.action);
        connect(tool.action, &QAction::triggered, canvas, [canvas, kind = tool.kind] {
            canvas->setTool(kind);
            canvas->setFocus();
        });
        connect(canvas, &CanvasView::toolChanged, tool.action, [this, tool](ToolKind kind) {
            if (kind != tool.kind) return;
            tool.action->setChecked(true);
            m_pane->toolStrip()->setTool(kind, plainText(*tool.action));
        });
    }
    canvas->setTool(ToolKind::Select);
    bar->addSeparator();
    for (QAction* action : {m_actions->undo, m_actions->redo})
        bar->addAction(action);
    bar->addSeparator();
    for (QAction* action : {m_actions->zoom_fit, m_actions->zoom_actual})
        bar->addAction(action);
    addToolBar(Qt::LeftToolBarArea, bar);
    m_editor_parts.append(bar);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    m_view_menu->addAction(dock->toggleViewAction());
    m_editor_parts.append(dock);
    return dock;
}

void MainWindow::buildDocks() {
    m_pane->clips()->setMinimumWidth(kClipListWidth);
    addDock(QStringLiteral("clips"), tr("Clips"), m_pane->clips(), Qt::LeftDockWidgetArea);
    m_objects_dock = addDock(QStringLiteral("objects"), tr("Objects"), m_pane->objects(), Qt::RightDockWidgetArea);
    m_pane->methods()->setMinimumWidth(kMethodWidth);
    m_method_dock = addDock(QStringLiteral("method"), tr("Method"), m_pane->methods(), Qt::RightDockWidgetArea);
    m_history = new HistoryPanel(m_document, m_session, *m_project);
    tabifyDockWidget(m_method_dock,
                     addDock(QStringLiteral("history"), tr("History"), m_history, Qt::RightDockWidgetArea));
    m_method_dock->raise();
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
}

void MainWindow::buildStatusBar() {
    statusBar()->addWidget(new JobStrip(m_jobs), 1);
    m_segmenter->setForegroundRole(QPalette::PlaceholderText);
    statusBar()->addPermanentWidget(m_segmenter);
    m_saved->setForegroundRole(QPalette::PlaceholderText);
    statusBar()->addPermanentWidget(m_saved);
}

void MainWindow::connectEditActions() {
    const Actions& a = *m_actions;
    connect(a.undo, &QAction::triggered, &m_document, &Document::undo);
    connect(a.redo, &QAction::triggered, &m_document, &Document::redo);
    CanvasView* canvas = m_pane->canvas();
    connect(a.brush_smaller, &QAction::triggered, canvas, [canvas] { canvas->stepBrush(-1.0); });
    connect(a.brush_larger, &QAction::triggered, canvas, [canvas] { canvas->stepBrush(1.0); });
    connect(a.turn_point, &QAction::triggered, canvas, &CanvasView::flipSelectedPrompt);
    connect(a.clear_prompts, &QAction::triggered, m_edits, &EditController::clearPrompts);
    connect(a.new_object, &QAction::triggered, m_edits, &EditController::newObject);
    connect(a.duplicate_object, &QAction::triggered, m_edits, &EditController::duplicateObject);
    connect(a.delete_object, &QAction::triggered, m_edits, &EditController::deleteObject);
    connect(a.delete_mask, &QAction::triggered, m_edits, &EditController::deleteSelection);
    connect(a.next_object, &QAction::triggered, m_edits, [this] { m_edits->stepObject(1); });
    connect(a.previous_object, &QAction::triggered, m_edits, [this] { m_edits->stepObject(-1); });
    ObjectsPanel* objects = m_pane->objects();
    const auto edit = [this, objects](ObjectListModel::Column column) {
        m_objects_dock->show();
        m_objects_dock->raise();
        objects->editCurrent(column);
    };
    connect(a.rename_object, &QAction::triggered, this, [edit] { edit(ObjectListModel::Name); });
    connect(a.change_class, &QAction::triggered, this, [edit] { edit(ObjectListModel::Class); });
    connect(a.recolour_object, &QAction::triggered, objects, &ObjectsPanel::chooseColour);
    connect(a.raise_object, &QAction::triggered, objects, [objects] { objects->moveCurrent(-1); });
    connect(a.lower_object, &QAction::triggered, objects, [objects] { objects->moveCurrent(1); });
    connect(a.toggle_visible, &QAction::triggered, objects, &ObjectsPanel::toggleVisible);
    connect(a.toggle_locked, &QAction::triggered, objects, &ObjectsPanel::toggleLocked);
    for (const Actions::Sounds& sounds : a.sound_states)
        connect(sounds.action, &QAction::triggered, m_edits,
                [this, state = sounds.state] { m_edits->setSoundState(m_state.activeLayer(), state); });
    for (std::size_t i = 0; i < a.pick_object.size(); ++i)
        connect(a.pick_object[i], &QAction::triggered, m_edits,
                [this, i] { m_edits->pickObject(static_cast<int>(i)); });
    connect(a.mark_checked, &QAction::triggered, m_edits, &EditController::setChecked);
    connect(m_pane->timeline(), &TimelineView::objectClicked, this, [this](LayerId layer, double time_s) {
        m_state.setActiveLayer(layer);
        m_session.playback().seek(time_s);
    });

    connect(a.run_all, &QAction::triggered, m_methods, [this] { m_methods->run(MethodPanel::Scope::AllKeyFrames); });
    connect(a.run_frame, &QAction::triggered, m_methods, [this] { m_methods->run(MethodPanel::Scope::ThisFrame); });
    connect(a.models, &QAction::triggered, this, [this] { showModels(); });
    const auto show_test_weights = [this] { m_actions->test_weights->setChecked(m_methods->usesTestWeights()); };
    connect(a.test_weights, &QAction::triggered, m_methods, [this, show_test_weights](bool on) {
        m_methods->useTestWeights(on);
        show_test_weights(); // a method may need none
    });
    connect(&m_models, &ModelLibrary::changed, a.test_weights, show_test_weights);
    connect(m_pane->methods(), &MethodPanel::methodChanged, a.test_weights, show_test_weights);
    connect(m_pane->methods(), &MethodPanel::methodChanged, this, &MainWindow::offerActions);
    show_test_weights();
    connect(a.cancel, &QAction::triggered, this, &MainWindow::cancelWhatRuns);
}

void MainWindow::connectNeeds() {
    // What the document says is looked at with each change of it, see updateActions().
    connect(&m_state, &EditorState::changed, this, &MainWindow::offerActions);
    connect(&m_session, &ClipSession::frameShown, this, &MainWindow::offerActions);
    connect(&m_session, &ClipSession::entriesChanged, this, &MainWindow::offerActions);
    connect(&m_session.playback(), &Playback::positionChanged, this, &MainWindow::offerActions);
    connect(&m_session.playback(), &Playback::rangeChanged, this, &MainWindow::offerActions);
    connect(&m_session.keeper(), &ProjectKeeper::stateChanged, this, &MainWindow::offerActions);
    connect(m_pane->canvas(), &CanvasView::selectedPromptChanged, this, &MainWindow::offerActions);
    connect(m_masks, &MaskController::copied, this, &MainWindow::offerActions);
}

void MainWindow::cancelWhatRuns() {
    // The nearest to the hand first.
    if (m_edits->hasProposal())
        m_edits->dropProposal();
    else if (m_masks->isWorking())
        m_masks->cancel();
    else if (m_methods->isRunning())
        m_methods->cancel();
    else if (m_batch->isRunning())
        m_batch->cancel();
    else
        m_session.cancelOpening();
}

void MainWindow::connectMaskActions() {
    const Actions& a = *m_actions;
    const auto refines = [this](QAction* action, RefineOperation operation) {
        connect(action, &QAction::triggered, m_masks, [this, operation] { m_masks->refine(operation); });
    };
    connect(a.refine, &QAction::triggered, m_masks, [this] { m_masks->refine(m_pane->refineStrip()->operation()); });
    refines(a.grow, RefineOperation::Grow);
    refines(a.shrink, RefineOperation::Shrink);
    refines(a.smooth, RefineOperation::Smooth);
    refines(a.fill_holes, RefineOperation::FillHoles);
    refines(a.remove_islands, RefineOperation::RemoveIslands);
    refines(a.heat_map_mask, RefineOperation::HeatMap);
    connect(a.accept, &QAction::triggered, m_edits, [this] {
        if (m_edits->hasProposal() || m_masks->isRefining())
            m_masks->accept();
        else
            m_segment->command(SegmentCommand::Accept);
    });

    using Frames = MaskController::Frames;
    using Between = MaskController::Between;
    connect(a.copy_mask, &QAction::triggered, m_masks, &MaskController::copy);
    connect(a.paste_mask, &QAction::triggered, m_masks, &MaskController::paste);
    connect(a.copy_previous, &QAction::triggered, m_masks, &MaskController::copyFromPreviousSecond);
    connect(a.copy_next, &QAction::triggered, m_masks, [this] { m_masks->copyTo(Frames::Next); });
    connect(a.copy_all, &QAction::triggered, m_masks, [this] { m_masks->copyTo(Frames::AllKeyFrames); });
    connect(a.copy_range, &QAction::triggered, m_masks, [this] { m_masks->copyTo(Frames::Range); });
    connect(a.interpolate, &QAction::triggered, m_masks, [this] { m_masks->interpolate(Between::KeyFrames); });
    connect(a.interpolate_all, &QAction::triggered, m_masks, [this] { m_masks->interpolate(Between::AllFrames); });
    connect(a.edit_result, &QAction::triggered, m_edits, &EditController::editCopyOfResult);
    connect(a.edit_truth, &QAction::triggered, m_edits, &EditController::editCopyOfTruth);
}

void MainWindow::connectSegmentTool() {
    const Actions& a = *m_actions;
    SegmentController* segment = m_segment.get();
    connect(a.segment_everything, &QAction::triggered, segment, [this] {
        m_actions->segment_tool->trigger();
        m_segment->segmentEverything();
    });
    connect(a.next_candidate, &QAction::triggered, segment,
            [segment] { segment->command(SegmentCommand::NextCandidate); });
    connect(a.previous_candidate, &QAction::triggered, segment,
            [segment] { segment->command(SegmentCommand::PreviousCandidate); });
    connect(a.choose_segmenter, &QAction::triggered, this, [this] { showModels("sam"); });
    connect(segment, &SegmentController::offerChanged, this, &MainWindow::updateActions);
    connect(segment, &SegmentController::statusChanged, m_segmenter, &QLabel::setText);
    connect(segment, &SegmentController::refused, m_pane->hints(),
            [this](const QString& reason) { m_pane->hints()->showMessage(reason); });
    const QString topic = QStringLiteral("segmenter");
    const QString choose = tr("Choose weights...");
    connect(segment, &SegmentController::weightsNeeded, this, [this, topic, choose] {
        m_pane->messages()->show({MessageBanner::Kind::Note,
                                  tr("The segment tool needs Segment Anything's weights"),
                                  tr("Get an official weight file under Models, or try the tool with test weights."),
                                  {},
                                  choose,
                                  topic});
    });
    connect(segment, &SegmentController::failed, this, [this, topic, choose](const Error& error) {
        const ErrorText text = errorText(error);
        m_pane->messages()->show({MessageBanner::Kind::Error, text.title, text.remedy, text.detail, choose, topic});
    });
    connect(segment, &SegmentController::networkChanged, this, [this, topic] { m_pane->messages()->dismiss(topic); });
}

void MainWindow::connectViewActions() {
    const Actions& a = *m_actions;
    CanvasView* canvas = m_pane->canvas();
    LayerChips* chips = m_pane->chips();
    const auto tie = [&](QAction* action, LayerKind layer) {
        action->setChecked(chips->isLayerVisible(layer));
        connect(action, &QAction::triggered, chips, [this, layer](bool visible) {
            m_pane->chips()->setLayerVisible(layer, visible);
            m_pane->canvas()->setLayerVisible(layer, visible);
        });
        connect(chips, &LayerChips::layerVisibleChanged, action, [action, layer](LayerKind changed, bool visible) {
            if (changed == layer) action->setChecked(visible);
        });
    };
    tie(a.show_masks, LayerKind::Masks);
    tie(a.show_heat_map, LayerKind::HeatMap);
    tie(a.show_iso_lines, LayerKind::IsoLines);
    tie(a.show_truth, LayerKind::GroundTruth);
    connect(a.peek, &QAction::triggered, this, [this] {
        m_pane->canvas()->setPeeking(true);
        qApp->installEventFilter(this); // until the key is released, see eventFilter
    });
    connect(a.opacity_down, &QAction::triggered, this, [this] { stepOpacity(-kOpacityStep); });
    connect(a.opacity_up, &QAction::triggered, this, [this] { stepOpacity(kOpacityStep); });
    connect(a.zoom_fit, &QAction::triggered, canvas, &CanvasView::zoomToFit);
    connect(a.zoom_actual, &QAction::triggered, canvas, &CanvasView::zoomToActualPixels);
    connect(a.zoom_in, &QAction::triggered, canvas, &CanvasView::zoomIn);
    connect(a.zoom_out, &QAction::triggered, canvas, &CanvasView::zoomOut);
    connect(a.next_panel, &QAction::triggered, this, &MainWindow::focusNextPanel);
    connect(a.full_screen, &QAction::triggered, this, [this](bool full) { full ? showFullScreen() : showNormal(); });
    connect(a.reset_layout, &QAction::triggered, this, [this] {
        if (!m_first_layout.isEmpty()) restoreState(m_first_layout);
    });

    auto* themes = new QActionGroup(this);
    const std::array<QAction*, 3> modes{a.theme_system, a.theme_dark, a.theme_light}; // in the order of ThemeMode
    const int chosen = std::clamp(QSettings().value(kThemeSetting, 0).toInt(), 0, 2);
    for (std::size_t i = 0; i < modes.size(); ++i) {
        themes->addAction(modes[i]);
        connect(modes[i], &QAction::triggered, this, [this, i] { chooseTheme(static_cast<int>(i)); });
    }
    modes[static_cast<std::size_t>(chosen)]->setChecked(true);

    connect(a.palette, &QAction::triggered, this, [this] { ActionFinder(*m_actions, this).exec(); });
    connect(a.shortcuts, &QAction::triggered, this, [this] {
        auto* sheet = new ShortcutSheet(*m_actions, this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
    connect(a.change_keys, &QAction::triggered, this, [this] { KeysDialog(*m_actions, *m_keys, this).exec(); });
    connect(a.about, &QAction::triggered, this, [this] {
        QMessageBox::about(this, tr("About Soundmask"),
                           tr("<b>Soundmask %1</b><br>A workbench for audio-visual segmentation: which pixels make the "
                              "sound?<br><br>MIT licence.")
                               .arg(QCoreApplication::applicationVersion()));
    });
}

void MainWindow::chooseTheme(int mode) {
    QSettings().setValue(kThemeSetting, mode);
    applyTheme(*qApp, static_cast<ThemeMode>(mode));
}

void MainWindow::stepOpacity(double step) {
    const double opacity = std::clamp(m_pane->canvas()->heatMapOpacity() + step, 0.0, 1.0);
    m_pane->canvas()->setHeatMapOpacity(opacity);
    m_pane->chips()->setHeatMapOpacity(opacity);
}

void MainWindow::focusNextPanel() {
    const std::array<QWidget*, 6> panels{m_pane->canvas(),  m_pane->messages(), m_pane->timeline(),
                                         m_pane->objects(), m_pane->methods(),  m_pane->clips()};
    const QWidget* focused = QApplication::focusWidget();
    const auto at = std::find_if(panels.begin(), panels.end(), [&](const QWidget* panel) {
        return focused && (panel == focused || panel->isAncestorOf(focused));
    });
    const std::size_t current = at == panels.end() ? panels.size() - 1 : static_cast<std::size_t>(at - panels.begin());
    for (std::size_t step = 1; step <= panels.size(); ++step) {
        QWidget* next = panels[(current + step) % panels.size()];
        if (!next->isVisible()) continue;
        // A panel itself takes no focus; its first control does.
        if (next->focusPolicy() & Qt::TabFocus) return next->setFocus(Qt::TabFocusReason);
        for (QWidget* child = next->nextInFocusChain(); child && next->isAncestorOf(child);
             child = child->nextInFocusChain())
            if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus))
                return child->setFocus(Qt::TabFocusReason);
    }
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // Installed only while the picture is peeked at.
    const bool released = event->type() == QEvent::KeyRelease && !static_cast<QKeyEvent*>(event)->isAutoRepeat() &&
                          static_cast<QKeyEvent*>(event)->key() == peekKey(*m_actions->peek);
    if (released || event->type() == QEvent::WindowDeactivate) {
        m_pane->canvas()->setPeeking(false);
        qApp->removeEventFilter(this);
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace soundmask
