#pragma once

#include <QDialog>

namespace soundmask {

class Actions;

/// All keys by chapter, with what the mouse does; never modal, so that it can stay open beside the work.
class ShortcutSheet : public QDialog {
    Q_OBJECT

  public:
    explicit ShortcutSheet(const Actions& actions, QWidget* parent = nullptr);
};

} // namespace soundmask
