#pragma once

#include <QObject>

namespace soundmask {

/// Gives a text or number field that has the keyboard, and the open list of a combo box, every key without Ctrl, Alt or
/// Meta, above all Enter and Esc: they end the typing or choosing instead of running a method or dropping something
/// elsewhere. An event filter of the application; GUI thread.
class TextFieldKeys : public QObject {
    Q_OBJECT
  public:
    /// Watches the application as long as it lives.
    explicit TextFieldKeys(QObject* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace soundmask
