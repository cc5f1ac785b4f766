#include "widgets/panels/object_list_model.h"

#include <QFont>
#include <QMimeData>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <algorithm>

#include "widgets/common/icons.h"

namespace soundmask {

namespace {

constexpr int kSwatch = 14;
constexpr int kSwatchScale = 3; ///< drawn larger, sharp on dense screens

const QString kRowMimeType = QStringLiteral("application/x-soundmask-object-row");

/// Filled: has a mask here; hatched: a method's; hollow: no mask on this frame.
QPixmap swatch(const ObjectRow& row) {
    QPixmap pixmap(kSwatch * kSwatchScale, kSwatch * kSwatchScale);
    pixmap.setDevicePixelRatio(kSwatchScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body(1.0, 1.0, kSwatch - 2.0, kSwatch - 2.0);
    painter.setPen(QPen(row.colour, 1.5));
    QColor fill = row.colour;
    if (!row.has_mask)
        fill = Qt::transparent;
    else if (row.from_model)
        fill.setAlpha(90);
    painter.setBrush(fill);
    painter.drawRoundedRect(body, 3, 3);
    if (row.has_mask && row.from_model) {
        painter.setClipRect(body);
        for (int x = 0; x < 2 * kSwatch; x += 4)
            painter.drawLine(QPointF(x, 0), QPointF(x - kSwatch, kSwatch));
    }
    return pixmap;
}

} // namespace

QString soundStateTitle(SoundState state) {
    switch (state) {
    case SoundState::Unsure:
        return ObjectListModel::tr("Not judged");
    case SoundState::Sounding:
        return ObjectListModel::tr("Sounding");
    case SoundState::Silent:
        return ObjectListModel::tr("Silent");
    case SoundState::OffScreen:
        return ObjectListModel::tr("Sounding off screen");
    }
    return {};
}

QString soundStateIcon(SoundState state) {
    switch (state) {
    case SoundState::Unsure:
        return QStringLiteral("unsure");
    case SoundState::Sounding:
        return QStringLiteral("sounding");
    case SoundState::Silent:
        return QStringLiteral("silent");
    case SoundState::OffScreen:
        return QStringLiteral("off-screen");
    }
    return {};
}

void ObjectListModel::setRows(const QVector<ObjectRow>& rows) {
    if (rows == m_rows) return;
    const bool same_objects =
        rows.size() == m_rows.size() &&
        std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const auto& a, const auto& b) { return a.id == b.id; });
    if (same_objects) {
        // An open editor and the selection survive when only values change.
        m_rows = rows;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

const ObjectRow* ObjectListModel::at(int row) const {
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

int ObjectListModel::rowOf(LayerId id) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [id](const ObjectRow& row) { return row.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ObjectListModel::setSecond(int second) {
    if (std::exchange(m_second, second) != second) Q_EMIT headerDataChanged(Qt::Horizontal, Sound, Sound);
}

int ObjectListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ObjectListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ObjectListModel::data(const QModelIndex& index, int role) const {
    const ObjectRow* row = at(index.row());
    if (row == nullptr) return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(*row, index.column());
    case Qt::DecorationRole:
        return decoration(*row, index.column());
    case Qt::ToolTipRole:
        return toolTip(*row, index.column());
    case Qt::AccessibleTextRole: {
        const QString shown = text(*row, index.column()).toString();
        return shown.isEmpty() ? toolTip(*row, index.column()) : shown;
    }
    case VisibleRole:
        return row->visible;
    case Qt::FontRole:
        if (!row->visible && index.column() == Name) {
            QFont font;
            font.setItalic(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant ObjectListModel::text(const ObjectRow& row, int column) const {
    if (column == Name) return row.name;
    if (column == Class) return row.class_name;
    return {};
}

QVariant ObjectListModel::decoration(const ObjectRow& row, int column) const {
    switch (column) {
    case Visible:
        return themedIcon(row.visible ? QStringLiteral("visible") : QStringLiteral("hidden"));
    case Name:
        return swatch(row);
    case Sound:
        return row.from_model ? QVariant() : themedIcon(soundStateIcon(row.sound));
    case Locked:
        if (row.from_model) return themedIcon(QStringLiteral("model"));
        return themedIcon(row.locked ? QStringLiteral("lock") : QStringLiteral("unlock"));
    default:
        return {};
    }
}

QString ObjectListModel::toolTip(const ObjectRow& row, int column) const {
    switch (column) {
    case Visible:
        return row.visible ? tr("Shown; click to hide") : tr("Hidden; click to show");
    case Name:
        if (row.from_model) return tr("%1\nThe first stroke on it edits a copy").arg(row.name);
        return row.has_mask ? row.name : tr("%1\nNo mask on this frame").arg(row.name);
    case Class:
        return row.from_model ? QString() : tr("Class; double-click or F2 to change");
    case Sound:
        if (row.from_model) return {};
        return m_second > 0 ? tr("%1 in second %2; click to change").arg(soundStateTitle(row.sound)).arg(m_second)
                            : soundStateTitle(row.sound);
    case Locked:
        if (row.from_model) return tr("Result of a method");
        return row.locked ? tr("Locked; click to unlock") : tr("Can be edited; click to lock");
    default:
        return {};
    }
}

QVariant ObjectListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole && section == Name) return tr("Object");
    if (role == Qt::DisplayRole && section == Class) return tr("Class");
    if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
    switch (section) {
    case Visible:
        return tr("Shown or hidden");
    case Sound:
        return m_second > 0 ? tr("Does it sound in second %1?").arg(m_second) : tr("Does it sound?");
    case Locked:
        return tr("Locked against changes");
    default:
        return {};
    }
}

Qt::ItemFlags ObjectListModel::flags(const QModelIndex& index) const {
    const ObjectRow* row = at(index.row());
    if (row == nullptr) return Qt::ItemIsDropEnabled; // between rows
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (row->from_model) return flags;
    flags |= Qt::ItemIsDragEnabled;
    if (index.column() == Name || index.column() == Class) flags |= Qt::ItemIsEditable;
    return flags;
}

bool ObjectListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const ObjectRow* row = at(index.row());
    if (row == nullptr || role != Qt::EditRole) return false;
    const QString wanted = value.toString().trimmed();
    if (index.column() == Name && !wanted.isEmpty() && wanted != row->name) Q_EMIT nameEdited(row->id, wanted);
    if (index.column() == Class && wanted != row->class_name) Q_EMIT classEdited(row->id, wanted);
    return true;
}

QStringList ObjectListModel::mimeTypes() const {
    return {kRowMimeType};
}

QMimeData* ObjectListModel::mimeData(const QModelIndexList& indexes) const {
    if (indexes.isEmpty()) return nullptr;
    auto* data = new QMimeData;
    data->setData(kRowMimeType, QByteArray::number(indexes.first().row()));
    return data;
}

bool ObjectListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                   const QModelIndex& parent) {
    if (action != Qt::MoveAction || !data->hasFormat(kRowMimeType)) return false;
    const int from = data->data(kRowMimeType).toInt();
    const int gap = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    const int to = gap > from ? gap - 1 : gap;
    if (to != from) Q_EMIT rowDropped(from, to);
    return false; // the rows move when the answer comes, not now
}

} // namespace soundmask
