#pragma once

#include <QDialog>

#include "app/shell/masks_transfer.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace soundmask {

/// Asks what to export and how, shows how far it is, and what was written. Closed while it works, it leaves the export
/// running.
class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    ExportDialog(const Document& document, const ClipSession& session, MasksTransfer& transfer,
                 QWidget* parent = nullptr);

    // What the person chose; for tests, too.
    void setFormat(ExportFormat format);
    void setFolder(const QString& folder);
    void setSheetTemplate(SheetTemplate form);
    ExportSettings settings() const;
    std::set<LayerId> objects() const;
    /// Starts what the dialog says, as its button does.
    void start();

  Q_SIGNALS:
    void openFolderRequested(const QString& folder);

  private:
    QWidget* buildForm();
    QWidget* buildSheetRows();
    QWidget* buildSummary();
    void fillObjects();
    void moveSheetRow(int step);
    std::string chosenSheetRows() const;
    void formatChanged();
    void updateButtons();
    void showReport(const QString& folder, const ExportReport& report);
    void showError(const Error& error);
    bool isAllClips() const;

    const Document& m_document;
    const ClipSession& m_session;
    MasksTransfer& m_transfer;
    QStackedWidget* m_pages;
    QComboBox* m_format;
    QLabel* m_explanation;
    QComboBox* m_clips;
    QListWidget* m_objects;
    QComboBox* m_frames;
    QCheckBox* m_range;
    QFormLayout* m_form = nullptr;
    QComboBox* m_template;
    QWidget* m_sheet_rows; ///< list and buttons
    QListWidget* m_rows;
    QWidget* m_layers;
    QCheckBox* m_masks;
    QCheckBox* m_heat_map;
    QCheckBox* m_iso_lines;
    QCheckBox* m_prompts;
    QCheckBox* m_truth;
    QLineEdit* m_folder;
    QLabel* m_error;
    QLabel* m_summary;
    QProgressBar* m_progress;
    QDialogButtonBox* m_buttons;
    QPushButton* m_export;
    QPushButton* m_cancel;
    QPushButton* m_open_folder;
    QString m_written_to;
};

/// What is written in a format and what becomes of overlaps, for people.
QString exportFormatTitle(ExportFormat format);
QString exportFormatText(ExportFormat format);
/// What an export did, in sentences.
QString exportSummary(const ExportReport& report);

} // namespace soundmask
