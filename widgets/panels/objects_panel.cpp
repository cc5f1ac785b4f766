#include "widgets/panels/objects_panel.h"

#include <QColorDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "widgets/common/empty_state.h"
#include "widgets/common/icons.h"
#include "widgets/common/key_names.h"
#include "widgets/figure/palette.h"
#include "widgets/panels/object_delegate.h"
#include "widgets/panels/object_list_model.h"

namespace soundmask {

namespace {
constexpr int kIconColumn = 28;
constexpr int kLeastClassWidth = 52;
constexpr SoundState kSoundStates[] = {SoundState::Sounding, SoundState::Silent, SoundState::OffScreen,
                                       SoundState::Unsure};
} // namespace

ObjectsPanel::ObjectsPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new ObjectListModel(this))
    , m_delegate(new ObjectDelegate(this))
    , m_view(new QTreeView)
    , m_stack(new QStackedLayout)
    , m_empty(new EmptyState) {
    setAccessibleName(tr("Objects"));
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Objects, topmost first"));
    m_view->setItemDelegate(m_delegate);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDropIndicatorShown(true);
    m_view->setIconSize({16, 16});
    m_view->installEventFilter(this);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(kIconColumn);
    for (const int column : {ObjectListModel::Visible, ObjectListModel::Sound, ObjectListModel::Locked}) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, kIconColumn);
    }
    header->setSectionResizeMode(ObjectListModel::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(ObjectListModel::Class, QHeaderView::Interactive);
    header->resizeSection(ObjectListModel::Class, kLeastClassWidth);

    m_add = addButton(QStringLiteral("add"), tr("New object"), QStringLiteral("new_object"));
    m_up = addButton(QStringLiteral("up"), tr("Move up"), QStringLiteral("raise_object"));
    m_down = addButton(QStringLiteral("down"), tr("Move down"), QStringLiteral("lower_object"));
    m_delete = addButton(QStringLiteral("delete"), tr("Delete object"), QStringLiteral("delete_object"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(2);
    bar->addWidget(m_add);
    bar->addStretch(1);
    bar->addWidget(m_up);
    bar->addWidget(m_down);
    bar->addWidget(m_delete);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_stack, 1);
    column->addLayout(bar);

    connectModel();
    setEditable(true);
}

ObjectsPanel::~ObjectsPanel() = default;

QToolButton* ObjectsPanel::addButton(const QString& icon, const QString& name, const QString& action) {
    auto* button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    KeyNames::setToolTip(*button, QStringLiteral("%1 ({%2})").arg(name, action));
    button->setAccessibleName(name);
    return button;
}

void ObjectsPanel::connectModel() {
    connect(m_model, &ObjectListModel::nameEdited, this, &ObjectsPanel::nameChangeRequested);
    connect(m_model, &ObjectListModel::classEdited, this, &ObjectsPanel::classChangeRequested);
    connect(m_model, &ObjectListModel::rowDropped, this, &ObjectsPanel::moveRequested);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        updateActions();
        if (!m_is_setting) Q_EMIT currentChanged(current());
    });
    connect(m_view->header(), &QHeaderView::sectionResized, this, [this](int column) {
        m_user_set_width = m_user_set_width || (column == ObjectListModel::Class && !m_is_fitting);
    });
    connect(m_view, &QTreeView::clicked, this, &ObjectsPanel::clickCell);
    connect(m_view, &QTreeView::customContextMenuRequested, this, &ObjectsPanel::showMenu);
    connect(m_empty, &EmptyState::actionTriggered, this, &ObjectsPanel::addRequested);
    connect(m_add, &QToolButton::clicked, this, &ObjectsPanel::addRequested);
    connect(m_up, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_delete, &QToolButton::clicked, this, [this] { Q_EMIT deleteRequested(current()); });
}

void ObjectsPanel::setObjects(const QVector<ObjectRow>& rows) {
    const LayerId before = current();
    {
        const QScopedValueRollback guard(m_is_setting, true);
        m_model->setRows(rows);
        setCurrent(before);
    }
    m_stack->setCurrentWidget(rows.isEmpty() ? static_cast<QWidget*>(m_empty) : m_view);
    fitClasses();
    updateActions();
}

void ObjectsPanel::fitClasses() {
    if (m_user_set_width) return;
    const QScopedValueRollback guard(m_is_fitting, true);
    const QAbstractItemView* view = m_view; // there it is public
    const int most = (m_view->contentsRect().width() - 3 * kIconColumn) / 2; // the viewport follows later
    const int wanted = view->sizeHintForColumn(ObjectListModel::Class);
    m_view->header()->resizeSection(ObjectListModel::Class, std::max(std::min(wanted, most), kLeastClassWidth));
}

void ObjectsPanel::setCurrent(LayerId id) {
    const QScopedValueRollback guard(m_is_setting, true);
    const int row = m_model->rowOf(id);
    if (row == currentRow()) return;
    if (row < 0)
        m_view->selectionModel()->clear();
    else
        m_view->setCurrentIndex(m_model->index(row, ObjectListModel::Name));
    updateActions();
}

LayerId ObjectsPanel::current() const {
    const ObjectRow* row = m_model->at(currentRow());
    return row == nullptr ? LayerId() : row->id;
}

int ObjectsPanel::currentRow() const {
    return m_view->currentIndex().row();
}

void ObjectsPanel::setClassNames(const QStringList& names) {
    m_delegate->setClassNames(names);
}

void ObjectsPanel::setSecond(int second) {
    m_model->setSecond(second);
}

void ObjectsPanel::setEditable(bool editable) {
    m_editable = editable;
    if (editable)
        m_empty->setContent(QStringLiteral("object"), tr("No objects yet. Paint with the brush, or start one here."),
                            tr("New object"), QStringLiteral("new_object"));
    else
        m_empty->setContent(QStringLiteral("object"), tr("Open a clip to mark what sounds in it."));
    m_stack->setCurrentWidget(m_model->rowCount() == 0 ? static_cast<QWidget*>(m_empty) : m_view);
    updateActions();
}

void ObjectsPanel::updateActions() {
    const int row = currentRow();
    const ObjectRow* above = m_model->at(row - 1);
    const bool can_change = changeable() != nullptr;
    m_add->setEnabled(m_editable);
    m_delete->setEnabled(can_change);
    // A method's result keeps its place at the top.
    m_up->setEnabled(can_change && above != nullptr && !above->from_model);
    m_down->setEnabled(can_change && m_model->at(row + 1) != nullptr);
}

void ObjectsPanel::moveCurrent(int step) {
    const int from = currentRow();
    const QToolButton* button = step < 0 ? m_up : m_down;
    if (button->isEnabled()) Q_EMIT moveRequested(from, from + step);
}

void ObjectsPanel::clickCell(const QModelIndex& index) {
    const ObjectRow* row = m_model->at(index.row());
    if (row == nullptr || !m_editable) return;
    if (index.column() == ObjectListModel::Visible) {
        Q_EMIT visibleChangeRequested(row->id, !row->visible);
    } else if (index.column() == ObjectListModel::Locked && !row->from_model) {
        Q_EMIT lockedChangeRequested(row->id, !row->locked);
    } else if (index.column() == ObjectListModel::Sound && !row->from_model) {
        QMenu menu(this);
        addSoundMenu(menu, *row);
        menu.exec(m_view->viewport()->mapToGlobal(m_view->visualRect(index).bottomLeft()));
    }
}

void ObjectsPanel::addSoundMenu(QMenu& menu, const ObjectRow& row) {
    for (const SoundState state : kSoundStates) {
        QAction* action = menu.addAction(themedIcon(soundStateIcon(state)), soundStateTitle(state), this,
                                         [this, id = row.id, state] { Q_EMIT soundStateChangeRequested(id, state); });
        action->setCheckable(true);
        action->setChecked(row.sound == state);
    }
}

const ObjectRow* ObjectsPanel::changeable() const {
    const ObjectRow* row = m_model->at(currentRow());
    return m_editable && row != nullptr && !row->from_model ? row : nullptr;
}

void ObjectsPanel::chooseColour() {
    const ObjectRow* row = changeable();
    if (row == nullptr) return;
    QColorDialog dialog(row->colour, this);
    dialog.setWindowTitle(tr("Colour of %1").arg(row->name));
    for (std::size_t i = 0; i < kOkabeIto.size(); ++i)
        QColorDialog::setCustomColor(static_cast<int>(i), colourFromRgb(kOkabeIto[i]));
    const LayerId id = row->id; // the rows may be replaced while the dialog is open
    if (dialog.exec() == QDialog::Accepted) Q_EMIT colourChangeRequested(id, dialog.selectedColor());
}

void ObjectsPanel::editCurrent(int column) {
    if (changeable() == nullptr) return;
    m_view->setFocus();
    m_view->edit(m_model->index(currentRow(), column));
}

void ObjectsPanel::toggleVisible() {
    if (const ObjectRow* row = m_model->at(currentRow())) Q_EMIT visibleChangeRequested(row->id, !row->visible);
}

void ObjectsPanel::toggleLocked() {
    if (const ObjectRow* row = changeable()) Q_EMIT lockedChangeRequested(row->id, !row->locked);
}

void ObjectsPanel::showMenu(const QPoint& position) {
    const ObjectRow* found = m_model->at(m_view->indexAt(position).row());
    if (found == nullptr || !m_editable) return;
    const ObjectRow row = *found;
    m_view->setCurrentIndex(m_model->index(m_model->rowOf(row.id), ObjectListModel::Name));
    QMenu menu(this);
    QAction* visible = menu.addAction(tr("Shown"));
    visible->setCheckable(true);
    visible->setChecked(row.visible);
    connect(visible, &QAction::triggered, this, [&] { Q_EMIT visibleChangeRequested(row.id, !row.visible); });
    if (!row.from_model) {
        QAction* locked = menu.addAction(tr("Locked"));
        locked->setCheckable(true);
        locked->setChecked(row.locked);
        connect(locked, &QAction::triggered, this, [&] { Q_EMIT lockedChangeRequested(row.id, !row.locked); });
        menu.addSeparator();
        menu.addAction(tr("Rename"), this, [this] { editCurrent(ObjectListModel::Name); });
        menu.addAction(tr("Change class"), this, [this] { editCurrent(ObjectListModel::Class); });
        menu.addAction(tr("Change colour..."), this, [this] { chooseColour(); });
        addSoundMenu(*menu.addMenu(tr("Sound in this second")), row);
        menu.addSeparator();
        menu.addAction(m_up->icon(), tr("Move up"), this, [this] { moveCurrent(-1); })->setEnabled(m_up->isEnabled());
        menu.addAction(m_down->icon(), tr("Move down"), this, [this] { moveCurrent(1); })
            ->setEnabled(m_down->isEnabled());
    }
    menu.addAction(themedIcon(QStringLiteral("duplicate")), tr("Duplicate"), this,
                   [&] { Q_EMIT duplicateRequested(row.id); });
    if (!row.from_model) menu.addAction(m_delete->icon(), tr("Delete"), this, [&] { Q_EMIT deleteRequested(row.id); });
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

bool ObjectsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::Resize) fitClasses();
    const bool is_key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_view || !is_key) return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool moves = key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
    if (!moves) return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
    return true;
}

} // namespace soundmask
