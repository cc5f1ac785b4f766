#include "widgets/panels/parameter_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

namespace soundmask {

namespace {

constexpr int kSliderSteps = 1000;
/// Enough for what methods take; more digits only make fields wide.
constexpr int kMostDecimals = 6;
constexpr double kUnbounded = 1e9;
constexpr int kNumberWidth = 80;

/// The value by which a method is asked to choose itself.
const QLatin1String kAutomatic("auto");

bool hasRange(const ParameterDescriptor& parameter) {
    return parameter.maximum > parameter.minimum && std::isfinite(parameter.minimum) &&
           std::isfinite(parameter.maximum);
}

/// Decimals that \p text is written with.
int decimalsOf(const QString& text) {
    const auto point = text.indexOf(QLatin1Char('.'));
    return point < 0 ? 0 : static_cast<int>(text.size() - point - 1);
}

int clampedToInt(double value) {
    return static_cast<int>(
        std::clamp(value, double(std::numeric_limits<int>::min()), double(std::numeric_limits<int>::max())));
}

} // namespace

ParameterEditor::ParameterEditor(ParameterDescriptor parameter, QWidget* parent)
    : QWidget(parent)
    , m_parameter(std::move(parameter)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_row = new QHBoxLayout;
    m_row->setSpacing(8);
    column->addLayout(m_row);
    makeField();
    const QString tip = m_parameter.default_value.isEmpty()
                            ? m_parameter.meaning
                            : tr("%1\nDefault: %2").arg(m_parameter.meaning, shownDefault());
    setToolTip(tip);
    const QString name = m_parameter.title.isEmpty() ? m_parameter.key : m_parameter.title;
    for (QWidget* field : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        field->setAccessibleName(name);
        field->setAccessibleDescription(m_parameter.meaning);
        field->setToolTip(tip);
    }
    for (QWidget* field : std::initializer_list<QWidget*>{m_switch, m_integer, m_real, m_choice, m_text}) {
        if (field == nullptr) continue;
        setFocusProxy(field);
        // The wheel scrolls the panel; it must not change a value on its way.
        field->setFocusPolicy(Qt::StrongFocus);
    }
    setValue(m_parameter.default_value);
}

QString ParameterEditor::shownDefault() const {
    if (m_switch) return m_parameter.default_value == QLatin1String("true") ? tr("on") : tr("off");
    if (m_choice) return m_choice->itemText(m_choice->findData(m_parameter.default_value));
    return m_parameter.default_value == kAutomatic ? tr("auto") : m_parameter.default_value;
}

void ParameterEditor::makeField() {
    const auto tell = [this] {
        if (!m_is_setting) Q_EMIT changed();
    };
    switch (m_parameter.type) {
    case ParameterDescriptor::Type::Boolean: {
        m_switch = new QCheckBox(tr("on"));
        m_row->addWidget(m_switch);
        connect(m_switch, &QAbstractButton::toggled, this, tell);
        break;
    }
    case ParameterDescriptor::Type::Integer:
        makeInteger();
        connect(m_integer, &QSpinBox::valueChanged, this, tell);
        break;
    case ParameterDescriptor::Type::Real:
        makeReal();
        connect(m_real, &QDoubleSpinBox::valueChanged, this, tell);
        break;
    case ParameterDescriptor::Type::Choice:
        m_choice = new QComboBox;
        for (qsizetype i = 0; i < m_parameter.choices.size(); ++i)
            m_choice->addItem(m_parameter.choice_titles.value(i, m_parameter.choices[i]), m_parameter.choices[i]);
        m_choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_row->addWidget(m_choice);
        connect(m_choice, &QComboBox::currentIndexChanged, this, tell);
        break;
    case ParameterDescriptor::Type::Text:
        m_text = new QLineEdit;
        m_row->addWidget(m_text);
        connect(m_text, &QLineEdit::textChanged, this, tell);
        break;
    }
}

void ParameterEditor::makeInteger() {
    m_integer = new QSpinBox;
    m_integer->setAlignment(Qt::AlignRight);
    m_integer->setFixedWidth(kNumberWidth);
    if (hasRange(m_parameter))
        m_integer->setRange(clampedToInt(m_parameter.minimum), clampedToInt(m_parameter.maximum));
    else
        m_integer->setRange(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    QSlider* slider = addSliderAndField(m_integer);
    if (slider == nullptr) return;
    connect(m_integer, &QSpinBox::valueChanged, slider, [this, slider](int value) { showOn(slider, value); });
    connect(slider, &QSlider::valueChanged, this,
            [this](int step) { m_integer->setValue(static_cast<int>(std::lround(valueAt(step)))); });
}

void ParameterEditor::makeReal() {
    m_real = new QDoubleSpinBox;
    m_real->setAlignment(Qt::AlignRight);
    m_real->setFixedWidth(kNumberWidth);
    const double span = hasRange(m_parameter) ? m_parameter.maximum - m_parameter.minimum : kUnbounded;
    const int for_step = span <= 2.0 ? 2 : span <= 20.0 ? 1 : 0;
    m_real->setDecimals(std::clamp(std::max(decimalsOf(m_parameter.default_value), for_step), 0, kMostDecimals));
    m_real->setRange(hasRange(m_parameter) ? m_parameter.minimum : -kUnbounded,
                     hasRange(m_parameter) ? m_parameter.maximum : kUnbounded);
    m_real->setSingleStep(std::pow(10.0, -for_step) * (span <= 2.0 ? 5.0 : 1.0));
    if (m_parameter.default_value == kAutomatic) { // one step below the least number
        m_real->setMinimum(m_real->minimum() - m_real->singleStep());
        m_real->setSpecialValueText(tr("auto"));
        m_taken = new QLabel;
        m_taken->setAlignment(Qt::AlignRight);
        m_taken->setForegroundRole(QPalette::PlaceholderText);
        layout()->addWidget(m_taken);
        m_taken->hide();
        connect(m_real, &QDoubleSpinBox::valueChanged, this, &ParameterEditor::showTaken);
    }
    QSlider* slider = addSliderAndField(m_real);
    if (slider == nullptr) return;
    connect(m_real, &QDoubleSpinBox::valueChanged, slider, [this, slider](double value) { showOn(slider, value); });
    connect(slider, &QSlider::valueChanged, this, [this](int step) { m_real->setValue(valueAt(step)); });
}

QSlider* ParameterEditor::addSliderAndField(QWidget* field) {
    if (!hasRange(m_parameter)) {
        m_row->addStretch(1);
        m_row->addWidget(field);
        return nullptr;
    }
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, kSliderSteps);
    slider->setFocusPolicy(Qt::NoFocus); // the field beside it does the same by keys
    slider->setMinimumWidth(32); // in a narrow dock the field beside it would be cut
    m_row->addWidget(slider, 1);
    m_row->addWidget(field);
    return slider;
}

double ParameterEditor::valueAt(int step) const {
    return m_parameter.minimum + (m_parameter.maximum - m_parameter.minimum) * step / double(kSliderSteps);
}

void ParameterEditor::showOn(QSlider* slider, double value) const {
    const QSignalBlocker block(slider);
    const double share = (value - m_parameter.minimum) / (m_parameter.maximum - m_parameter.minimum);
    slider->setValue(static_cast<int>(std::lround(share * kSliderSteps)));
}

QString ParameterEditor::value() const {
    if (m_switch) return m_switch->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    if (m_integer) return QString::number(m_integer->value());
    if (m_real && !m_real->specialValueText().isEmpty() && m_real->value() == m_real->minimum()) return kAutomatic;
    if (m_real) return QString::number(m_real->value(), 'g', 10);
    if (m_choice) return m_choice->currentData().toString();
    return m_text->text();
}

bool ParameterEditor::setValue(const QString& value) {
    const QScopedValueRollback guard(m_is_setting, true);
    bool ok = true;
    if (m_switch) {
        ok = value == QLatin1String("true") || value == QLatin1String("false");
        if (ok) m_switch->setChecked(value == QLatin1String("true"));
    } else if (m_integer) {
        const int number = value.toInt(&ok);
        ok = ok && number >= m_integer->minimum() && number <= m_integer->maximum();
        if (ok) m_integer->setValue(number);
    } else if (m_real && value == kAutomatic) {
        ok = !m_real->specialValueText().isEmpty();
        if (ok) m_real->setValue(m_real->minimum());
    } else if (m_real) {
        const double number = value.toDouble(&ok);
        ok = ok && number >= m_real->minimum() && number <= m_real->maximum();
        if (ok) m_real->setDecimals(std::clamp(std::max(m_real->decimals(), decimalsOf(value)), 0, kMostDecimals));
        if (ok) m_real->setValue(number);
    } else if (m_choice) {
        const int index = m_choice->findData(value);
        ok = index >= 0;
        if (ok) m_choice->setCurrentIndex(index);
    } else {
        m_text->setText(value);
    }
    return ok;
}

void ParameterEditor::setTaken(const QString& taken) {
    if (taken == m_taken_value) return;
    m_taken_value = taken;
    showTaken();
}

void ParameterEditor::showTaken() {
    if (!m_taken) return;
    m_taken->setText(tr("on this frame: %1").arg(m_taken_value));
    m_taken->setVisible(!m_taken_value.isEmpty() && value() == kAutomatic);
}

bool ParameterEditor::isDefault() const {
    if (m_real && m_parameter.default_value != kAutomatic) {
        // "0.50" and "0.5" are the same number.
        bool ok = false;
        const double number = m_parameter.default_value.toDouble(&ok);
        return ok && std::abs(m_real->value() - number) < std::pow(10.0, -kMostDecimals - 1);
    }
    return value() == m_parameter.default_value;
}

} // namespace soundmask
