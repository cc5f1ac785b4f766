#pragma once

#include <QImage>
#include <QString>
#include <QTimer>
#include <QVector>
#include <QWidget>

#include "core/base/ids.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;
class QStackedLayout;

namespace soundmask {

class ClipListFilter;
class ClipListModel;
class EmptyState;

/// One clip as the list shows it.
struct ClipRow {
    enum class State { Untouched, Predicted, Edited, Checked };

    ClipId id;
    QString name;
    QString category;
    QString split;
    QString detail; ///< such as "5 s, 224 x 224, no sound"
    State state = State::Untouched;

    bool operator==(const ClipRow&) const = default;
};

/// All clips of the project: thumbnail, name, category and state, with a filter and counters.
class ClipListPanel : public QWidget {
    Q_OBJECT
  public:
    explicit ClipListPanel(QWidget* parent = nullptr);
    ~ClipListPanel() override;

    /// Keeps the current clip and the thumbnails of clips that stay.
    void setClips(const QVector<ClipRow>& rows);
    void updateClip(const ClipRow& row);
    void setThumbnail(ClipId id, const QImage& picture);
    void setCurrent(ClipId id);
    ClipId current() const;
    /// The clip \p step rows further among those shown, or none at the ends.
    ClipId neighbour(int step) const;
    /// The next clip after the current one, from the begin again after the last, that is not checked; among those shown.
    ClipId nextUnchecked() const;
    /// The selected clips, in order of the list.
    QVector<ClipId> selected() const;
    /// "64 clips, 12 checked, 3 edited" as shown.
    QString counterText() const;

  Q_SIGNALS:
    void clipActivated(soundmask::ClipId id);
    void openRequested();
    void removeRequested(soundmask::ClipId id);
    /// The chosen method is to run on \p ids.
    void runRequested(const QVector<soundmask::ClipId>& ids);
    /// Clips in sight whose thumbnail is missing; each is asked for once.
    void thumbnailsNeeded(const QVector<soundmask::ClipId>& ids);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void updateCounter();
    void updateEmptyState();
    void askForThumbnails();
    void activate(const QModelIndex& index);
    void showMenu(const QPoint& position);
    ClipId idAt(const QModelIndex& index) const;

    ClipListModel* m_model;
    ClipListFilter* m_proxy;
    QLineEdit* m_filter;
    QComboBox* m_state_box;
    QListView* m_view;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    QLabel* m_counter;
    QTimer m_thumbnail_timer;
};

} // namespace soundmask
