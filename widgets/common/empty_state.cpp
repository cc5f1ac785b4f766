#include "widgets/common/empty_state.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/icons.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {
constexpr int kIconSize = 48;
} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_shortcut(new QLabel(this)) {
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_shortcut->setForegroundRole(QPalette::PlaceholderText);
    m_icon->setAlignment(Qt::AlignHCenter);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addWidget(m_sentence);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addWidget(m_shortcut, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    connect(&KeyNames::instance(), &KeyNames::changed, this, &EmptyState::updateKey);
}

void EmptyState::setContent(const QString& icon, const QString& sentence, const QString& action, const QString& name) {
    m_icon_name = icon;
    updateIcon();
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    m_action_name = name;
    KeyNames::setToolTip(*m_button, name.isEmpty() ? action : QStringLiteral("%1 ({%2})").arg(action, name));
    updateKey();
}

void EmptyState::updateKey() {
    const QString key = KeyNames::instance().keyOf(m_action_name);
    m_shortcut->setText(key);
    m_shortcut->setVisible(!key.isEmpty() && !m_button->isHidden());
}

void EmptyState::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) updateIcon();
    QWidget::changeEvent(event);
}

void EmptyState::updateIcon() {
    if (!m_icon_name.isEmpty())
        m_icon->setPixmap(
            themedIcon(m_icon_name).pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF(), QIcon::Disabled));
}

} // namespace soundmask
