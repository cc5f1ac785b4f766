#include "app/shell/start_page.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/bridge/recent_files.h"
#include "app/shell/actions.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

namespace soundmask {

namespace {

/// A large button: icon, name, what it does, its key.
class StartCard : public QPushButton {
  public:
    StartCard(QAction* action, QString title, QString text, QWidget* parent)
        : QPushButton(parent)
        , m_action(action)
        , m_title(std::move(title))
        , m_text(std::move(text)) {
        setMinimumSize(208, 148);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(m_title);
        setAccessibleDescription(m_text);
        setToolTip(action->toolTip());
        connect(action, &QAction::changed, this, [this] {
            setToolTip(m_action->toolTip());
            update(); // its key is painted
        });
        connect(this, &QPushButton::clicked, action, &QAction::trigger);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = themeOf(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool hot = underMouse() || isDown();
        painter.setPen(hot ? theme.accent : theme.border);
        painter.setBrush(isDown() ? theme.panel : theme.raised);
        painter.drawRoundedRect(frame, 8, 8);
        m_action->icon().paint(&painter, QRect(18, 18, 28, 28));

        const QString key = m_action->shortcut().toString(QKeySequence::NativeText);
        painter.setPen(theme.muted_text);
        painter.drawText(QRect(18, 18, width() - 36, 28), Qt::AlignRight | Qt::AlignVCenter, key);

        QFont bold = font();
        bold.setBold(true);
        bold.setPointSizeF(font().pointSizeF() * 1.15);
        painter.setFont(bold);
        painter.setPen(theme.text);
        painter.drawText(QRect(18, 58, width() - 36, 24), Qt::AlignLeft | Qt::AlignVCenter, m_title);
        painter.setFont(font());
        painter.setPen(theme.muted_text);
        painter.drawText(QRect(18, 84, width() - 36, height() - 94), Qt::AlignLeft | Qt::TextWordWrap, m_text);
        if (hasFocus()) paintFocusRing(painter, frame, theme, 8);
    }

    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

  private:
    QAction* m_action;
    QString m_title;
    QString m_text;
};

} // namespace

StartPage::StartPage(const Actions& actions, RecentFiles& recent, QWidget* parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_list(new QListWidget)
    , m_recent_title(new QLabel(tr("Recent")))
    , m_state(new QLabel)
    , m_progress(new QProgressBar)
    , m_busy_text(new QLabel)
    , m_busy(new QWidget) {
    auto* column = new QWidget;
    column->setMaximumWidth(820);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(14);

    auto* title = new QLabel(tr("Soundmask"));
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 2.2);
    large.setBold(true);
    title->setFont(large);
    auto* subtitle = new QLabel(tr("See what sounds. Mark it, correct it, compare methods, export masks."));
    subtitle->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(title);
    layout->addWidget(subtitle);
    layout->addSpacing(8);

    auto* cards = new QHBoxLayout;
    cards->setSpacing(14);
    cards->addWidget(new StartCard(actions.open_sample, tr("Open sample"),
                                   tr("Five made-up seconds with sound and true masks. Nothing to download."), this));
    cards->addWidget(new StartCard(actions.open_video, tr("Open video"),
                                   tr("Any video file. One frame of each second gets a mask."), this));
    cards->addWidget(new StartCard(actions.open_folder, tr("Open data set"),
                                   tr("An AVSBench folder: single source, multiple sources or semantic."), this));
    layout->addLayout(cards);

    auto* busy_row = new QHBoxLayout(m_busy);
    busy_row->setContentsMargins(0, 0, 0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(220);
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &StartPage::cancelRequested);
    busy_row->addWidget(m_busy_text, 1);
    busy_row->addWidget(m_progress);
    busy_row->addWidget(cancel);
    layout->addWidget(m_busy);

    QFont bold = font();
    bold.setBold(true);
    m_recent_title->setFont(bold);
    layout->addSpacing(4);
    layout->addWidget(m_recent_title);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMaximumHeight(230);
    m_list->setAccessibleName(tr("Recent files and folders"));
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT pathChosen(item->data(Qt::UserRole).toString()); });
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT pathChosen(item->data(Qt::UserRole).toString()); });
    layout->addWidget(m_list);

    auto* drop = new QLabel(tr("Or drop a file or folder anywhere in this window."));
    drop->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(drop);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_state);

    auto* centre = new QHBoxLayout(this);
    centre->addStretch(1);
    auto* middle = new QVBoxLayout;
    middle->addStretch(2);
    middle->addWidget(column);
    middle->addStretch(3);
    centre->addLayout(middle, 6);
    centre->addStretch(1);

    connect(&m_recent, &RecentFiles::changed, this, &StartPage::refreshRecent);
    refreshRecent();
    setBusy({}, 0.0);
}

void StartPage::setSystemState(const QString& text) {
    m_state->setText(text);
}

void StartPage::setBusy(const QString& text, double fraction) {
    m_busy->setVisible(!text.isEmpty());
    m_busy_text->setText(text);
    m_progress->setRange(0, fraction < 0.0 ? 0 : 1000);
    if (fraction >= 0.0) m_progress->setValue(static_cast<int>(fraction * 1000.0));
}

void StartPage::refreshRecent() {
    m_list->clear();
    for (const QString& path : m_recent.paths()) {
        const QFileInfo info(path);
        QString folder = info.path();
        if (folder.startsWith(QDir::homePath())) folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
        auto* item = new QListWidgetItem(themedIcon(info.isDir() ? QStringLiteral("open") : QStringLiteral("film")),
                                         QStringLiteral("%1   \u2013   %2").arg(info.fileName(), folder), m_list);
        item->setData(Qt::UserRole, path);
        item->setToolTip(path);
    }
    const bool any = m_list->count() > 0;
    m_list->setVisible(any);
    m_recent_title->setVisible(any);
}

} // namespace soundmask
