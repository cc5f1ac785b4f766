#include "app/shell/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

#include "app/bridge/error_text.h"
#include "widgets/common/icons.h"
#include "widgets/common/key_names.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace {

constexpr int kWidth = 560;
constexpr int kObjectsHeight = 120;
const QString kFolderSetting = QStringLiteral("export/folder");
const QString kFormatSetting = QStringLiteral("export/format");

/// What rows of a person's own sheet are offered, by their command-line texts, and which of them are chosen at first.
struct OfferedRow {
    const char* text;
    bool chosen;
};
constexpr std::array kOfferedRows{OfferedRow{"picture", true},       OfferedRow{"sound", true},
                                  OfferedRow{"truth", true},         OfferedRow{"heatmap", false},
                                  OfferedRow{"points+boxes", false}, OfferedRow{"heatmap+points+boxes", true},
                                  OfferedRow{"mask", false},         OfferedRow{"mask+truth", true},
                                  OfferedRow{"objects", false},      OfferedRow{"objects+truth", true}};

QIcon swatch(const Rgb& colour) {
    QPixmap pixmap(14, 14);
    pixmap.fill(colourFromRgb(colour));
    return pixmap;
}

QLabel* wrappedLabel() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

QString exportFormatTitle(ExportFormat format) {
    switch (format) {
    case ExportFormat::Avsbench:
        return ExportDialog::tr("AVSBench masks");
    case ExportFormat::Davis:
        return ExportDialog::tr("DAVIS masks");
    case ExportFormat::Overlay:
        return ExportDialog::tr("Movie with sound");
    case ExportFormat::Sheet:
        return ExportDialog::tr("Case-study sheet");
    }
    return {};
}

QString exportFormatText(ExportFormat format) {
    switch (format) {
    case ExportFormat::Avsbench:
        return ExportDialog::tr("One grey picture for each second, NAME/NAME_1.png and so on. Overlap: a pixel is set "
                                "where any sounding object has it; silent and off-screen objects are left out.");
    case ExportFormat::Davis:
        return ExportDialog::tr("Palette pictures, a number for each object, with the frames as JPEG. Overlap: a pixel "
                                "belongs to one object; where several have it, the topmost gets it.");
    case ExportFormat::Overlay:
        return ExportDialog::tr("An MP4 with the layers painted over it; between key frames a mask is held for its "
                                "second. Overlap: the topmost object is painted last.");
    case ExportFormat::Sheet:
        return ExportDialog::tr("Frames side by side, layers below each other, spectrogram and scores, as PNG, SVG and "
                                "PDF. Overlap: the topmost object is painted last.");
    }
    return {};
}

QString exportSummary(const ExportReport& report) {
    QStringList parts{
        ExportDialog::tr("%n file(s) written and read back.", nullptr, static_cast<int>(report.files.size()))};
    if (!report.frames_without_mask.empty())
        parts.append(ExportDialog::tr("%n frame(s) have no mask and were left out.", nullptr,
                                      static_cast<int>(report.frames_without_mask.size())));
    for (const Warning& warning : report.warnings)
        parts.append(warningText(warning));
    return parts.join(QLatin1Char('\n'));
}

ExportDialog::ExportDialog(const Document& document, const ClipSession& session, MasksTransfer& transfer,
                           QWidget* parent)
    : QDialog(parent)
    , m_document(document)
    , m_session(session)
    , m_transfer(transfer)
    , m_pages(new QStackedWidget)
    , m_error(wrappedLabel())
    , m_progress(new QProgressBar)
    , m_buttons(new QDialogButtonBox) {
    setWindowTitle(tr("Export"));
    m_pages->addWidget(buildForm());
    m_pages->addWidget(buildSummary());
    m_progress->setRange(0, 1000);
    m_progress->hide();
    m_error->hide();
    m_export = m_buttons->addButton(tr("E&xport"), QDialogButtonBox::AcceptRole);
    m_cancel = m_buttons->addButton(tr("Cancel export"), QDialogButtonBox::ActionRole);
    m_open_folder = m_buttons->addButton(tr("Open folder"), QDialogButtonBox::ActionRole);
    auto* close = m_buttons->addButton(QDialogButtonBox::Close);
    m_export->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_pages);
    column->addWidget(m_error);
    column->addWidget(m_progress);
    column->addWidget(m_buttons);
    setMinimumWidth(kWidth);

    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_cancel, &QPushButton::clicked, &m_transfer, &MasksTransfer::cancelExport);
    connect(m_open_folder, &QPushButton::clicked, this, [this] { Q_EMIT openFolderRequested(m_written_to); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_transfer, &MasksTransfer::exportProgress, this, [this](double fraction, const QString& text) {
        m_progress->setValue(static_cast<int>(fraction * 1000.0));
        m_progress->setFormat(text.isEmpty() ? QStringLiteral("%p %") : text + QStringLiteral("  %p %"));
    });
    connect(&m_transfer, &MasksTransfer::exported, this, &ExportDialog::showReport);
    connect(&m_transfer, &MasksTransfer::exportFailed, this, &ExportDialog::showError);

    const QSettings settings;
    m_folder->setText(settings.value(kFolderSetting).toString());
    m_format->setCurrentIndex(std::max(0, m_format->findData(settings.value(kFormatSetting, 0).toInt())));
    fillObjects();
    formatChanged();
}

QWidget* ExportDialog::buildForm() {
    auto* form = new QWidget;
    auto* rows = m_form = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    m_format = new QComboBox;
    for (const ExportFormat format : allExportFormats())
        m_format->addItem(exportFormatTitle(format), static_cast<int>(format));
    m_explanation = wrappedLabel();
    m_explanation->setMinimumHeight(3 * m_explanation->fontMetrics().lineSpacing());
    m_explanation->setAlignment(Qt::AlignTop);
    rows->addRow(tr("&Format"), m_format);
    rows->addRow(QString(), m_explanation);

    m_clips = new QComboBox;
    m_clips->addItem(tr("This clip"));
    if (const auto clips = m_transfer.clipsWithObjects(); clips.size() > 1)
        m_clips->addItem(tr("All %n clips with objects", nullptr, static_cast<int>(clips.size())));
    rows->addRow(tr("&Clips"), m_clips);
    m_objects = new QListWidget;
    m_objects->setFixedHeight(kObjectsHeight);
    rows->addRow(tr("&Objects"), m_objects);

    m_frames = new QComboBox;
    m_frames->addItem(tr("Key frames, one a second"), static_cast<int>(FrameSelection::Which::KeyFrames));
    m_frames->addItem(tr("All frames with a mask"), static_cast<int>(FrameSelection::Which::Annotated));
    rows->addRow(tr("F&rames"), m_frames);
    m_range = new QCheckBox(tr("Only the marked range"));
    m_range->setEnabled(m_session.playback().range().has_value());
    KeyNames::setToolTip(*m_range, tr("Mark a range with {mark_in} and {mark_out}"));
    rows->addRow(QString(), m_range);

    m_layers = new QWidget;
    auto* layers = new QGridLayout(m_layers); // in two rows: German is longer
    layers->setContentsMargins(0, 0, 0, 0);
    m_masks = new QCheckBox(tr("Masks"));
    m_masks->setChecked(true);
    m_heat_map = new QCheckBox(tr("Heat map"));
    m_iso_lines = new QCheckBox(tr("Iso-lines"));
    m_prompts = new QCheckBox(tr("Points and boxes"));
    m_truth = new QCheckBox(tr("Ground truth"));
    int cell = 0;
    for (QCheckBox* box : {m_masks, m_heat_map, m_iso_lines, m_prompts, m_truth}) {
        layers->addWidget(box, cell / 3, cell % 3);
        ++cell;
    }
    rows->addRow(tr("Shown"), m_layers);

    m_template = new QComboBox;
    m_template->addItem(tr("Case study"), static_cast<int>(SheetTemplate::CaseStudy));
    m_template->addItem(tr("Heat maps"), static_cast<int>(SheetTemplate::HeatMaps));
    m_template->addItem(tr("Rows of your own"), static_cast<int>(SheetTemplate::Free));
    rows->addRow(tr("&Sheet"), m_template);
    m_sheet_rows = buildSheetRows();
    auto* rows_label = new QLabel(tr("Ro&ws"));
    rows_label->setBuddy(m_rows);
    rows->addRow(rows_label, m_sheet_rows);

    auto* place = new QHBoxLayout;
    m_folder = new QLineEdit;
    m_folder->setPlaceholderText(tr("Choose a folder"));
    auto* browse = new QPushButton(tr("Choose..."));
    browse->setAutoDefault(false);
    place->addWidget(m_folder, 1);
    place->addWidget(browse);
    auto* label = new QLabel(tr("Fo&lder"));
    label->setBuddy(m_folder);
    rows->addRow(label, place);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Export into folder"), m_folder->text());
        if (!folder.isEmpty()) m_folder->setText(folder);
    });
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::updateButtons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_template, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_rows, &QListWidget::itemChanged, this, &ExportDialog::updateButtons);
    connect(m_clips, &QComboBox::currentIndexChanged, this, [this] {
        m_objects->setEnabled(!isAllClips());
        m_range->setEnabled(!isAllClips() && m_session.playback().range().has_value());
        updateButtons();
    });
    connect(m_objects, &QListWidget::itemChanged, this, &ExportDialog::updateButtons);
    return form;
}

QWidget* ExportDialog::buildSheetRows() {
    auto* area = new QWidget;
    auto* line = new QHBoxLayout(area);
    line->setContentsMargins(0, 0, 0, 0);
    m_rows = new QListWidget;
    m_rows->setObjectName(QStringLiteral("sheet rows"));
    m_rows->setFixedHeight(kObjectsHeight);
    m_rows->setDragDropMode(QAbstractItemView::InternalMove);
    m_rows->setAccessibleName(tr("Rows of the sheet"));
    for (const OfferedRow& offered : kOfferedRows) {
        auto* item = new QListWidgetItem(freeRowsFromText(offered.text)->front().title(), m_rows);
        item->setData(Qt::UserRole, QString::fromLatin1(offered.text));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
        item->setCheckState(offered.chosen ? Qt::Checked : Qt::Unchecked);
    }
    m_rows->setCurrentRow(0);
    line->addWidget(m_rows, 1);
    auto* buttons = new QVBoxLayout;
    const auto add = [&](const QString& icon, const QString& name, int step) {
        auto* button = new QToolButton;
        button->setIcon(themedIcon(icon));
        button->setToolTip(name);
        button->setAccessibleName(name);
        connect(button, &QToolButton::clicked, this, [this, step] { moveSheetRow(step); });
        buttons->addWidget(button);
    };
    add(QStringLiteral("up"), tr("Move the row up"), -1);
    add(QStringLiteral("down"), tr("Move the row down"), 1);
    buttons->addStretch(1);
    line->addLayout(buttons);
    return area;
}

void ExportDialog::moveSheetRow(int step) {
    const int from = m_rows->currentRow(), to = from + step;
    if (from < 0 || to < 0 || to >= m_rows->count()) return;
    m_rows->insertItem(to, m_rows->takeItem(from));
    m_rows->setCurrentRow(to);
}

std::string ExportDialog::chosenSheetRows() const {
    QStringList rows;
    for (int row = 0; row < m_rows->count(); ++row)
        if (m_rows->item(row)->checkState() == Qt::Checked)
            rows.append(m_rows->item(row)->data(Qt::UserRole).toString());
    return rows.join(QLatin1Char(',')).toStdString();
}

QWidget* ExportDialog::buildSummary() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    m_summary = wrappedLabel();
    column->addWidget(m_summary);
    column->addStretch(1);
    return page;
}

void ExportDialog::fillObjects() {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const std::set<LayerId> usual = m_transfer.usualObjects(record->clip.id);
    const auto add = [&](const MaskLayer& layer, const QString& name) {
        auto* item = new QListWidgetItem(swatch(layer.colour), name, m_objects);
        item->setData(Qt::UserRole, QVariant::fromValue(static_cast<qlonglong>(layer.id.value)));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(usual.contains(layer.id) && layer.visible ? Qt::Checked : Qt::Unchecked);
    };
    // The topmost first, as in the list of objects.
    if (const auto result = m_transfer.resultLayer(record->clip.id))
        add(*result, tr("Result: %1").arg(QString::fromStdString(result->name)));
    for (auto layer = record->layers.rbegin(); layer != record->layers.rend(); ++layer) {
        if (layer->origin == LayerOrigin::GroundTruth) continue;
        const QString name = layer->name.empty() ? tr("Object") : QString::fromStdString(layer->name);
        add(*layer, layer->visible ? name : tr("%1 (hidden)").arg(name));
    }
    if (m_objects->count() == 0) {
        auto* none = new QListWidgetItem(tr("No objects yet. Paint one or run a method; movie and sheet work without."),
                                         m_objects);
        none->setFlags(Qt::NoItemFlags);
    }
    const bool has_truth = std::any_of(record->layers.begin(), record->layers.end(),
                                       [](const MaskLayer& layer) { return layer.origin == LayerOrigin::GroundTruth; });
    const bool has_result = !m_document.methodsWithResult(record->clip.id).empty();
    m_truth->setEnabled(has_truth);
    m_heat_map->setEnabled(has_result);
    m_iso_lines->setEnabled(has_result);
    m_prompts->setEnabled(has_result || !record->prompts.empty());
}

void ExportDialog::setFormat(ExportFormat format) {
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
}

void ExportDialog::setSheetTemplate(SheetTemplate form) {
    m_template->setCurrentIndex(m_template->findData(static_cast<int>(form)));
}

void ExportDialog::setFolder(const QString& folder) {
    m_folder->setText(folder);
}

bool ExportDialog::isAllClips() const {
    return m_clips->currentIndex() == 1;
}

void ExportDialog::formatChanged() {
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    m_explanation->setText(exportFormatText(format));
    const bool choosable = format == ExportFormat::Davis;
    if (!choosable) m_frames->setCurrentIndex(0);
    m_frames->setEnabled(choosable);
    const bool is_sheet = format == ExportFormat::Sheet;
    m_form->setRowVisible(m_layers, format == ExportFormat::Overlay);
    m_form->setRowVisible(m_template, is_sheet);
    m_form->setRowVisible(m_sheet_rows,
                          is_sheet && m_template->currentData().toInt() == static_cast<int>(SheetTemplate::Free));
    updateButtons();
}

ExportSettings ExportDialog::settings() const {
    ExportSettings settings;
    settings.format = static_cast<ExportFormat>(m_format->currentData().toInt());
    settings.folder = std::filesystem::path(m_folder->text().trimmed().toStdU16String());
    settings.frames.which = static_cast<FrameSelection::Which>(m_frames->currentData().toInt());
    if (m_range->isEnabled() && m_range->isChecked()) {
        const TimeSpan range = *m_session.playback().range();
        const ClipTiming& timing = m_session.playback().timing();
        settings.frames.first = timing.frameAt(range.begin_s);
        settings.frames.last = timing.frameAt(range.end_s);
    }
    settings.sheet = static_cast<SheetTemplate>(m_template->currentData().toInt());
    if (settings.sheet.form == SheetTemplate::Free)
        if (auto rows = freeRowsFromText(chosenSheetRows())) settings.sheet.rows = std::move(*rows);
    settings.layers = {};
    settings.layers.set(LayerKind::Masks, m_masks->isChecked());
    settings.layers.set(LayerKind::HeatMap, m_heat_map->isChecked());
    settings.layers.set(LayerKind::IsoLines, m_iso_lines->isChecked());
    settings.layers.set(LayerKind::Points, m_prompts->isChecked());
    settings.layers.set(LayerKind::Boxes, m_prompts->isChecked());
    settings.layers.set(LayerKind::GroundTruth, m_truth->isChecked());
    return settings;
}

std::set<LayerId> ExportDialog::objects() const {
    std::set<LayerId> objects;
    for (int row = 0; row < m_objects->count(); ++row)
        if (m_objects->item(row)->checkState() == Qt::Checked)
            objects.insert(LayerId{m_objects->item(row)->data(Qt::UserRole).toLongLong()});
    return objects;
}

void ExportDialog::updateButtons() {
    const bool running = m_transfer.isExporting();
    const bool is_form = m_pages->currentIndex() == 0;
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    const bool needs_objects = format == ExportFormat::Avsbench || format == ExportFormat::Davis;
    const bool has_rows = format != ExportFormat::Sheet || !chosenSheetRows().empty() ||
                          m_template->currentData().toInt() != static_cast<int>(SheetTemplate::Free);
    const bool has_content = has_rows && (isAllClips() || !needs_objects || !objects().empty());
    m_pages->setEnabled(!running);
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_export->setVisible(is_form && !running);
    m_export->setEnabled(has_content && !m_folder->text().trimmed().isEmpty() && m_session.hasClip());
    m_export->setToolTip(!has_rows     ? tr("Choose a row of the sheet")
                         : has_content ? QString()
                                       : tr("Choose an object; paint one or run a method first"));
    m_open_folder->setVisible(!is_form);
}

void ExportDialog::start() {
    if (!m_session.hasClip() || m_transfer.isExporting()) return;
    const ExportSettings chosen = settings();
    QSettings stored;
    stored.setValue(kFolderSetting, m_folder->text());
    stored.setValue(kFormatSetting, static_cast<int>(chosen.format));
    std::vector<ExportClip> clips;
    if (isAllClips()) {
        for (const ClipId clip : m_transfer.clipsWithObjects())
            clips.push_back(m_transfer.content(clip, m_transfer.usualObjects(clip)));
    } else {
        clips.push_back(m_transfer.content(m_session.current(), objects()));
    }
    m_error->hide();
    m_progress->setValue(0);
    m_transfer.exportClips(std::move(clips), chosen);
    updateButtons();
}

void ExportDialog::showReport(const QString& folder, const ExportReport& report) {
    m_written_to = folder;
    m_summary->setText(
        QStringLiteral("<b>%1</b><br><br>%2<br><br>%3")
            .arg(tr("Exported to %1").arg(folder).toHtmlEscaped(),
                 exportSummary(report).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")),
                 exportFormatText(report.format).toHtmlEscaped()));
    m_pages->setCurrentIndex(1);
    updateButtons();
    m_open_folder->setFocus();
}

void ExportDialog::showError(const Error& error) {
    const ErrorText text = errorText(error);
    m_error->setText(
        error.code == ErrorCode::Cancelled
            ? tr("Cancelled. Files that were written before stay.")
            : QStringLiteral("<b>%1</b><br>%2").arg(text.title.toHtmlEscaped(), text.remedy.toHtmlEscaped()));
    m_error->show();
    updateButtons();
}

} // namespace soundmask
