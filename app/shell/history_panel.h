#pragma once

#include <QTimer>
#include <QWidget>

#include "app/document/document.h"
#include "app/shell/project_controller.h"

class QPushButton;
class QStackedLayout;
class QTreeWidget;
class QTreeWidgetItem;

namespace soundmask {

class EmptyState;

/// The project's history, newest first: when, who, what and on which frame. Going back to a state is an edit itself and
/// can be undone.
class HistoryPanel : public QWidget {
    Q_OBJECT

  public:
    HistoryPanel(const Document& document, const ClipSession& session, ProjectController& project,
                 QWidget* parent = nullptr);

    /// Texts of row \p row from the top: when, who, what, where.
    QStringList rowTexts(int row) const;
    int rowCount() const;
    /// Goes back to the state after the step of \p row.
    void restoreRow(int row);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void showEntries(const std::vector<HistoryEntry>& entries);
    void restore(const QTreeWidgetItem* item);
    void updateButton();
    QString placeText(const HistoryEntry& entry) const;

    const Document& m_document;
    const ClipSession& m_session;
    ProjectController& m_project;
    QTreeWidget* m_list;
    QPushButton* m_restore;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
    QTimer m_refresh; ///< many steps make one reading
};

} // namespace soundmask
