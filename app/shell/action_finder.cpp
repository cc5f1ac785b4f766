#include "app/shell/action_finder.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

#include "app/shell/actions.h"

namespace soundmask {

namespace {

constexpr int kActionRole = Qt::UserRole;

bool matches(const QAction& action, const QStringList& words) {
    const QString text = plainText(action) + QLatin1Char(' ') + action.statusTip();
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& w) { return text.contains(w, Qt::CaseInsensitive); });
}

} // namespace

ActionFinder::ActionFinder(const Actions& actions, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_filter(new QLineEdit)
    , m_list(new QListWidget) {
    setWindowTitle(tr("Find an action"));
    resize(560, 420);
    m_filter->setPlaceholderText(tr("Type what you want to do"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(windowTitle());
    m_list->setAccessibleName(tr("Actions"));
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &ActionFinder::refresh);
    connect(m_list, &QListWidget::itemActivated, this, &ActionFinder::run);
    refresh();
    m_filter->setFocus();
}

QAction* ActionFinder::chosen() const {
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(kActionRole).value<QAction*>() : nullptr;
}

void ActionFinder::refresh() {
    const QStringList words = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    QList<QAction*> found;
    for (QAction* action : m_actions.all())
        if (matches(*action, words)) found.append(action);
    // A name that begins with what was typed is meant more likely than one that merely explains itself with it.
    const QString first = m_filter->text().trimmed();
    std::stable_sort(found.begin(), found.end(), [&](const QAction* a, const QAction* b) {
        return plainText(*a).contains(first, Qt::CaseInsensitive) > plainText(*b).contains(first, Qt::CaseInsensitive);
    });
    for (QAction* action : found) {
        const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        QString name = keys.isEmpty() ? plainText(*action) : tr("%1   (%2)").arg(plainText(*action), keys);
        if (const QString lack = m_actions.lackOf(*action); !lack.isEmpty())
            name += QStringLiteral("  \u00b7  ") + lack;
        auto* item = new QListWidgetItem(action->icon(), name, m_list);
        item->setToolTip(action->toolTip());
        item->setData(kActionRole, QVariant::fromValue(action));
        if (!action->isEnabled()) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    m_list->setCurrentRow(0);
}

void ActionFinder::run() {
    QAction* action = chosen();
    if (!action || !action->isEnabled()) return;
    accept();
    // After this dialog has gone, so that the focus is where the action expects it.
    QTimer::singleShot(0, action, &QAction::trigger);
}

bool ActionFinder::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            run();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace soundmask
