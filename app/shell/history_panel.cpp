#include "app/shell/history_panel.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/document/edit_titles.h"
#include "widgets/common/empty_state.h"

namespace soundmask {

namespace {

constexpr int kRefresh_ms = 300;
enum Column { kWhen, kWhat, kWhere, kWho };

QString whenText(const StepTime& time) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
    const bool today = when.date() == QDate::currentDate();
    return QLocale().toString(when, today ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString whatText(const HistoryEntry& entry) {
    using Kind = HistoryStep::Kind;
    const QString title = editTitle(entry.title);
    switch (entry.kind) {
    case Kind::Do:
        return title;
    case Kind::Undo:
        return HistoryPanel::tr("undo: %1").arg(title);
    case Kind::Redo:
        return HistoryPanel::tr("redo: %1").arg(title);
    case Kind::Outside:
        return HistoryPanel::tr("open");
    case Kind::Forget:
        return HistoryPanel::tr("forget the undo history");
    }
    return {};
}

} // namespace

HistoryPanel::HistoryPanel(const Document& document, const ClipSession& session, ProjectController& project,
                           QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_session(session)
    , m_project(project)
    , m_list(new QTreeWidget)
    , m_restore(new QPushButton(tr("Go back to this state")))
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout) {
    setAccessibleName(tr("History"));
    m_list->setColumnCount(4);
    m_list->setHeaderLabels({tr("When"), tr("What"), tr("Frame"), tr("Who")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("History"));
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_empty->setContent(QStringLiteral("undo"), tr("Every edit is listed here with its time. Nothing was edited yet."));
    m_restore->setToolTip(tr("The project becomes what it was after this step; Undo takes that back"));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(8, 6, 8, 6);
    foot->addWidget(m_restore);
    foot->addStretch(1);
    column->addLayout(foot);
    m_stack->addWidget(page);
    m_stack->addWidget(m_empty);
    setLayout(m_stack);
    m_stack->setCurrentIndex(1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh_ms);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        if (isVisible() && m_session.keeper().store()) m_project.readHistory();
    });
    connect(&m_document, &Document::stepDone, &m_refresh, qOverload<>(&QTimer::start));
    connect(&m_session, &ClipSession::currentChanged, &m_refresh, qOverload<>(&QTimer::start));
    connect(&m_project, &ProjectController::historyRead, this, &HistoryPanel::showEntries);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { restore(item); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &HistoryPanel::updateButton);
    connect(m_restore, &QPushButton::clicked, this, [this] { restore(m_list->currentItem()); });
    updateButton();
}

void HistoryPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_refresh.start();
}

QString HistoryPanel::placeText(const HistoryEntry& entry) const {
    const ClipRecord* record = m_document.clip(entry.clip);
    const QString frame = entry.frame < 0 ? QString() : QString::number(entry.frame);
    if (!record || entry.clip == m_session.current()) return frame;
    const QString name = QString::fromStdString(record->clip.name);
    return frame.isEmpty() ? name : tr("%1 of %2").arg(frame, name);
}

void HistoryPanel::showEntries(const std::vector<HistoryEntry>& entries) {
    m_list->clear();
    for (const HistoryEntry& entry : entries) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(kWhen, whenText(entry.time));
        item->setText(kWhat, whatText(entry));
        item->setText(kWhere, placeText(entry));
        item->setText(kWho, QString::fromStdString(entry.author));
        item->setData(kWhen, Qt::UserRole, static_cast<qlonglong>(entry.sequence));
        if (entry.restorable) continue;
        item->setDisabled(true);
        item->setToolTip(kWhat, tr("The edits since then were dropped to bound the size of the project file"));
    }
    m_stack->setCurrentIndex(entries.empty() ? 1 : 0);
    updateButton();
}

void HistoryPanel::updateButton() {
    const QTreeWidgetItem* item = m_list->currentItem();
    m_restore->setEnabled(item && !item->isDisabled() &&
                          m_list->indexOfTopLevelItem(const_cast<QTreeWidgetItem*>(item)) > 0);
}

void HistoryPanel::restore(const QTreeWidgetItem* item) {
    // The first row is the present state.
    if (!item || item->isDisabled() || item == m_list->topLevelItem(0)) return;
    m_project.restore(item->data(kWhen, Qt::UserRole).toLongLong());
}

QStringList HistoryPanel::rowTexts(int row) const {
    const QTreeWidgetItem* item = m_list->topLevelItem(row);
    return {item->text(kWhen), item->text(kWho), item->text(kWhat), item->text(kWhere)};
}

int HistoryPanel::rowCount() const {
    return m_list->topLevelItemCount();
}

void HistoryPanel::restoreRow(int row) {
    restore(m_list->topLevelItem(row));
}

} // namespace soundmask
