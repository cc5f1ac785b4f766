#pragma once

#include <QDialog>

#include <functional>
#include <optional>
#include <vector>

#include "app/bridge/model_library.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace soundmask {

class MessageBanner;

/// The Models page: every file the program knows, by role, with what is installed of it; gets, checks, tries and
/// removes them. Works without a network connection and without LibTorch.
class ModelsDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ModelsDialog(ModelLibrary& library, QWidget* parent = nullptr);

    /// Selects what is in use of \p role, or its first file.
    void showRole(const std::string& role);

    // For tests: in place of the questions a person is asked.
    std::function<bool(const QString& question)> ask;
    std::function<QStringList()> ask_files;

  private:
    /// A line of the table: a known file, and what is installed of it if anything is; or the test weights of a role,
    /// which have no file.
    struct Row {
        const ModelRole* role = nullptr;
        const ModelFile* file = nullptr;
        std::optional<InstalledModel> model;
        /// Where work on it is found; tells rows apart.
        std::filesystem::path path;

        bool isTestWeights() const { return !file; }
    };

    QWidget* makeControls();
    QWidget* makeFooter();
    QLayout* makeComputeRow();
    void fillCompute();
    void fill();
    void addRow(QTreeWidgetItem& role, Row row);
    void updateRows();
    void updateDetails();
    void updateButtons();
    QString stateOf(const Row& row) const;
    QString detailsOf(const Row& row) const;
    bool isInUse(const Row& row) const;
    bool canDownload(const Row& row) const;
    const Row* current() const;
    /// The file whose work is shown: the selected one, or any other; empty while nothing goes on.
    std::filesystem::path shownWork() const;

    void download();
    void importFiles(bool as_current);
    void useCurrent();
    void removeCurrent();
    void activate();
    void showError(const Error& error);

    ModelLibrary& m_library;
    std::vector<Row> m_rows;
    MessageBanner* m_messages;
    QTreeWidget* m_table;
    QLabel* m_details;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_download;
    QPushButton* m_import;
    QPushButton* m_import_as;
    QPushButton* m_verify;
    QPushButton* m_test;
    QPushButton* m_use;
    QPushButton* m_remove;
    QCheckBox* m_reference;
    QComboBox* m_device;
    QComboBox* m_precision;
    QLabel* m_machine;
    QLabel* m_folder;
};

} // namespace soundmask
