#include "app/shell/segmenter_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>

#include <array>

namespace soundmask {

namespace {

using nn::SamVariant;

const QString kFolderSetting = QStringLiteral("segmenter/folder");
constexpr std::array kVariants{SamVariant::Mobile, SamVariant::VitB, SamVariant::VitL, SamVariant::VitH};

QString describe(SamVariant variant) {
    switch (variant) {
    case SamVariant::Mobile:
        return SegmenterDialog::tr("%1: seconds a frame on a processor").arg(segmenterName(variant));
    case SamVariant::VitB:
        return SegmenterDialog::tr("%1: about ten seconds a frame on a processor").arg(segmenterName(variant));
    case SamVariant::VitL:
        return SegmenterDialog::tr("%1: large, slow without a graphics card").arg(segmenterName(variant));
    case SamVariant::VitH:
        break;
    }
    return SegmenterDialog::tr("%1: the largest, very slow without a graphics card").arg(segmenterName(variant));
}

} // namespace

SegmenterDialog::SegmenterDialog(const SegmenterChoice& choice, QWidget* parent)
    : QDialog(parent)
    , m_variant(new QComboBox)
    , m_from_file(new QRadioButton(tr("&Weight file")))
    , m_test(new QRadioButton(tr("&Test weights: show how it works; masks mean nothing")))
    , m_file(new QLineEdit)
    , m_browse(new QPushButton(tr("&Browse...")))
    , m_advice(new QLabel) {
    setWindowTitle(tr("Choose SAM weights"));
    for (const SamVariant variant : kVariants)
        m_variant->addItem(describe(variant), static_cast<int>(variant));
    m_file->setPlaceholderText(tr("An official file such as sam_vit_b_01ec64.pth or mobile_sam.pt"));
    m_file->setMinimumWidth(420);
    m_file->setAccessibleName(tr("Weight file"));
    m_advice->setWordWrap(true);

    auto* network = new QLabel(tr("&Network"));
    network->setBuddy(m_variant);
    auto* row = new QHBoxLayout;
    row->addWidget(m_file, 1);
    row->addWidget(m_browse);
    auto* form = new QFormLayout;
    form->addRow(network, m_variant);
    form->addRow(m_from_file, row);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_use = buttons->addButton(tr("&Use"), QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_test);
    column->addWidget(m_advice);
    column->addWidget(buttons);

    const auto& request = choice.request();
    if (request) setVariant(request->variant);
    if (request && request->weights) m_file->setText(QString::fromStdString(request->weights->string()));
    m_from_file->setChecked(!choice.hasTestWeights());
    m_test->setChecked(choice.hasTestWeights());
    connect(m_browse, &QPushButton::clicked, this, &SegmenterDialog::browse);
    connect(m_variant, &QComboBox::currentIndexChanged, this, &SegmenterDialog::findInstalled);
    connect(m_file, &QLineEdit::textEdited, this, [this] { setFile(m_file->text()); });
    connect(m_from_file, &QRadioButton::toggled, this, &SegmenterDialog::update);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    findInstalled();
}

void SegmenterDialog::findInstalled() {
    // What was typed or chosen stays.
    if (m_file->text() == m_installed) {
        m_installed = installedSegmenter(static_cast<SamVariant>(m_variant->currentData().toInt()));
        m_file->setText(m_installed);
    }
    update();
}

std::optional<nn::SegmenterRequest> SegmenterDialog::request() const {
    nn::SegmenterRequest request{static_cast<SamVariant>(m_variant->currentData().toInt()), std::nullopt};
    if (m_test->isChecked()) return request;
    if (!QFileInfo(m_file->text()).isFile()) return std::nullopt;
    request.weights = m_file->text().toStdString();
    return request;
}

void SegmenterDialog::setFile(const QString& path) {
    if (path != m_file->text()) m_file->setText(path);
    m_from_file->setChecked(true);
    if (const auto variant = segmenterOfFile(QFileInfo(path).fileName())) setVariant(*variant);
    update();
}

void SegmenterDialog::setTestWeights(bool test_weights) {
    (test_weights ? m_test : m_from_file)->setChecked(true);
}

void SegmenterDialog::setVariant(SamVariant variant) {
    m_variant->setCurrentIndex(m_variant->findData(static_cast<int>(variant)));
}

void SegmenterDialog::browse() {
    const QString file = QFileDialog::getOpenFileName(this, windowTitle(), QSettings().value(kFolderSetting).toString(),
                                                      tr("Weights (*.pth *.pt *.safetensors);;All files (*)"));
    if (file.isEmpty()) return;
    QSettings().setValue(kFolderSetting, QFileInfo(file).path());
    setFile(file);
}

void SegmenterDialog::update() {
    const bool from_file = m_from_file->isChecked();
    m_file->setEnabled(from_file);
    m_browse->setEnabled(from_file);
    m_use->setEnabled(request().has_value());
    if (!from_file)
        m_advice->setText(tr("Test weights are made by a formula. They show clicks, candidates and times as they will "
                             "be; what they mark is arbitrary."));
    else if (m_file->text().isEmpty())
        m_advice->setText(tr("Weights are not part of the program. The files are published by the authors of Segment "
                             "Anything and MobileSAM; what is imported under Models is found here."));
    else
        m_advice->setText(request() ? QString() : tr("There is no such file."));
}

} // namespace soundmask
