#include "widgets/panels/clip_list_model.h"

#include <algorithm>

namespace soundmask {

QString clipStateTitle(ClipRow::State state) {
    switch (state) {
    case ClipRow::State::Untouched:
        return ClipListModel::tr("Untouched");
    case ClipRow::State::Predicted:
        return ClipListModel::tr("Predicted");
    case ClipRow::State::Edited:
        return ClipListModel::tr("Edited");
    case ClipRow::State::Checked:
        return ClipListModel::tr("Checked");
    }
    return {};
}

void ClipListModel::setRows(const QVector<ClipRow>& rows) {
    beginResetModel();
    m_rows = rows;
    m_row_of.clear();
    for (int i = 0; i < m_rows.size(); ++i)
        m_row_of[m_rows[i].id] = i;
    std::erase_if(m_thumbnails, [this](const auto& entry) { return !m_row_of.contains(entry.first); });
    if (!m_row_of.contains(m_current)) m_current = {};
    endResetModel();
}

void ClipListModel::updateRow(const ClipRow& row) {
    const int index = rowOf(row.id);
    if (index < 0 || m_rows[index] == row) return;
    m_rows[index] = row;
    rowChanged(index);
}

void ClipListModel::setThumbnail(ClipId id, const QImage& picture) {
    const int index = rowOf(id);
    if (index < 0 || picture.isNull()) return;
    m_thumbnails[id] = {QPixmap::fromImage(picture.height() > kStoredHeight
                                               ? picture.scaledToHeight(kStoredHeight, Qt::SmoothTransformation)
                                               : picture),
                        true};
    rowChanged(index);
}

const ClipRow* ClipListModel::at(int row) const {
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

const QPixmap* ClipListModel::thumbnail(ClipId id) const {
    const auto found = m_thumbnails.find(id);
    return found == m_thumbnails.end() || found->second.picture.isNull() ? nullptr : &found->second.picture;
}

int ClipListModel::rowOf(ClipId id) const {
    const auto found = m_row_of.find(id);
    return found == m_row_of.end() ? -1 : found->second;
}

void ClipListModel::setCurrent(ClipId id) {
    const int before = rowOf(std::exchange(m_current, id));
    for (const int row : {before, rowOf(id)})
        if (row >= 0) rowChanged(row);
}

bool ClipListModel::takeMissing(ClipId id) {
    return !std::exchange(m_thumbnails[id].asked, true);
}

int ClipListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ClipListModel::data(const QModelIndex& index, int role) const {
    const ClipRow* row = at(index.row());
    if (row == nullptr) return {};
    if (role == Qt::DisplayRole) return row->name;
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
        QStringList lines{row->name, row->category, row->split, row->detail, clipStateTitle(row->state)};
        lines.removeAll(QString());
        return lines.join(role == Qt::ToolTipRole ? QStringLiteral("\n") : QStringLiteral(", "));
    }
    return {};
}

void ClipListModel::rowChanged(int row) {
    Q_EMIT dataChanged(index(row), index(row));
}

void ClipListFilter::setWords(const QString& text) {
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void ClipListFilter::setState(std::optional<ClipRow::State> state) {
    m_state = state;
    invalidateFilter();
}

bool ClipListFilter::filterAcceptsRow(int source_row, const QModelIndex&) const {
    const ClipRow* row = static_cast<const ClipListModel*>(sourceModel())->at(source_row);
    if (row == nullptr || (m_state && row->state != *m_state)) return false;
    return std::all_of(m_words.begin(), m_words.end(), [row](const QString& word) {
        return row->name.contains(word, Qt::CaseInsensitive) || row->category.contains(word, Qt::CaseInsensitive) ||
               row->split.contains(word, Qt::CaseInsensitive) || row->detail.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace soundmask
