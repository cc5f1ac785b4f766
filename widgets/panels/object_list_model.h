#pragma once

#include <QAbstractTableModel>

#include "widgets/panels/objects_panel.h"

namespace soundmask {

/// Name for people, such as "Sounding".
QString soundStateTitle(SoundState state);
/// Icon name for `themedIcon`.
QString soundStateIcon(SoundState state);

/// The rows of the objects panel. It never changes a row itself: an edit becomes a signal, the answer comes through
/// setRows.
class ObjectListModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Role { VisibleRole = Qt::UserRole };
    enum Column { Visible, Name, Class, Sound, Locked, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QVector<ObjectRow>& rows);
    const ObjectRow* at(int row) const;
    /// -1 for none.
    int rowOf(LayerId id) const;
    void setSecond(int second);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

  Q_SIGNALS:
    void nameEdited(soundmask::LayerId id, const QString& name);
    void classEdited(soundmask::LayerId id, const QString& class_name);
    /// \p to counted after removal.
    void rowDropped(int from, int to);

  private:
    QVariant text(const ObjectRow& row, int column) const;
    QVariant decoration(const ObjectRow& row, int column) const;
    QString toolTip(const ObjectRow& row, int column) const;

    QVector<ObjectRow> m_rows;
    int m_second = 0;
};

} // namespace soundmask
