#include "app/shell/message_banner.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

namespace soundmask {

namespace {

constexpr int kMaxMessages = 3;

/// One message: a coloured edge, a mark, text, buttons.
class MessageRow : public QWidget {
  public:
    MessageRow(const MessageBanner::Message& message, QWidget* parent)
        : QWidget(parent)
        , m_message(message) {
        setObjectName(QStringLiteral("message"));
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(14, 7, 8, 7);
        layout->setSpacing(10);
        auto* mark = new QLabel;
        mark->setPixmap(themedIcon(isNote() ? QStringLiteral("info") : QStringLiteral("warning")).pixmap(18, 18));
        mark->setAlignment(Qt::AlignTop);
        layout->addWidget(mark, 0, Qt::AlignVCenter);
        QString html = QStringLiteral("<b>%1</b>").arg(message.title.toHtmlEscaped());
        if (!message.text.isEmpty()) html += QStringLiteral("&nbsp;&nbsp; %1").arg(message.text.toHtmlEscaped());
        auto* text = new QLabel(html);
        text->setTextFormat(Qt::RichText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(text, 1);
        setAccessibleName(message.title);
        setAccessibleDescription(message.text);
    }

    const MessageBanner::Message& message() const { return m_message; }

  protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = themeOf(*this);
        QPainter painter(this);
        const QColor edge = isNote()                                         ? theme.accent
                            : m_message.kind == MessageBanner::Kind::Warning ? theme.warning
                                                                             : theme.error;
        painter.fillRect(rect(), theme.raised);
        painter.fillRect(QRect(0, 0, 4, height()), edge);
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
    }

  private:
    bool isNote() const { return m_message.kind == MessageBanner::Kind::Note; }

    MessageBanner::Message m_message;
};

} // namespace

MessageBanner::MessageBanner(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::ArrowCursor); // not that of the tool in hand below
    setVisible(false);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* old, QWidget* now) {
        if (now && isAncestorOf(now) && old && !isAncestorOf(old)) m_focus_before = old;
    });
}

void MessageBanner::lieOver(QWidget* place) {
    if (m_place) m_place->removeEventFilter(this);
    m_place = place;
    m_place->installEventFilter(this);
    updatePlace();
}

void MessageBanner::updatePlace() {
    if (!m_place || isHidden()) return;
    const int width = m_place->width();
    const int wanted =
        m_rows->hasHeightForWidth() ? m_rows->totalHeightForWidth(width) : m_rows->totalSizeHint().height();
    setGeometry({m_place->mapTo(parentWidget(), QPoint()), QSize(width, std::min(wanted, m_place->height()))});
    raise();
}

bool MessageBanner::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_place &&
        (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::Show))
        updatePlace();
    return QWidget::eventFilter(watched, event);
}

void MessageBanner::show(const Message& message) {
    if (!message.topic.isEmpty()) dismiss(message.topic);
    while (m_rows->count() >= kMaxMessages)
        remove(m_rows->itemAt(0)->widget());

    auto* row = new MessageRow(message, this);
    auto* layout = static_cast<QHBoxLayout*>(row->layout());
    if (!message.action.isEmpty()) {
        auto* button = new QPushButton(message.action);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, [this, topic = message.topic] { Q_EMIT actionTriggered(topic); });
        layout->addWidget(button);
    }
    if (!message.details.isEmpty()) {
        auto* copy = new QPushButton(tr("Copy details"));
        copy->setFocusPolicy(Qt::TabFocus);
        copy->setToolTip(message.details);
        connect(copy, &QPushButton::clicked, this,
                [details = message.details] { QGuiApplication::clipboard()->setText(details); });
        layout->addWidget(copy);
    }
    auto* close = new QToolButton;
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard with the picture
    close->setToolTip(tr("Dismiss (Esc)"));
    close->setAccessibleName(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, [this, row] { remove(row); });
    layout->addWidget(close, 0, Qt::AlignVCenter);

    m_rows->addWidget(row);
    row->show(); // now, not with the next event: its height counts below
    setVisible(true);
    updatePlace();
    updateFocusProxy();
}

void MessageBanner::dismiss(const QString& topic) {
    for (int i = m_rows->count() - 1; i >= 0; --i) {
        auto* row = static_cast<MessageRow*>(m_rows->itemAt(i)->widget());
        if (row->message().topic == topic) remove(row);
    }
}

void MessageBanner::clear() {
    while (m_rows->count() > 0)
        remove(m_rows->itemAt(0)->widget());
}

QStringList MessageBanner::titles() const {
    QStringList titles;
    for (int i = 0; i < m_rows->count(); ++i)
        titles.append(static_cast<MessageRow*>(m_rows->itemAt(i)->widget())->message().title);
    return titles;
}

QWidget* MessageBanner::focusedRow() const {
    const QWidget* focused = QApplication::focusWidget();
    for (int i = 0; i < m_rows->count(); ++i)
        if (QWidget* row = m_rows->itemAt(i)->widget(); focused && row->isAncestorOf(focused)) return row;
    return nullptr;
}

bool MessageBanner::event(QEvent* event) {
    // The window's Esc would stop a job and its Space play; here they close the message and press its buttons.
    if (event->type() == QEvent::ShortcutOverride && focusedRow()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Space) {
            event->accept();
            return true;
        }
    }
    // Texts need another height for the same width, for example with a larger font.
    if (event->type() == QEvent::LayoutRequest) updatePlace();
    return QWidget::event(event);
}

void MessageBanner::keyPressEvent(QKeyEvent* event) {
    QWidget* row = focusedRow();
    if (event->key() == Qt::Key_Escape && row)
        remove(row);
    else
        QWidget::keyPressEvent(event);
}

void MessageBanner::mousePressEvent(QMouseEvent* event) {
    event->accept(); // nothing below is meant
}

void MessageBanner::remove(QWidget* row) {
    if (row == focusedRow() && m_focus_before) m_focus_before->setFocus(Qt::OtherFocusReason);
    m_rows->removeWidget(row);
    row->hide();
    row->deleteLater();
    setVisible(m_rows->count() > 0);
    updatePlace();
    updateFocusProxy();
}

void MessageBanner::updateFocusProxy() {
    // Whoever comes by keyboard can close the oldest one at once, and walk on from there.
    const QLayoutItem* first = m_rows->itemAt(0);
    setFocusProxy(first ? first->widget()->findChild<QToolButton*>() : nullptr);
}

} // namespace soundmask
