#include "app/shell/models_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "app/bridge/error_text.h"
#include "app/shell/message_banner.h"
#include "app/shell/model_texts.h"
#include "core/project/inference_request.h"
#include "widgets/common/icons.h"

namespace soundmask {

namespace {

using State = InstalledModel::State;

enum Column { kName, kState, kSize, kLicence, kColumns };
constexpr int kRowIndex = Qt::UserRole;
constexpr int kProgressSteps = 1000;
const QString kGeometrySetting = QStringLiteral("models/geometry");
const QString kImportSetting = QStringLiteral("models/import");

QString pathText(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

QString testTip() {
    return ModelsDialog::tr(
        "Compare the network with the reference's numbers, then load the file and run it on a drawn picture");
}

QString link(const std::string& url) {
    const QString text = QString::fromStdString(url).toHtmlEscaped();
    return QStringLiteral("<a href=\"%1\">%1</a>").arg(text);
}

} // namespace

ModelsDialog::ModelsDialog(ModelLibrary& library, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_messages(new MessageBanner)
    , m_table(new QTreeWidget)
    , m_details(new QLabel) {
    setWindowTitle(tr("Models"));
    setModal(false);
    ask = [this](const QString& question) {
        return QMessageBox::question(this, windowTitle(), question, QMessageBox::Yes | QMessageBox::Cancel,
                                     QMessageBox::Cancel) == QMessageBox::Yes;
    };
    ask_files = [this] {
        const QStringList files = QFileDialog::getOpenFileNames(
            this, tr("Import model files"), QSettings().value(kImportSetting).toString(), tr("Model files (*)"));
        if (!files.isEmpty()) QSettings().setValue(kImportSetting, QFileInfo(files.front()).path());
        return files;
    };

    m_table->setColumnCount(kColumns);
    m_table->setHeaderLabels({tr("Model"), tr("State"), tr("Size"), tr("Licence")});
    m_table->setAccessibleName(tr("Models"));
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(kName, QHeaderView::Stretch);
    for (int column : {kState, kSize, kLicence})
        m_table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_details->setOpenExternalLinks(true);
    m_details->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_details->setAccessibleName(tr("About this model"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addWidget(m_messages);
    column->addWidget(m_table, 1);
    column->addWidget(m_details);
    column->addWidget(makeControls());
    column->addWidget(makeFooter());
    m_details->setMinimumHeight(5 * m_details->fontMetrics().height()); // so that nothing jumps from row to row
    resize(940, 760);
    restoreGeometry(QSettings().value(kGeometrySetting).toByteArray());
    connect(this, &QDialog::finished, this, [this] { QSettings().setValue(kGeometrySetting, saveGeometry()); });

    connect(m_table, &QTreeWidget::currentItemChanged, this, [this] {
        updateDetails();
        updateButtons();
    });
    connect(m_table, &QTreeWidget::itemActivated, this, &ModelsDialog::activate);
    auto* remove_key = new QShortcut(QKeySequence::Delete, m_table);
    remove_key->setContext(Qt::WidgetShortcut);
    connect(remove_key, &QShortcut::activated, this, &ModelsDialog::removeCurrent);
    connect(&m_library, &ModelLibrary::changed, this, &ModelsDialog::fill);
    connect(&m_library, &ModelLibrary::workChanged, this, [this] {
        updateRows();
        updateButtons();
    });
    connect(&m_library, &ModelLibrary::failed, this, &ModelsDialog::showError);
    connect(&m_library, &ModelLibrary::imported, this, [this](const InstalledModel& model) {
        m_messages->show({MessageBanner::Kind::Note,
                          tr("Imported as %1").arg(QString::fromStdString(model.id())),
                          pathText(model.path),
                          {},
                          {},
                          QStringLiteral("imported")});
        showRole(model.role);
    });
    fill();
    m_library.refresh();
    m_table->setFocus();
}

QWidget* ModelsDialog::makeControls() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* work = new QHBoxLayout;
    m_progress = new QProgressBar;
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel = new QPushButton(tr("&Cancel"));
    m_cancel->setAutoDefault(false); // Enter in the table must not press it
    m_cancel->setToolTip(tr("Stop; what was downloaded is kept and continued the next time"));
    work->addWidget(m_progress, 1);
    work->addWidget(m_cancel);
    column->addLayout(work);

    const auto button = [](const char* icon, const QString& text, const QString& tip) {
        auto* made = new QPushButton(themedIcon(QString::fromLatin1(icon)), text);
        made->setToolTip(tip);
        made->setAutoDefault(false);
        return made;
    };
    m_download = button("down", tr("&Download..."), tr("Fetch the official file; asks first"));
    m_import = button("import", tr("&Import file..."), tr("Install a file you have; what it is is found out"));
    m_import_as = button("import", tr("Import &as this..."),
                         tr("Install a file you have as the selected model, where that cannot be found out"));
    m_verify = button("check", tr("&Verify"), tr("Read the whole file and compare it with the published hash"));
    m_test = button("run", tr("&Test"), testTip());
    m_use = button("model", tr("&Use this one"), tr("Methods and tools take this one from now on"));
    m_remove = button("delete", tr("&Remove..."), tr("Delete the file (Del)"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton* each : {m_download, m_import, m_import_as, m_verify, m_test, m_use, m_remove})
        row->addWidget(each);
    row->addStretch(1);
    column->addLayout(row);
    m_reference = new QCheckBox(tr("&Leave imported files where they are"));
    m_reference->setToolTip(tr("Saves room: the file is used from its folder and must stay there"));
    column->addWidget(m_reference);

    connect(m_cancel, &QPushButton::clicked, this, [this] { m_library.cancel(shownWork()); });
    connect(m_download, &QPushButton::clicked, this, &ModelsDialog::download);
    connect(m_import, &QPushButton::clicked, this, [this] { importFiles(false); });
    connect(m_import_as, &QPushButton::clicked, this, [this] { importFiles(true); });
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (const Row* shown = current(); shown && shown->model) m_library.verify(*shown->model);
    });
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (const Row* shown = current(); shown && shown->model) m_library.test(*shown->model);
    });
    connect(m_use, &QPushButton::clicked, this, &ModelsDialog::useCurrent);
    connect(m_remove, &QPushButton::clicked, this, &ModelsDialog::removeCurrent);
    return box;
}

QWidget* ModelsDialog::makeFooter() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(8);
    column->addLayout(makeComputeRow());
    m_machine = new QLabel;
    m_machine->setWordWrap(true);
    m_machine->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_machine);
    auto* row = new QHBoxLayout;
    m_folder = new QLabel;
    m_folder->setWordWrap(true);
    m_folder->setForegroundRole(QPalette::PlaceholderText);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* open = new QPushButton(themedIcon(QStringLiteral("open")), tr("&Open folder"));
    open->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    row->addWidget(m_folder, 1);
    row->addWidget(open);
    row->addWidget(close);
    column->addLayout(row);
    connect(open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(pathText(m_library.store().folder()))); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return box;
}

QLayout* ModelsDialog::makeComputeRow() {
    m_device = new QComboBox;
    m_precision = new QComboBox;
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [row](const QString& title, QComboBox* box, const QString& tip) {
        auto* label = new QLabel(title);
        label->setBuddy(box);
        box->setToolTip(tip);
        row->addWidget(label);
        row->addWidget(box);
    };
    add(tr("&Networks run on"), m_device, tr("Segment Anything runs there from the next frame on"));
    add(tr("in num&bers of"), m_precision, tr("16 bits are faster on graphics cards and a little less exact"));
    row->addStretch(1);
    const auto take = [this] {
        const std::string device = m_device->currentData().toString().toStdString();
        if (device == "cpu")
            m_library.setCompute({device, ComputeChoice().precision}); // the only one there
        else
            m_library.setCompute({device, m_precision->currentData().toString().toStdString()});
    };
    connect(m_device, &QComboBox::activated, this, take);
    connect(m_precision, &QComboBox::activated, this, take);
    return row;
}

/// Offers what this machine has. What is remembered of another one, or of a card that was taken out, is not offered.
void ModelsDialog::fillCompute() {
    const auto offer = [](QComboBox* box, const std::vector<std::pair<QString, QString>>& all, const std::string& now) {
        box->clear();
        for (const auto& [text, word] : all)
            box->addItem(text, word);
        box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(now))));
        box->setEnabled(all.size() > 1);
    };
    const Machine& machine = m_library.machine();
    const ComputeChoice choice = m_library.compute();
    const QString processor = tr("the processor");
    std::vector<std::pair<QString, QString>> devices;
    if (machine.usable_cards > 0) devices.emplace_back(tr("the first graphics card"), QStringLiteral("auto"));
    devices.emplace_back(processor, machine.usable_cards > 0 ? QStringLiteral("cpu") : QStringLiteral("auto"));
    for (int card = 0; card < machine.usable_cards; ++card) {
        const auto index = static_cast<std::size_t>(card);
        const bool is_named = index < machine.graphics_cards.size();
        devices.emplace_back(
            tr("%1 (untested)")
                .arg(is_named ? QString::fromStdString(machine.graphics_cards[index]) : QString::number(card)),
            QStringLiteral("cuda:%1").arg(card));
    }
    offer(m_device, devices, choice.device);
    std::vector<std::pair<QString, QString>> precisions{{tr("32 bits"), QStringLiteral("fp32")}};
    if (machine.usable_cards > 0 && m_device->currentText() != processor) {
        precisions.emplace_back(tr("16 bits (half)"), QStringLiteral("fp16"));
        precisions.emplace_back(tr("16 bits (bfloat)"), QStringLiteral("bf16"));
    }
    offer(m_precision, precisions, choice.precision);
}

void ModelsDialog::fill() {
    const Row* selected = current();
    const std::filesystem::path path = selected ? selected->path : std::filesystem::path();
    m_table->clear();
    m_rows.clear();
    for (const ModelRole& role : m_library.store().catalogue().roles()) {
        auto* item = new QTreeWidgetItem(m_table, {modelText(role.title)});
        item->setToolTip(kName, modelText(role.purpose));
        QFont bold = item->font(kName);
        bold.setBold(true);
        item->setFont(kName, bold);
        item->setFlags(Qt::ItemIsEnabled); // a heading
        for (const ModelFile& file : role.files) {
            const auto place = m_library.store().placeOf(file);
            bool is_placed = false;
            for (const InstalledModel& model : m_library.installed()) {
                if (model.id() != file.id()) continue;
                is_placed |= model.path == place;
                addRow(*item, {&role, &file, model, model.path});
            }
            const bool is_own_kind = !file.isPublished() && item->childCount() > 0;
            if (!is_placed && !is_own_kind) addRow(*item, {&role, &file, std::nullopt, place});
        }
        if (canTest(role.name))
            addRow(*item, {&role, nullptr, std::nullopt, std::filesystem::path(kTestWeights) / role.name});
    }
    m_table->expandAll();
    for (QTreeWidgetItemIterator item(m_table); *item; ++item) {
        const QVariant index = (*item)->data(kName, kRowIndex);
        if (!index.isValid()) continue;
        if (!m_table->currentItem() || m_rows[index.toUInt()].path == path) m_table->setCurrentItem(*item);
    }
    fillCompute();
    m_machine->setText(machineText(m_library.machine()));
    m_folder->setText(tr("%1 in %2").arg(sizeText(m_library.diskUse()), pathText(m_library.store().folder())));
    updateRows();
    updateDetails();
    updateButtons();
}

void ModelsDialog::addRow(QTreeWidgetItem& role, Row row) {
    auto* item = new QTreeWidgetItem(&role);
    item->setData(kName, kRowIndex, static_cast<uint>(m_rows.size()));
    m_rows.push_back(std::move(row));
}

void ModelsDialog::updateRows() {
    for (QTreeWidgetItemIterator item(m_table); *item; ++item) {
        const QVariant index = (*item)->data(kName, kRowIndex);
        if (!index.isValid()) continue;
        const Row& row = m_rows[index.toUInt()];
        (*item)->setText(kState, stateOf(row));
        if (row.isTestWeights()) {
            (*item)->setText(kName, tr("Test weights, for trying the window only"));
            (*item)->setIcon(kState, isInUse(row) ? themedIcon(QStringLiteral("warning")) : QIcon());
            continue;
        }
        const bool is_own = row.model && row.model->check == InstalledModel::Check::Own;
        QString name = modelText(row.file->title);
        if (is_own) name += QStringLiteral(" \u2013 ") + pathText(row.path.filename());
        (*item)->setText(kName, name);
        (*item)->setIcon(kState, !row.model              ? QIcon()
                                 : row.model->isUsable() ? themedIcon(QStringLiteral("check"))
                                                         : themedIcon(QStringLiteral("warning")));
        (*item)->setText(kSize, sizeText(row.model && row.model->state != State::Gone ? std::optional(row.model->bytes)
                                                                                      : row.file->bytes));
        (*item)->setTextAlignment(kSize, Qt::AlignRight | Qt::AlignVCenter);
        (*item)->setText(kLicence, is_own ? tr("your own") : QString::fromStdString(row.file->licence));
    }
}

QString ModelsDialog::stateOf(const Row& row) const {
    if (row.isTestWeights()) return isInUse(row) ? tr("In use: results mean nothing") : tr("Part of the program");
    if (const auto* work = m_library.workOn(row.path)) return workText(*work);
    if (row.model) {
        const QString state = stateText(*row.model);
        const bool several = m_library.countFor(row.role->name) > 1;
        return several && isInUse(row) ? tr("%1, in use").arg(state) : state;
    }
    if (const auto arrived = m_library.arrived(*row.file); arrived > 0)
        return tr("Interrupted: %1 are here").arg(sizeText(arrived));
    return m_library.isKnown() ? tr("Not installed") : tr("Looking...");
}

bool ModelsDialog::isInUse(const Row& row) const {
    if (row.isTestWeights()) return m_library.usesTestWeights(row.role->name);
    const auto used = m_library.modelFor(row.role->name);
    return used && row.model && used->path == row.model->path;
}

bool ModelsDialog::canDownload(const Row& row) const {
    if (row.isTestWeights()) return false;
    const bool is_there = row.model && row.model->isUsable();
    return row.file->isPublished() && !is_there && !m_library.workOn(row.path);
}

const ModelsDialog::Row* ModelsDialog::current() const {
    const QTreeWidgetItem* item = m_table->currentItem();
    const QVariant index = item ? item->data(kName, kRowIndex) : QVariant();
    return index.isValid() && index.toUInt() < m_rows.size() ? &m_rows[index.toUInt()] : nullptr;
}

std::filesystem::path ModelsDialog::shownWork() const {
    const Row* row = current();
    if (row && m_library.workOn(row->path)) return row->path;
    return m_library.work().empty() ? std::filesystem::path() : m_library.work().begin()->first;
}

QString ModelsDialog::detailsOf(const Row& row) const {
    QStringList lines{modelText(row.role->purpose).toHtmlEscaped()};
    if (row.isTestWeights()) {
        lines.append(
            tr("Numbers made by a formula in the place of learnt ones. They show clicks, candidates, progress and "
               "times as they will be; <b>what they mark or rate means nothing</b>."));
        lines.append(tr("A model file that is downloaded or imported takes their place."));
        return lines.join(QStringLiteral("<br>"));
    }
    if (row.file->isPublished()) lines.append(tr("Source: %1").arg(link(row.file->page)));
    if (row.file->memory_bytes)
        lines.append(tr("Memory while it works: %1 (measured)").arg(sizeText(row.file->memory_bytes)));
    if (row.model) lines.append(tr("File: %1").arg(pathText(row.path).toHtmlEscaped()));
    const std::string& hash = row.model && !row.model->sha256.empty() ? row.model->sha256 : row.file->sha256;
    if (!hash.empty())
        lines.append(tr("SHA-256: %1").arg(QString::fromStdString(hash)));
    else if (row.file->isPublished())
        lines.append(tr("Not verified: no published hash"));
    if (m_library.countFor(row.role->name) > 1 && !m_library.weightsFor(row.role->name))
        lines.append(tr("Several files are installed for this role; choose one with \"Use this one\"."));
    if (const auto* report = m_library.testOf(row.path)) {
        if (*report)
            lines.append(
                tr("Self-test: works. %1 (%2)").arg(stepsText(**report), QString::fromStdString((*report)->library)));
        else
            lines.append(tr("Self-test failed: %1").arg(errorText(report->error()).remedy.toHtmlEscaped()));
    }
    return lines.join(QStringLiteral("<br>"));
}

void ModelsDialog::updateDetails() {
    const Row* row = current();
    m_details->setText(row ? detailsOf(*row) : tr("Select a model to see what it is for and where it comes from."));
}

void ModelsDialog::updateButtons() {
    const Row* row = current();
    const auto* work = row ? m_library.workOn(row->path) : nullptr;
    const std::filesystem::path shown_path = shownWork();
    const auto* shown = m_library.workOn(shown_path);
    m_progress->setVisible(shown != nullptr);
    m_cancel->setVisible(shown != nullptr);
    if (shown) {
        const bool is_known = shown->kind != ModelLibrary::Work::Kind::Test;
        m_progress->setRange(0, is_known ? kProgressSteps : 0);
        m_progress->setValue(static_cast<int>(shown->fraction * kProgressSteps));
        m_progress->setFormat(
            tr("%1: %2").arg(pathText(shown_path.filename()), shown->text.isEmpty() ? workText(*shown) : shown->text));
    }
    const bool is_usable = row && row->model && row->model->isUsable() && !work;
    m_download->setEnabled(row && canDownload(*row));
    const bool has_file = row && !row->isTestWeights();
    const bool has_part = has_file && !row->model && m_library.arrived(*row->file) > 0;
    m_download->setText(has_part ? tr("&Download the rest...") : tr("&Download..."));
    m_import_as->setEnabled(has_file);
    m_verify->setEnabled(row && row->model && row->model->state != State::Gone && !work);
    m_test->setEnabled(is_usable && canTest(row->role->name));
    m_test->setToolTip(row && !canTest(row->role->name) ? tr("This version has no network that uses it yet")
                                                        : testTip());
    const bool stops = row && row->isTestWeights() && isInUse(*row);
    m_use->setText(stops ? tr("Stop &using them") : tr("&Use this one"));
    m_use->setEnabled(stops || (row && row->isTestWeights()) || (is_usable && !isInUse(*row)));
    m_remove->setEnabled(has_file && !work && (row->model || has_part));
}

void ModelsDialog::showRole(const std::string& role) {
    QTreeWidgetItem* wanted = nullptr;
    for (QTreeWidgetItemIterator item(m_table); *item; ++item) {
        const QVariant index = (*item)->data(kName, kRowIndex);
        if (!index.isValid() || m_rows[index.toUInt()].role->name != role) continue;
        if (!wanted || isInUse(m_rows[index.toUInt()])) wanted = *item;
    }
    if (!wanted) return;
    m_table->setCurrentItem(wanted);
    m_table->scrollToItem(wanted);
}

void ModelsDialog::download() {
    const Row* row = current();
    if (!row || !canDownload(*row)) return;
    const ModelFile& file = *row->file;
    const QString question = tr("Download %1?\n\nSize: %2\nLicence: %3\nFrom: %4\nTo: %5")
                                 .arg(modelText(file.title), sizeText(file.bytes), QString::fromStdString(file.licence),
                                      QString::fromStdString(file.url), pathText(row->path.parent_path()));
    if (ask(question)) m_library.download(file);
}

void ModelsDialog::importFiles(bool as_current) {
    const Row* row = current();
    ModelStore::ImportOptions options;
    options.reference = m_reference->isChecked();
    if (as_current && row) {
        options.role = row->file->role;
        options.variant = row->file->variant;
    }
    for (const QString& file : ask_files())
        m_library.import(file, options);
}

void ModelsDialog::useCurrent() {
    const Row* row = current();
    if (!row) return;
    if (row->isTestWeights())
        m_library.setTestWeights(row->role->name, !isInUse(*row));
    else if (row->model)
        m_library.choose(*row->model);
}

void ModelsDialog::removeCurrent() {
    const Row* row = current();
    if (!row || !m_remove->isEnabled()) return;
    if (!row->model) {
        if (ask(tr("Delete what has arrived of %1?").arg(modelText(row->file->title))))
            m_library.discardArrived(*row->file);
        return;
    }
    const QString question = row->model->is_referenced ? tr("Forget %1? The file stays where it is.")
                                                       : tr("Delete %1? This cannot be undone.");
    if (ask(question.arg(pathText(row->path)))) m_library.remove(*row->model);
}

void ModelsDialog::activate() {
    const Row* row = current();
    if (!row) return;
    if (row->isTestWeights())
        useCurrent();
    else if (canDownload(*row))
        download();
    else if (m_test->isEnabled())
        m_library.test(*row->model);
}

void ModelsDialog::showError(const Error& error) {
    const ErrorText text = errorText(error);
    m_messages->show({MessageBanner::Kind::Error, text.title, text.remedy, text.detail, {}, QStringLiteral("models")});
    updateDetails();
}

} // namespace soundmask
