#pragma once

#include <QStyledItemDelegate>

namespace soundmask {

class ClipListModel;

/// Draws a clip: thumbnail, name, category and detail, and a mark for its state.
class ClipListDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    explicit ClipListDelegate(const ClipListModel& model, QObject* parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_model(model) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    const ClipListModel& m_model;
};

} // namespace soundmask
