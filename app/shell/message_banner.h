#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace soundmask {

/// Messages that stay until they are dismissed, and never block: errors with cause and remedy, warnings, notes. At most
/// three; the oldest goes first. They take neither focus nor mouse outside their own rectangle; Esc closes the one that
/// has the keyboard, which then goes back to where it came from.
class MessageBanner : public QWidget {
    Q_OBJECT

  public:
    enum class Kind { Note, Warning, Error };

    struct Message {
        Kind kind = Kind::Note;
        QString title;
        QString text;    ///< cause and remedy; may be empty
        QString details; ///< put on the clipboard by "Copy details"; no button when empty
        QString action;  ///< label of a button that emits actionTriggered(topic); none when empty
        QString topic;   ///< a new message replaces the one of the same topic; empty: never
    };

    explicit MessageBanner(QWidget* parent = nullptr);

    /// From now on lies over the upper edge of \p place, as wide as that, instead of having room of its own: what is
    /// below does not move when messages come and go. \p place: a descendant of this widget's parent.
    void lieOver(QWidget* place);

    void show(const Message& message);
    /// Removes the messages of \p topic.
    void dismiss(const QString& topic);
    void clear();
    /// Titles from the oldest to the newest.
    QStringList titles() const;

  Q_SIGNALS:
    void actionTriggered(const QString& topic);

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void remove(QWidget* row);
    void updatePlace();
    void updateFocusProxy();
    /// The message that has the keyboard; null when it is elsewhere.
    QWidget* focusedRow() const;

    QVBoxLayout* m_rows;
    QPointer<QWidget> m_place;        ///< what this lies over; null while a layout places it
    QPointer<QWidget> m_focus_before; ///< had the keyboard before a message did
};

} // namespace soundmask
