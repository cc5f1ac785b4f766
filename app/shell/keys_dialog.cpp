#include "app/shell/keys_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

#include "app/shell/actions.h"

namespace soundmask {

namespace {

constexpr int kActionRole = Qt::UserRole;

QString keyText(const QAction& action) {
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
}

} // namespace

KeysDialog::KeysDialog(const Actions& actions, KeyMap& keys, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_keys(keys)
    , m_preset(new QComboBox)
    , m_search(new QLineEdit)
    , m_list(new QTreeWidget)
    , m_key(new QKeySequenceEdit)
    , m_message(new QLabel) {
    setWindowTitle(tr("Keys"));
    resize(640, 640);
    m_search->setPlaceholderText(tr("Search an action or a key"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Actions and keys"));
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_key->setAccessibleName(tr("New key"));
    m_message->setWordWrap(true);

    m_preset->addItem(tr("Choose a preset..."));
    for (const KeyMap::Preset& preset : KeyMap::presets())
        m_preset->addItem(preset.title);
    auto* import_file = new QPushButton(tr("&Import..."));
    auto* export_file = new QPushButton(tr("&Export..."));
    auto* top = new QHBoxLayout;
    top->addWidget(m_preset, 1);
    top->addWidget(import_file);
    top->addWidget(export_file);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_key, 1);
    const auto button = [&](const QString& text, const QString& tip) {
        auto* made = new QPushButton(text);
        made->setToolTip(tip);
        bottom->addWidget(made);
        return made;
    };
    m_set = button(tr("&Set"), tr("Make this the action's only key"));
    m_add = button(tr("&Add"), tr("Let the action have this key, too"));
    m_clear = button(tr("&Clear"), tr("Take all keys from the action"));
    m_usual = button(tr("&Usual"), tr("Give the action the keys it has by itself"));
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addLayout(bottom);
    column->addWidget(m_message);
    column->addWidget(close);

    // Enter in the search goes on to the new key; it does not close.
    for (QPushButton* each : findChildren<QPushButton*>())
        each->setAutoDefault(false);
    connect(m_search, &QLineEdit::returnPressed, m_key, [this] { m_key->setFocus(); });
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(import_file, &QPushButton::clicked, this, &KeysDialog::importFile);
    connect(export_file, &QPushButton::clicked, this, &KeysDialog::exportFile);
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        if (index > 0) report(m_keys.usePreset(KeyMap::presets().at(index - 1)));
    });
    connect(m_search, &QLineEdit::textChanged, this, &KeysDialog::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeysDialog::showCurrent);
    connect(m_list, &QTreeWidget::itemActivated, m_key, [this] { m_key->setFocus(); });
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence& keys_pressed) {
        // One press is a key here, sequences of several are not.
        if (keys_pressed.count() > 1) m_key->setKeySequence(QKeySequence(keys_pressed[0]));
        showCurrent();
    });
    connect(m_set, &QPushButton::clicked, this, [this] { report(m_keys.setKeys(*current(), {m_key->keySequence()})); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        KeyMap::Keys wanted = current()->shortcuts();
        if (!wanted.contains(m_key->keySequence())) wanted.append(m_key->keySequence());
        report(m_keys.setKeys(*current(), wanted));
    });
    connect(m_clear, &QPushButton::clicked, this, [this] { report(m_keys.setKeys(*current(), {})); });
    connect(m_usual, &QPushButton::clicked, this,
            [this] { report(m_keys.setKeys(*current(), m_keys.usualKeys(*current()))); });
    connect(&m_keys, &KeyMap::fileDone, this, &KeysDialog::report);
    fill();
    m_search->setFocus();
}

QAction* KeysDialog::current() const {
    const QTreeWidgetItem* item = m_list->currentItem();
    return item && !item->isHidden() ? item->data(0, kActionRole).value<QAction*>() : nullptr;
}

void KeysDialog::fill() {
    for (const Actions::Group& group : m_actions.groups()) {
        QString menu = group.title;
        menu.remove(QLatin1Char('&'));
        for (QAction* action : group.actions) {
            if (!action) continue;
            auto* item =
                new QTreeWidgetItem(m_list, {QStringLiteral("%1: %2").arg(menu, plainText(*action)), keyText(*action)});
            item->setToolTip(0, action->statusTip());
            item->setData(0, kActionRole, QVariant::fromValue(action));
        }
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void KeysDialog::filter() {
    const QStringList words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_list->topLevelItem(i);
        const QString text = item->text(0) + QLatin1Char(' ') + item->text(1) + QLatin1Char(' ') + item->toolTip(0);
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
        item->setHidden(!fits);
        if (fits && !first) first = item;
    }
    m_list->setCurrentItem(first);
    showCurrent();
}

void KeysDialog::showCurrent() {
    const bool has_action = current() != nullptr;
    const bool has_key = has_action && !m_key->keySequence().isEmpty();
    m_set->setEnabled(has_key);
    m_add->setEnabled(has_key);
    m_clear->setEnabled(has_action && !current()->shortcuts().isEmpty());
    m_usual->setEnabled(has_action && current()->shortcuts() != m_keys.usualKeys(*current()));
}

void KeysDialog::report(const QString& why) {
    m_message->setText(why);
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_list->topLevelItem(i);
        item->setText(1, keyText(*item->data(0, kActionRole).value<QAction*>()));
    }
    if (why.isEmpty()) m_key->clear();
    showCurrent();
}

void KeysDialog::importFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Read keys"), {}, tr("Keys (*.json)"));
    if (!file.isEmpty()) m_keys.readFrom(file);
}

void KeysDialog::exportFile() {
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Write keys"), QStringLiteral("keys.json"), tr("Keys (*.json)"));
    if (!file.isEmpty()) m_keys.writeTo(file);
}

} // namespace soundmask
