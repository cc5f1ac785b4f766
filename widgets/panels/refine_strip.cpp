#include "widgets/panels/refine_strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <array>

namespace soundmask {

namespace {

constexpr int kSliderWidth = 180;

struct OperationText {
    RefineOperation operation;
    QString title;
    int lowest;
    int highest;
    int first; ///< the amount it begins with
    QString suffix;
};

const std::array<OperationText, 6>& operations() {
    static const std::array<OperationText, 6> all{{
        {RefineOperation::Grow, RefineStrip::tr("Grow by"), 1, 100, 2, RefineStrip::tr(" px")},
        {RefineOperation::Shrink, RefineStrip::tr("Shrink by"), 1, 100, 2, RefineStrip::tr(" px")},
        {RefineOperation::Smooth, RefineStrip::tr("Smooth over"), 1, 100, 6, RefineStrip::tr(" px")},
        {RefineOperation::FillHoles, RefineStrip::tr("Fill holes"), 0, 0, 0, {}},
        {RefineOperation::RemoveIslands, RefineStrip::tr("Remove islands below"), 2, 10000, 50, RefineStrip::tr(" px")},
        {RefineOperation::HeatMap, RefineStrip::tr("Heat map from"), 1, 99, 50, RefineStrip::tr(" %")},
    }};
    return all;
}

const OperationText& textOf(RefineOperation operation) {
    return operations()[static_cast<std::size_t>(operation)];
}

bool isAcceptKey(int key) {
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

RefineStrip::RefineStrip(QWidget* parent)
    : QWidget(parent)
    , m_operation(new QComboBox)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_amount(new QSpinBox)
    , m_outcome(new QLabel)
    , m_accept(new QPushButton(tr("Accept"))) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 12, 2);
    row->setSpacing(8);
    for (const OperationText& text : operations()) {
        m_operation->addItem(text.title);
        m_last_amount[text.operation] = text.first;
    }
    m_operation->setAccessibleName(tr("What to do to the mask"));
    row->addWidget(m_operation);
    m_slider->setFixedWidth(kSliderWidth);
    m_slider->setAccessibleName(tr("How much"));
    row->addWidget(m_slider);
    m_amount->setAccessibleName(tr("How much"));
    row->addWidget(m_amount);
    m_outcome->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_outcome, 1);
    auto* drop = new QPushButton(tr("Cancel"));
    m_accept->setToolTip(tr("Make the preview the mask (Enter)"));
    drop->setToolTip(tr("Leave the mask as it is (Esc)"));
    row->addWidget(m_accept);
    row->addWidget(drop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Refine mask"));

    connect(m_operation, &QComboBox::currentIndexChanged, this, [this] {
        showOperation();
        Q_EMIT changed();
    });
    connect(m_slider, &QSlider::valueChanged, m_amount, &QSpinBox::setValue);
    connect(m_amount, &QSpinBox::valueChanged, this, [this](int amount) {
        m_last_amount[operation()] = amount;
        const QSignalBlocker blocker(m_slider);
        m_slider->setValue(amount);
        Q_EMIT changed();
    });
    connect(m_accept, &QPushButton::clicked, this, &RefineStrip::accepted);
    connect(drop, &QPushButton::clicked, this, &RefineStrip::dropped);
    showOperation();
}

void RefineStrip::begin(RefineOperation operation) {
    {
        const QSignalBlocker blocker(m_operation);
        m_operation->setCurrentIndex(static_cast<int>(operation));
    }
    showOperation();
    show();
    m_amount->isVisibleTo(this) ? m_amount->setFocus() : m_accept->setFocus();
    m_amount->selectAll();
    Q_EMIT changed();
}

RefineOperation RefineStrip::operation() const {
    return operations()[static_cast<std::size_t>(m_operation->currentIndex())].operation;
}

int RefineStrip::amount() const {
    return m_amount->value();
}

void RefineStrip::setAmount(int amount) {
    m_amount->setValue(amount);
}

void RefineStrip::setOutcome(const QString& text) {
    m_outcome->setText(text);
}

QString RefineStrip::outcome() const {
    return m_outcome->text();
}

void RefineStrip::setAcceptable(bool acceptable) {
    m_accept->setEnabled(acceptable);
}

void RefineStrip::showOperation() {
    const OperationText& text = textOf(operation());
    const QSignalBlocker number(m_amount), slider(m_slider);
    const int amount = m_last_amount[text.operation];
    m_amount->setRange(text.lowest, text.highest);
    m_amount->setSuffix(text.suffix);
    m_amount->setValue(amount);
    // Islands are mostly specks: fine steps there, the number goes further.
    m_slider->setRange(text.lowest, text.operation == RefineOperation::RemoveIslands ? 1000 : text.highest);
    m_slider->setValue(amount);
    for (QWidget* widget : {static_cast<QWidget*>(m_amount), static_cast<QWidget*>(m_slider)})
        widget->setVisible(text.highest > 0);
}

bool RefineStrip::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // Enter and Esc mean the preview here, not running or cancelling a method.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (isAcceptKey(key) || key == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void RefineStrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT dropped();
    else if (isAcceptKey(event->key()) && m_accept->isEnabled())
        Q_EMIT accepted();
    else
        QWidget::keyPressEvent(event);
}

} // namespace soundmask
