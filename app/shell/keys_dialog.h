#pragma once

#include <QDialog>

#include "app/shell/key_map.h"

class QComboBox;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace soundmask {

/// All actions with their keys, to be searched and changed one by one, by a preset or by a file.
class KeysDialog : public QDialog {
    Q_OBJECT

  public:
    KeysDialog(const Actions& actions, KeyMap& keys, QWidget* parent = nullptr);

  private:
    void fill();
    void filter();
    void showCurrent();
    QAction* current() const;
    /// Shows \p why the last change was refused; empty: it was done.
    void report(const QString& why);
    void importFile();
    void exportFile();

    const Actions& m_actions;
    KeyMap& m_keys;
    QComboBox* m_preset;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_key;
    QPushButton* m_set;
    QPushButton* m_add;
    QPushButton* m_clear;
    QPushButton* m_usual;
    QLabel* m_message;
};

} // namespace soundmask
