#pragma once

#include <QAbstractListModel>
#include <QImage>
#include <QPixmap>
#include <QSortFilterProxyModel>
#include <optional>
#include <unordered_map>

#include "widgets/panels/clip_list_panel.h"

namespace soundmask {

/// Name for people, such as "Edited".
QString clipStateTitle(ClipRow::State state);

/// The clips with their thumbnails.
class ClipListModel : public QAbstractListModel {
    Q_OBJECT
  public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const QVector<ClipRow>& rows);
    /// A clip that is not in the list is ignored.
    void updateRow(const ClipRow& row);
    void setThumbnail(ClipId id, const QImage& picture);
    const QVector<ClipRow>& rows() const { return m_rows; }
    const ClipRow* at(int row) const;
    const QPixmap* thumbnail(ClipId id) const;
    /// -1 for none.
    int rowOf(ClipId id) const;
    void setCurrent(ClipId id);
    ClipId current() const { return m_current; }
    /// Whether nobody asked for the thumbnail of \p id yet; from now on somebody has.
    bool takeMissing(ClipId id);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Stored pictures are this many pixels high: twice what is shown.
    static constexpr int kStoredHeight = 96;

  private:
    void rowChanged(int row);

    struct Thumbnail {
        QPixmap picture;
        bool asked = false;
    };

    QVector<ClipRow> m_rows;
    std::unordered_map<ClipId, int> m_row_of;
    std::unordered_map<ClipId, Thumbnail> m_thumbnails;
    ClipId m_current;
};

/// Keeps the clips of one state whose name, category, split or detail has all the words typed.
class ClipListFilter : public QSortFilterProxyModel {
    Q_OBJECT
  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString& text);
    void setState(std::optional<ClipRow::State> state);
    bool isFiltering() const { return !m_words.isEmpty() || m_state; }

  protected:
    bool filterAcceptsRow(int source_row, const QModelIndex& source_parent) const override;

  private:
    QStringList m_words;
    std::optional<ClipRow::State> m_state;
};

} // namespace soundmask
