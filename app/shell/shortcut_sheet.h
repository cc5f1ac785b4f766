#pragma once

#include <QDialog>

class QScrollArea;

namespace soundmask {

class Actions;

/// All keys by chapter, with what the mouse does; never modal, so that it can stay open beside the work, and follows
/// when keys are changed.
class ShortcutSheet : public QDialog {
    Q_OBJECT

  public:
    explicit ShortcutSheet(const Actions& actions, QWidget* parent = nullptr);

  private:
    void fill();

    const Actions& m_actions;
    QScrollArea* m_scroll;
};

} // namespace soundmask
