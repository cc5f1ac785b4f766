#pragma once

#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace soundmask {

/// Messages above the picture that stay until they are dismissed, and never block: errors with cause and remedy,
/// warnings, notes. At most three; the oldest goes first.
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

    void show(const Message& message);
    /// Removes the messages of \p topic.
    void dismiss(const QString& topic);
    void clear();
    /// Titles from the oldest to the newest.
    QStringList titles() const;

  Q_SIGNALS:
    void actionTriggered(const QString& topic);

  private:
    void remove(QWidget* row);

    QVBoxLayout* m_rows;
};

} // namespace soundmask
