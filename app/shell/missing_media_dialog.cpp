#include "app/shell/missing_media_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace soundmask {

namespace {

constexpr QSize kSize(820, 380);
enum Column { kClip, kWas, kIs, kContent };

QString pathText(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

} // namespace

MissingMediaDialog::MissingMediaDialog(const Document& document, ProjectController& project, std::vector<ClipId> clips,
                                       ClipId wanted, const QString& near, QWidget* parent)
    : QDialog(parent)
    , m_project(project)
    , m_clips(std::move(clips))
    , m_wanted(wanted)
    , m_near(near)
    , m_list(new QTreeWidget)
    , m_state(new QLabel)
    , m_choose(new QPushButton(tr("Choose file...")))
    , m_use(nullptr) {
    setWindowTitle(tr("Videos that have moved"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kSize);
    auto* text = new QLabel(tr("The work on these clips is safe, but their videos are not where they were. Search a "
                               "folder for files with the same content, or choose each file."));
    text->setWordWrap(true);
    m_list->setHeaderLabels({tr("Clip"), tr("Was at"), tr("Is at"), tr("Content")});
    m_list->setRootIsDecorated(false);
    m_list->setTextElideMode(Qt::ElideMiddle);
    for (const ClipId id : m_clips) {
        const ClipRecord* record = document.clip(id);
        if (!record) continue;
        auto* item = new QTreeWidgetItem(m_list);
        item->setData(kClip, Qt::UserRole, static_cast<qlonglong>(id.value));
        item->setText(kClip, QString::fromStdString(record->clip.name));
        item->setText(kWas, pathText(record->clip.path));
        item->setToolTip(kWas, item->text(kWas));
        item->setText(kIs, tr("not found yet"));
        if (id == m_wanted) m_list->setCurrentItem(item);
    }
    m_list->header()->resizeSection(kClip, 160);
    m_list->header()->resizeSection(kWas, 240);
    m_list->header()->resizeSection(kIs, 240);
    if (!m_list->currentItem()) m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setAccessibleName(windowTitle());
    auto* find = new QPushButton(tr("Search folder..."));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_use = buttons->addButton(tr("Use these files"), QDialogButtonBox::AcceptRole);
    auto* tools = new QHBoxLayout;
    tools->addWidget(find);
    tools->addWidget(m_choose);
    tools->addWidget(m_state, 1);
    auto* column = new QVBoxLayout(this);
    column->addWidget(text);
    column->addWidget(m_list, 1);
    column->addLayout(tools);
    column->addWidget(buttons);

    connect(find, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Search folder"), m_near);
        if (!folder.isEmpty()) search(folder);
    });
    connect(m_choose, &QPushButton::clicked, this, &MissingMediaDialog::chooseFile);
    connect(m_list, &QTreeWidget::itemActivated, this, &MissingMediaDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::accepted, this, &MissingMediaDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &MissingMediaDialog::updateButtons);
    connect(&m_project, &ProjectController::mediaFound, this,
            [this](const std::map<ClipId, std::filesystem::path>& places) {
                for (const auto& [clip, file] : places)
                    markPlace(clip, file, tr("same content"));
                m_state->setText(tr("%n file(s) found.", nullptr, static_cast<int>(m_places.size())));
                if (!places.empty()) lookBeside(places.begin()->first, places.begin()->second);
            });
    connect(&m_project, &ProjectController::mediaCompared, this,
            [this](ClipId clip, const std::filesystem::path& file, MediaMatch match) {
                markPlace(clip, file,
                          match == MediaMatch::Same        ? tr("same content")
                          : match == MediaMatch::Different ? tr("other content: masks may not fit")
                                                           : tr("not known: the project never saw it"));
                m_state->setText(tr("%n file(s) found.", nullptr, static_cast<int>(m_places.size())));
                lookBeside(clip, file);
            });
    updateButtons();
    if (!near.isEmpty()) search(near);
}

QTreeWidgetItem* MissingMediaDialog::itemOf(ClipId clip) const {
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        if (m_list->topLevelItem(row)->data(kClip, Qt::UserRole).toLongLong() == clip.value)
            return m_list->topLevelItem(row);
    return nullptr;
}

void MissingMediaDialog::markPlace(ClipId clip, const std::filesystem::path& file, const QString& state) {
    QTreeWidgetItem* item = itemOf(clip);
    if (!item) return;
    m_places[clip] = file;
    item->setText(kIs, pathText(file));
    item->setToolTip(kIs, item->text(kIs));
    item->setText(kContent, state);
    updateButtons();
}

void MissingMediaDialog::updateButtons() {
    m_use->setEnabled(!m_places.empty());
    m_choose->setEnabled(m_list->currentItem() != nullptr);
}

std::vector<ClipId> MissingMediaDialog::unfound() const {
    std::vector<ClipId> clips;
    std::copy_if(m_clips.begin(), m_clips.end(), std::back_inserter(clips),
                 [this](ClipId clip) { return !m_places.contains(clip); });
    return clips;
}

void MissingMediaDialog::search(const QString& folder) {
    m_state->setText(tr("Looking into %1...").arg(folder));
    m_project.findMedia(folder, unfound());
}

void MissingMediaDialog::lookBeside(ClipId clip, const std::filesystem::path& file) {
    if (const auto others = unfound(); !others.empty()) m_project.findBeside(clip, file, others);
}

void MissingMediaDialog::chooseFile() {
    const QTreeWidgetItem* item = m_list->currentItem();
    if (!item) return;
    const ClipId clip{item->data(kClip, Qt::UserRole).toLongLong()}; // the choice takes its time
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Choose the video of %1").arg(item->text(kClip)), m_near);
    if (file.isEmpty()) return;
    m_near = QFileInfo(file).path();
    propose(clip, file);
}

void MissingMediaDialog::propose(ClipId clip, const QString& file) {
    m_project.compareMedia(clip, file);
}

void MissingMediaDialog::accept() {
    m_project.relocateMedia(m_places, m_wanted);
    QDialog::accept();
}

} // namespace soundmask
