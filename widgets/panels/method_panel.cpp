#include "widgets/panels/method_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/icon_label.h"
#include "widgets/common/icons.h"
#include "widgets/common/key_names.h"
#include "widgets/panels/parameter_editor.h"

namespace soundmask {

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kMark = 16;

QLabel* wrappedLabel(QPalette::ColorRole role) {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setForegroundRole(role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// \p text with a mark before its first line.
QWidget* markedRow(const QString& icon, QLabel* text) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* mark = new IconLabel(kMark);
    mark->setIcon(icon);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    return row;
}

} // namespace

MethodPanel::MethodPanel(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Method"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeDescription());
    column->addWidget(scroll, 1);
    column->addWidget(makeControls());

    connect(m_method_box, &QComboBox::currentIndexChanged, this, [this] {
        if (!isBusy()) setState(State::Idle); // how another method ended
        showMethod();
        Q_EMIT methodChanged(currentMethod());
    });
    showMethod();
    setState(State::Idle);
}

QWidget* MethodPanel::makeDescription() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 8);
    column->setSpacing(8);

    m_method_box = new QComboBox;
    m_method_box->setAccessibleName(tr("Method"));
    m_method_box->setToolTip(tr("How masks are found"));
    m_method_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    column->addWidget(m_method_box);
    m_summary = wrappedLabel(QPalette::WindowText);
    column->addWidget(m_summary);
    m_unavailable = wrappedLabel(QPalette::WindowText);
    m_unavailable_row = markedRow(QStringLiteral("warning"), m_unavailable);
    column->addWidget(m_unavailable_row);
    m_remedy = new QPushButton;
    m_remedy->setObjectName(QStringLiteral("remedy"));
    connect(m_remedy, &QPushButton::clicked, this, [this] { Q_EMIT remedyRequested(currentMethod()); });
    column->addWidget(m_remedy, 0, Qt::AlignLeft);
    m_test_weights = new QCheckBox(tr("Use test weights"));
    m_test_weights->setObjectName(QStringLiteral("test_weights"));
    m_test_weights->setToolTip(tr("Run without model files, with weights made by a formula"));
    connect(m_test_weights, &QCheckBox::clicked, this, &MethodPanel::testWeightsWanted);
    column->addWidget(m_test_weights);
    auto* note = wrappedLabel(QPalette::WindowText);
    note->setText(tr("Test weights show how the method works and how long it takes; what it finds means nothing."));
    m_test_note = markedRow(QStringLiteral("warning"), note);
    column->addWidget(m_test_note);
    column->addSpacing(4);

    m_form_host = new QWidget;
    m_form = new QFormLayout(m_form_host);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    column->addWidget(m_form_host);
    m_reset = new QPushButton(themedIcon(QStringLiteral("reset")), tr("Back to defaults"));
    m_reset->setToolTip(tr("All parameters of this method get their default values"));
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_values.remove(currentMethod());
        showMethod();
        Q_EMIT optionsChanged();
    });
    column->addWidget(m_reset, 0, Qt::AlignLeft);
    column->addSpacing(4);
    m_limits = wrappedLabel(QPalette::PlaceholderText);
    column->addWidget(markedRow(QStringLiteral("info"), m_limits));
    m_needs = wrappedLabel(QPalette::PlaceholderText);
    m_needs->setIndent(kMark + 8); // in line with the text above
    column->addWidget(m_needs);
    column->addStretch(1);
    return page;
}

QWidget* MethodPanel::makeControls() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);

    m_scope_box = new QComboBox;
    m_scope_box->addItem(tr("All key frames"), static_cast<int>(Scope::AllKeyFrames));
    m_scope_box->addItem(tr("This frame"), static_cast<int>(Scope::ThisFrame));
    m_scope_box->setAccessibleName(tr("Which frames"));
    m_scope_box->setToolTip(tr("Which frames the method runs on"));
    m_run = new QPushButton(tr("Run"));
    m_run->setObjectName(QStringLiteral("run"));
    m_run->setProperty("primary", true);
    m_cancel = new QPushButton(tr("Cancel"));
    KeyNames::setToolTip(*m_cancel, tr("Stop; frames that are done are kept ({cancel})"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_scope_box, 1);
    row->addWidget(m_run);
    row->addWidget(m_cancel);
    // One of them is there at a time: the panel must not become wider with the other.
    const int width = std::max(m_run->sizeHint().width(), m_cancel->sizeHint().width());
    m_run->setMinimumWidth(width);
    m_cancel->setMinimumWidth(width);
    column->addLayout(row);

    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("Progress"));
    // Its place stays when it is hidden, so that Run does not jump away from the mouse.
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    column->addWidget(m_progress);
    m_status_icon = new IconLabel(kMark);
    m_status = wrappedLabel(QPalette::PlaceholderText);
    m_status->setMinimumHeight(m_status->fontMetrics().height());
    auto* status_row = new QHBoxLayout;
    status_row->setSpacing(8);
    status_row->addWidget(m_status_icon, 0, Qt::AlignTop);
    status_row->addWidget(m_status, 1);
    column->addLayout(status_row);

    connect(m_run, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(currentMethod(), options(), scope()); });
    connect(m_cancel, &QPushButton::clicked, this, &MethodPanel::cancelRequested);
    return box;
}

void MethodPanel::setMethods(QVector<MethodDescriptor> methods) {
    const QString before = currentMethod();
    m_methods = std::move(methods);
    {
        const QSignalBlocker block(m_method_box);
        m_method_box->clear();
        for (const MethodDescriptor& method : m_methods) {
            m_method_box->addItem(method.title.isEmpty() ? method.name : method.title, method.name);
            m_method_box->setItemData(m_method_box->count() - 1, method.summary, Qt::ToolTipRole);
        }
        m_method_box->setCurrentIndex(std::max(0, m_method_box->findData(before)));
    }
    showMethod();
    if (currentMethod() != before) Q_EMIT methodChanged(currentMethod());
}

void MethodPanel::setCurrentMethod(const QString& name) {
    const int index = m_method_box->findData(name);
    if (index >= 0) m_method_box->setCurrentIndex(index);
}

QString MethodPanel::currentMethod() const {
    return m_method_box->currentData().toString();
}

const MethodDescriptor* MethodPanel::current() const {
    const QString name = currentMethod();
    const auto found = std::find_if(m_methods.begin(), m_methods.end(),
                                    [&](const MethodDescriptor& method) { return method.name == name; });
    return found == m_methods.end() ? nullptr : &*found;
}

QMap<QString, QString> MethodPanel::options() const {
    QMap<QString, QString> options;
    for (const ParameterEditor* editor : m_editors)
        options.insert(editor->parameter().key, editor->value());
    return options;
}

void MethodPanel::setOptions(const QMap<QString, QString>& options) {
    for (ParameterEditor* editor : m_editors) {
        const auto option = options.find(editor->parameter().key);
        if (option != options.end() && editor->setValue(*option)) keepValue(*editor);
    }
    updateButtons();
}

void MethodPanel::setTaken(const QMap<QString, QString>& taken) {
    m_taken = taken;
    for (ParameterEditor* editor : m_editors)
        editor->setTaken(taken.value(editor->parameter().key));
}

MethodPanel::Scope MethodPanel::scope() const {
    return static_cast<Scope>(m_scope_box->currentData().toInt());
}

void MethodPanel::setScope(Scope scope) {
    m_scope_box->setCurrentIndex(m_scope_box->findData(static_cast<int>(scope)));
}

void MethodPanel::setRunnable(bool runnable, const QString& reason) {
    m_runnable = runnable;
    m_not_runnable_reason = reason;
    updateButtons();
}

void MethodPanel::setState(State state, const QString& text, double progress) {
    m_state = state;
    m_progress->setVisible(isBusy());
    const bool is_known = progress >= 0.0;
    m_progress->setRange(0, is_known ? kProgressSteps : 0);
    if (is_known) m_progress->setValue(static_cast<int>(std::min(1.0, progress) * kProgressSteps));
    m_status_icon->setIcon(state == State::Failed ? QStringLiteral("warning")
                           : state == State::Done ? QStringLiteral("check")
                                                  : QString());
    m_status_icon->setVisible(state == State::Failed || state == State::Done);
    m_status->setForegroundRole(state == State::Failed ? QPalette::WindowText : QPalette::PlaceholderText);
    m_status->setText(text);
    updateButtons();
}

void MethodPanel::showMethod() {
    for (ParameterEditor* editor : m_editors)
        m_form->removeRow(editor);
    m_editors.clear();
    const MethodDescriptor* method = current();
    m_summary->setText(method ? method->summary : tr("No methods are known."));
    m_limits->setText(method ? method->limits : QString());
    m_limits->parentWidget()->setVisible(method && !method->limits.isEmpty());
    m_needs->setText(method && !method->needs.isEmpty() ? tr("Needs: %1").arg(method->needs) : QString());
    m_needs->setVisible(!m_needs->text().isEmpty());
    m_unavailable->setText(method ? method->unavailable : QString());
    m_unavailable_row->setVisible(method && !method->unavailable.isEmpty());
    m_remedy->setText(method ? method->remedy : QString());
    m_remedy->setVisible(method && !method->unavailable.isEmpty() && !method->remedy.isEmpty());
    showTestWeights();
    const QMap<QString, QString> kept = m_values.value(currentMethod());
    for (const ParameterDescriptor& parameter : method ? method->parameters : QVector<ParameterDescriptor>()) {
        auto* editor = new ParameterEditor(parameter);
        if (const auto value = kept.find(parameter.key); value != kept.end()) editor->setValue(*value);
        editor->setTaken(m_taken.value(parameter.key));
        auto* label = new QLabel(parameter.title.isEmpty() ? parameter.key : parameter.title);
        label->setToolTip(editor->toolTip());
        label->setBuddy(editor);
        m_form->addRow(label, editor);
        m_editors.push_back(editor);
        connect(editor, &ParameterEditor::changed, this, [this, editor] {
            keepValue(*editor);
            updateButtons();
            Q_EMIT optionsChanged();
        });
    }
    updateButtons();
}

void MethodPanel::showTestWeights() {
    const MethodDescriptor* method = current();
    const bool is_on = method && method->uses_test_weights;
    m_test_weights->setVisible(is_on || (method && method->lacks_weights));
    m_test_weights->setChecked(is_on);
    m_test_note->setVisible(is_on);
}

void MethodPanel::keepValue(const ParameterEditor& editor) {
    m_values[currentMethod()][editor.parameter().key] = editor.value();
}

void MethodPanel::updateButtons() {
    const MethodDescriptor* method = current();
    const bool is_available = method && method->unavailable.isEmpty();
    m_run->setVisible(!isBusy());
    m_run->setEnabled(is_available && m_runnable);
    KeyNames::setToolTip(*m_run, !m_runnable && !m_not_runnable_reason.isEmpty() ? m_not_runnable_reason
                                 : method && !is_available
                                     ? method->unavailable
                                     : tr("Run the method ({run_frame} this frame; {run_all} all key frames)"));
    m_cancel->setVisible(isBusy());
    m_cancel->setEnabled(m_state != State::Cancelling);
    // A run keeps the options it started with.
    m_method_box->setEnabled(!isBusy() && !m_methods.isEmpty());
    m_test_weights->setEnabled(!isBusy());
    m_scope_box->setEnabled(!isBusy());
    m_form_host->setEnabled(!isBusy());
    m_form_host->setVisible(!m_editors.empty());
    m_reset->setVisible(!m_editors.empty());
    m_reset->setEnabled(!isBusy() && std::any_of(m_editors.begin(), m_editors.end(),
                                                 [](const ParameterEditor* editor) { return !editor->isDefault(); }));
}

} // namespace soundmask
