// The project file, exports and runs over many clips, as far as the window is concerned with them.
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QUrl>

#include "app/bridge/error_text.h"
#include "app/export/method_title.h"
#include "app/shell/actions.h"
#include "app/shell/batch_controller.h"
#include "app/shell/edit_controller.h"
#include "app/shell/editor_pane.h"
#include "app/shell/export_dialog.h"
#include "app/shell/main_window.h"
#include "app/shell/masks_transfer.h"
#include "app/shell/message_banner.h"
#include "app/shell/method_controller.h"
#include "app/shell/missing_media_dialog.h"
#include "app/shell/project_controller.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/hint_bar.h"

namespace soundmask {

namespace {
const QString kSavingTopic = QStringLiteral("saving");
const QString kLostLogTopic = QStringLiteral("lost-log");
const QString kExportTopic = QStringLiteral("export");
const QString kFolderSetting = QStringLiteral("project/folder");
constexpr std::size_t kNamedFailures = 3;
} // namespace

void MainWindow::connectProject() {
    const Actions& a = *m_actions;
    connect(a.open_project, &QAction::triggered, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Open project"), projectFolder(),
                                                          tr("Soundmask projects (*.soundmask);;All files (*)"));
        if (file.isEmpty()) return;
        QSettings().setValue(kFolderSetting, QFileInfo(file).path());
        openPath(file);
    });
    connect(a.save_now, &QAction::triggered, m_project, &ProjectController::saveNow);
    connect(a.save_copy, &QAction::triggered, this, &MainWindow::saveCopy);
    connect(m_project, &ProjectController::saved, this, [this](const QDateTime& when) {
        m_pane->hints()->showNote(tr("Saved at %1").arg(QLocale().toString(when.time(), QStringLiteral("HH:mm:ss"))));
        showSaved();
    });
    connect(m_project, &ProjectController::copySaved, this, [this](const QString& file) {
        m_pane->messages()->show({MessageBanner::Kind::Note, tr("Copy saved"), file, {}, {}, QStringLiteral("copy")});
    });
    connect(m_project, &ProjectController::failed, this,
            [this](const Error& error) { showError(QStringLiteral("project"), error); });

    const ProjectKeeper& keeper = m_session.keeper();
    connect(&keeper, &ProjectKeeper::stateChanged, this, [this] {
        showSaved();
        if (m_session.keeper().isKeeping()) m_pane->messages()->dismiss(kSavingTopic);
    });
    connect(&keeper, &ProjectKeeper::savingFailed, this, &MainWindow::showSavingFailed);
    connect(&m_session, &ClipSession::logLost, this, [this](const QString& path, const Error& error) {
        m_project_without_log = path;
        const ErrorText text = errorText(error);
        m_pane->messages()->show({MessageBanner::Kind::Warning,
                                  tr("The newest work on %1 is missing").arg(QFileInfo(path).fileName()), text.remedy,
                                  text.detail, tr("Open as it is"), kLostLogTopic});
    });
    connect(&m_session, &ClipSession::mediaMissing, this, &MainWindow::askForMedia);

    connect(a.import_masks, &QAction::triggered, this, [this] {
        const QString folder = askForFolder(tr("Folder with mask pictures"), QStringLiteral("import/folder"));
        if (!folder.isEmpty()) m_transfer->importFrom(folder);
    });
    connect(a.export_clips, &QAction::triggered, this, &MainWindow::openExportDialog);
    connect(m_transfer, &MasksTransfer::importFailed, this,
            [this](const Error& error) { showError(QStringLiteral("transfer"), error); });
    connect(m_transfer, &MasksTransfer::imported, this,
            [this](const std::vector<MaskLayer>& layers, const std::vector<Warning>& warnings) {
                m_edits->addImported(layers);
                if (!warnings.empty())
                    showWarnings(QStringLiteral("transfer"), tr("Some masks were adapted"), warnings);
            });
    connect(m_transfer, &MasksTransfer::exported, this, &MainWindow::showExported);
    connect(m_transfer, &MasksTransfer::exportFailed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Cancelled && !m_export_dialog) showError(QStringLiteral("transfer"), error);
    });
    connect(m_pane->messages(), &MessageBanner::actionTriggered, this, [this](const QString& topic) {
        if (topic == kLostLogTopic) {
            m_pane->messages()->dismiss(kLostLogTopic);
            m_session.openProject(m_project_without_log, LostLog::Accept);
        }
        if (topic == kExportTopic) QDesktopServices::openUrl(QUrl::fromLocalFile(m_export_folder));
        if (topic == kSavingTopic) m_session.keeper().store() ? m_project->saveNow() : saveCopy();
    });

    const auto run_batch = [this](const QVector<ClipId>& clips) {
        const InferenceRequest request = m_methods->choice();
        m_batch->run(clips, request, methodTitle(request.method));
    };
    connect(a.run_selected, &QAction::triggered, this, [this, run_batch] { run_batch(m_pane->clips()->selected()); });
    connect(m_pane->clips(), &ClipListPanel::runRequested, this, run_batch);
    connect(m_batch, &BatchController::runningChanged, this, &MainWindow::updateActions);
    connect(m_batch, &BatchController::finished, this, &MainWindow::showBatch);
}

QString MainWindow::projectFolder() const {
    // Where the program keeps the work on videos, until another place was chosen.
    const auto usual = ProjectKeeper::fileFor(QString()).parent_path();
    return QSettings().value(kFolderSetting, QString::fromStdString(usual.string())).toString();
}

void MainWindow::saveCopy() {
    const ClipRecord* record = m_session.record();
    const QString name = record ? QFileInfo(QString::fromStdString(record->clip.name)).completeBaseName() : QString();
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save a copy"), projectFolder() + QLatin1Char('/') + name + QStringLiteral(".soundmask"),
        tr("Soundmask projects (*.soundmask)"));
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += QStringLiteral(".soundmask");
    QSettings().setValue(kFolderSetting, QFileInfo(file).path());
    m_project->saveCopy(file);
}

void MainWindow::showSavingFailed(const Error& error) {
    // With a project file it may work again; without one only another place helps.
    const bool may_retry = m_session.keeper().store() != nullptr;
    m_pane->messages()->show(
        {MessageBanner::Kind::Error, tr("Your edits are not being saved"),
         errorText(error).remedy + QLatin1Char(' ') + tr("Everything is kept in memory until then."),
         QString::fromStdString(error.toString()), may_retry ? tr("Retry") : tr("Save a copy..."), kSavingTopic});
    showSaved();
}

void MainWindow::askForMedia(const std::vector<ClipId>& clips, ClipId wanted) {
    const auto store = m_session.keeper().store();
    const QString near = store ? QString::fromStdString(store->file().parent_path().string()) : QString();
    showEditor(true);
    delete m_missing_dialog; // of another project, or of another clip
    m_missing_dialog = new MissingMediaDialog(m_document, *m_project, clips, wanted, near, this);
    m_missing_dialog->open();
}

void MainWindow::openExportDialog() {
    if (m_export_dialog) return m_export_dialog->raise();
    m_export_dialog = new ExportDialog(m_document, m_session, *m_transfer, this);
    m_export_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export_dialog, &ExportDialog::openFolderRequested, this,
            [](const QString& folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    m_export_dialog->open();
}

void MainWindow::showExported(const QString& folder, const ExportReport& report) {
    m_export_folder = folder;
    m_document.markExported();
    if (m_export_dialog) return; // it says so itself
    m_pane->messages()->show({MessageBanner::Kind::Note, tr("Exported to %1").arg(folder),
                              exportSummary(report).replace(QLatin1Char('\n'), QStringLiteral("  \u00b7  ")),
                              QString::fromStdString(report.toJson()), tr("Open folder"), kExportTopic});
}

void MainWindow::showBatch(const BatchSummary& summary) {
    QStringList parts, details;
    for (const BatchSummary::Failure& failure : summary.failures) {
        if (static_cast<std::size_t>(parts.size()) < kNamedFailures)
            parts.append(tr("%1: %2").arg(failure.clip, errorText(failure.error).remedy));
        details.append(QString::fromStdString(failure.error.toString()));
    }
    if (summary.failures.size() > kNamedFailures)
        parts.append(tr("and %n more", nullptr, static_cast<int>(summary.failures.size() - kNamedFailures)));
    for (const Warning& warning : summary.warnings) {
        parts.append(warningText(warning));
        details.append(QString::fromStdString(warning.code + ": " + warning.text));
    }
    if (summary.cancelled) parts.append(tr("Cancelled; what was found is kept."));
    if (summary.without_heat_maps > 0)
        parts.append(tr("The heat maps of %n clip(s) were let go to save memory; run the method on a clip to see them.",
                        nullptr, summary.without_heat_maps));
    const bool all_good = summary.failures.empty() && summary.warnings.empty() && !summary.cancelled;
    const QString title =
        tr("%1: %2 of %3 clips done").arg(summary.method).arg(summary.done).arg(summary.clips) +
        (summary.failures.empty() ? QString() : tr(", %n failed", nullptr, static_cast<int>(summary.failures.size())));
    m_pane->messages()->show({all_good ? MessageBanner::Kind::Note : MessageBanner::Kind::Warning,
                              title,
                              parts.join(QStringLiteral("  \u00b7  ")),
                              details.join(QLatin1Char('\n')),
                              {},
                              QStringLiteral("batch")});
}

void MainWindow::showSaved() {
    const ProjectKeeper& keeper = m_session.keeper();
    const QString at = QLocale().toString(keeper.savedAt().time(), QStringLiteral("HH:mm"));
    if (!m_session.hasClip())
        m_saved->clear();
    else if (!keeper.isKeeping())
        m_saved->setText(tr("Not saved"));
    else if (!keeper.isSaved())
        m_saved->setText(tr("Saving..."));
    else
        m_saved->setText(m_document.isModified() ? tr("Saved %1, not exported").arg(at) : tr("Saved %1").arg(at));
}

bool MainWindow::mayLoseEdits() {
    if (m_session.keeper().isKeeping() || !m_document.isModified()) return true;
    QMessageBox box(
        QMessageBox::Warning, tr("Edits are not saved"),
        tr("The project file cannot be written. Edits are lost when the clip is closed before a copy is saved "
           "or they are exported."),
        QMessageBox::NoButton, this);
    const QAbstractButton* lose = box.addButton(tr("Close and lose edits"), QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == lose;
}

} // namespace soundmask
