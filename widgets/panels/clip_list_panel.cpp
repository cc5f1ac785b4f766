#include "widgets/panels/clip_list_panel.h"

#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

#include "widgets/common/empty_state.h"
#include "widgets/common/icons.h"
#include "widgets/panels/clip_list_delegate.h"
#include "widgets/panels/clip_list_model.h"

namespace soundmask {

namespace {
/// Scrolling past does not ask for what is gone again at once.
constexpr int kThumbnailDelay_ms = 80;
/// Below this names and the filter cannot be read.
constexpr int kMinWidth = 200;
} // namespace

ClipListPanel::ClipListPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new ClipListModel(this))
    , m_proxy(new ClipListFilter(this))
    , m_filter(new QLineEdit)
    , m_state_box(new QComboBox)
    , m_view(new QListView)
    , m_stack(new QStackedLayout)
    , m_empty(new EmptyState)
    , m_counter(new QLabel) {
    setAccessibleName(tr("Clips"));
    m_proxy->setSourceModel(m_model);
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new ClipListDelegate(*m_model, m_view));
    m_view->setUniformItemSizes(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setMinimumWidth(kMinWidth);
    m_view->setMouseTracking(true); // for the colour under the mouse
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Clips"));
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);

    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->setAccessibleName(tr("Filter clips"));
    m_filter->setToolTip(tr("Words of the name, category or split"));
    m_state_box->addItem(tr("All"));
    for (const auto state :
         {ClipRow::State::Untouched, ClipRow::State::Predicted, ClipRow::State::Edited, ClipRow::State::Checked})
        m_state_box->addItem(clipStateTitle(state), static_cast<int>(state));
    m_state_box->setAccessibleName(tr("State"));
    m_state_box->setToolTip(tr("Show clips of one state only"));
    m_counter->setForegroundRole(QPalette::PlaceholderText);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 8, 8, 8);
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_state_box);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 6, 12, 6);
    foot->addWidget(m_counter);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addLayout(m_stack, 1);
    column->addLayout(foot);

    m_thumbnail_timer.setSingleShot(true);
    m_thumbnail_timer.setInterval(kThumbnailDelay_ms);
    connect(&m_thumbnail_timer, &QTimer::timeout, this, &ClipListPanel::askForThumbnails);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, &m_thumbnail_timer, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_proxy->setWords(text);
        updateEmptyState();
    });
    connect(m_state_box, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant state = m_state_box->currentData();
        m_proxy->setState(state.isValid() ? std::optional(static_cast<ClipRow::State>(state.toInt())) : std::nullopt);
        updateEmptyState();
    });
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& index) {
        // With a modifier a click selects.
        if (!(QGuiApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier))) activate(index);
    });
    connect(m_view, &QListView::activated, this, &ClipListPanel::activate);
    connect(m_view, &QListView::customContextMenuRequested, this, &ClipListPanel::showMenu);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_model->rowCount() == 0) {
            Q_EMIT openRequested();
            return;
        }
        m_filter->clear();
        m_state_box->setCurrentIndex(0);
    });
    updateCounter();
    updateEmptyState();
}

ClipListPanel::~ClipListPanel() = default;

void ClipListPanel::setClips(const QVector<ClipRow>& rows) {
    const ClipId open = current();
    m_model->setRows(rows);
    setCurrent(open);
    updateCounter();
    updateEmptyState();
}

void ClipListPanel::updateClip(const ClipRow& row) {
    m_model->updateRow(row);
    updateCounter();
    updateEmptyState();
}

void ClipListPanel::setThumbnail(ClipId id, const QImage& picture) {
    m_model->setThumbnail(id, picture);
}

void ClipListPanel::setCurrent(ClipId id) {
    m_model->setCurrent(m_model->rowOf(id) >= 0 ? id : ClipId());
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(m_model->rowOf(id)));
    m_view->setCurrentIndex(index);
    if (index.isValid()) m_view->scrollTo(index);
}

ClipId ClipListPanel::current() const {
    return m_model->current();
}

ClipId ClipListPanel::neighbour(int step) const {
    const QModelIndex from = m_proxy->mapFromSource(m_model->index(m_model->rowOf(current())));
    // Without an open clip, or when the filter hides it, the first one is next.
    const int row = from.isValid() ? from.row() + step : step > 0 ? 0 : -1;
    return idAt(m_proxy->index(row, 0));
}

ClipId ClipListPanel::nextUnchecked() const {
    const QModelIndex from = m_proxy->mapFromSource(m_model->index(m_model->rowOf(current())));
    const int count = m_proxy->rowCount();
    const int first = from.isValid() ? from.row() + 1 : 0;
    for (int step = 0; step < count; ++step) {
        const QModelIndex index = m_proxy->index((first + step) % count, 0);
        const ClipRow* row = m_model->at(m_proxy->mapToSource(index).row());
        if (row && row->state != ClipRow::State::Checked && row->id != current()) return row->id;
    }
    return {};
}

QVector<ClipId> ClipListPanel::selected() const {
    QModelIndexList indexes = m_view->selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end());
    QVector<ClipId> ids;
    for (const QModelIndex& index : indexes)
        ids.append(idAt(index));
    return ids;
}

QString ClipListPanel::counterText() const {
    return m_counter->text();
}

ClipId ClipListPanel::idAt(const QModelIndex& index) const {
    const ClipRow* row = index.isValid() ? m_model->at(m_proxy->mapToSource(index).row()) : nullptr;
    return row == nullptr ? ClipId() : row->id;
}

void ClipListPanel::activate(const QModelIndex& index) {
    const ClipId id = idAt(index);
    // A double click comes as a click first.
    if (id.isValid() && id != current()) Q_EMIT clipActivated(id);
}

void ClipListPanel::showMenu(const QPoint& position) {
    const ClipId id = idAt(m_view->indexAt(position));
    if (!id.isValid()) return;
    QMenu menu(this);
    menu.addAction(tr("Open"), this, [this, id] { Q_EMIT clipActivated(id); });
    const QVector<ClipId> clips = selected();
    menu.addAction(themedIcon(QStringLiteral("run-all")),
                   tr("Run the method on %n clip(s)", nullptr, static_cast<int>(clips.size())), this,
                   [this, clips] { Q_EMIT runRequested(clips); });
    menu.addAction(themedIcon(QStringLiteral("delete")), tr("Remove from the list"), this,
                   [this, id] { Q_EMIT removeRequested(id); });
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

void ClipListPanel::updateCounter() {
    QMap<ClipRow::State, int> counts;
    for (const ClipRow& row : m_model->rows())
        ++counts[row.state];
    QStringList parts{tr("%n clip(s)", nullptr, static_cast<int>(m_model->rows().size()))};
    if (counts[ClipRow::State::Checked] > 0) parts.append(tr("%1 checked").arg(counts[ClipRow::State::Checked]));
    if (counts[ClipRow::State::Edited] > 0) parts.append(tr("%1 edited").arg(counts[ClipRow::State::Edited]));
    if (counts[ClipRow::State::Predicted] > 0) parts.append(tr("%1 predicted").arg(counts[ClipRow::State::Predicted]));
    m_counter->setText(parts.join(QStringLiteral(" \u00b7 ")));
}

void ClipListPanel::updateEmptyState() {
    const bool is_empty = m_model->rowCount() == 0;
    if (is_empty)
        m_empty->setContent(QStringLiteral("clip"), tr("No clips yet. Open a video or an AVSBench folder."),
                            tr("Open folder"), QStringLiteral("open_folder"));
    else
        m_empty->setContent(QStringLiteral("search"), tr("No clip fits the filter."), tr("Show all"));
    m_filter->setEnabled(!is_empty);
    m_state_box->setEnabled(!is_empty);
    m_counter->setVisible(!is_empty);
    m_stack->setCurrentWidget(m_proxy->rowCount() == 0 ? static_cast<QWidget*>(m_empty) : m_view);
    m_thumbnail_timer.start();
}

void ClipListPanel::askForThumbnails() {
    if (!m_view->isVisible()) return;
    QVector<ClipId> missing;
    const QRect sight = m_view->viewport()->rect();
    QModelIndex index = m_view->indexAt(QPoint(sight.center().x(), sight.top() + 1));
    for (; index.isValid() && m_view->visualRect(index).intersects(sight);
         index = index.siblingAtRow(index.row() + 1)) {
        const ClipId id = idAt(index);
        if (m_model->takeMissing(id)) missing.append(id);
    }
    if (!missing.isEmpty()) Q_EMIT thumbnailsNeeded(missing);
}

bool ClipListPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool appears = event->type() == QEvent::Show || event->type() == QEvent::Resize;
    if (watched == m_view->viewport() && appears) m_thumbnail_timer.start();
    if (watched != m_view || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto* key_event = static_cast<QKeyEvent*>(event);
    const int key = key_event->key();
    const bool is_plain = !(key_event->modifiers() & ~Qt::KeypadModifier);
    const bool opens = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!is_plain || (!opens && key != Qt::Key_Delete)) return QWidget::eventFilter(watched, event);
    event->accept(); // while the list has the focus these keys are its own, not the window's
    if (event->type() == QEvent::KeyPress) {
        const ClipId id = idAt(m_view->currentIndex());
        if (opens)
            activate(m_view->currentIndex());
        else if (id.isValid())
            Q_EMIT removeRequested(id);
    }
    return true;
}

} // namespace soundmask
