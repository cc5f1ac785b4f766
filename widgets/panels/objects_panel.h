#pragma once

#include <QColor>
#include <QString>
#include <QVector>
#include <QWidget>

#include "core/base/ids.h"
#include "core/project/mask_layer.h"

class QMenu;
class QModelIndex;
class QStackedLayout;
class QToolButton;
class QTreeView;

namespace soundmask {

class EmptyState;
class ObjectDelegate;
class ObjectListModel;

/// One object as the panel shows it.
struct ObjectRow {
    LayerId id;
    QString name;
    QString class_name;
    QColor colour;
    bool visible = true;
    bool locked = false;
    bool from_model = false;
    bool has_mask = false;                 ///< on the shown frame
    SoundState sound = SoundState::Unsure; ///< in the shown second

    bool operator==(const ObjectRow&) const = default;
};

/// The objects of the clip, topmost first.
class ObjectsPanel : public QWidget {
    Q_OBJECT
  public:
    explicit ObjectsPanel(QWidget* parent = nullptr);
    ~ObjectsPanel() override;

    /// Keeps the current object when it is still there.
    void setObjects(const QVector<ObjectRow>& rows);
    void setCurrent(LayerId id);
    LayerId current() const;
    /// Class names offered while editing.
    void setClassNames(const QStringList& names);
    /// The second the sounding state is about (1-based), 0 for none.
    void setSecond(int second);
    /// No clip: nothing can be added.
    void setEditable(bool editable);

    // What the menu does with the current object; nothing without one, or where it is a method's result.
    /// Types over its text in \p column of ObjectListModel.
    void editCurrent(int column);
    void chooseColour();
    void toggleVisible();
    void toggleLocked();
    /// \p step rows down.
    void moveCurrent(int step);

  Q_SIGNALS:
    void currentChanged(soundmask::LayerId id);
    void addRequested();
    void deleteRequested(soundmask::LayerId id);
    void duplicateRequested(soundmask::LayerId id);
    void nameChangeRequested(soundmask::LayerId id, const QString& name);
    void classChangeRequested(soundmask::LayerId id, const QString& class_name);
    void colourChangeRequested(soundmask::LayerId id, const QColor& colour);
    void visibleChangeRequested(soundmask::LayerId id, bool visible);
    void lockedChangeRequested(soundmask::LayerId id, bool locked);
    void soundStateChangeRequested(soundmask::LayerId id, soundmask::SoundState state);
    /// \p from and \p to are rows as shown (0 is the topmost), \p to counted after removal.
    void moveRequested(int from, int to);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QToolButton* addButton(const QString& icon, const QString& name, const QString& action);
    void connectModel();
    /// Gives the classes the room they need, but never more than the names have; a width that the user set stays.
    void fitClasses();
    void updateActions();
    void showMenu(const QPoint& position);
    void addSoundMenu(QMenu& menu, const ObjectRow& row);
    void clickCell(const QModelIndex& index);
    /// The current row where it can be changed, or null.
    const ObjectRow* changeable() const;
    int currentRow() const;

    ObjectListModel* m_model;
    ObjectDelegate* m_delegate;
    QTreeView* m_view;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    QToolButton* m_add;
    QToolButton* m_delete;
    QToolButton* m_up;
    QToolButton* m_down;
    bool m_editable = true;
    bool m_is_fitting = false;
    bool m_user_set_width = false; ///< of the classes
    bool m_is_setting = false; ///< while the program, not the user, changes the selection
};

} // namespace soundmask
