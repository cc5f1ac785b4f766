#pragma once

#include <QAction>
#include <QFlags>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <array>

#include "core/project/mask_layer.h"
#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Everything the user can do, as one list: menus, tool bar and the shortcut sheet are made from it. Keys follow what
/// annotation tools have in common; letters left on the keyboard are tools, so that the right hand keeps the mouse.
class Actions : public QObject {
    Q_OBJECT

  public:
    /// What has to be there for an action to do anything, from the most basic on.
    enum class Need : unsigned {
        Clips = 1U << 0U,       ///< the list has a clip
        Clip = 1U << 1U,        ///< one is open
        ProjectFile = 1U << 2U, ///< there is a file that work is saved to
        Sound = 1U << 3U,       ///< the open clip has a sound track
        Undo = 1U << 4U,
        Redo = 1U << 5U,
        Objects = 1U << 6U,     ///< the list of objects has a row, the result's counts
        Object = 1U << 7U,      ///< one that is the person's own is active
        FrameMask = 1U << 8U,   ///< what is active has a mask on the frame shown
        CopiedMask = 1U << 9U,  ///< to be pasted
        Point = 1U << 10U,      ///< one is selected
        Prompts = 1U << 11U,    ///< the person's own points and boxes on the frame shown
        Selection = 1U << 12U,  ///< a point, a box, or else a mask of an own object
        Preview = 1U << 13U,    ///< something to be accepted
        Candidates = 1U << 14U, ///< the segment tool has an answer
        Result = 1U << 15U,     ///< of the shown method
        HeatMaps = 1U << 16U,   ///< the result has some
        HeatMap = 1U << 17U,    ///< the frame shown has one
        Truth = 1U << 18U,      ///< reference masks
        Range = 1U << 19U,      ///< one is marked
        Markers = 1U << 20U,    ///< somewhere in the clip
        Marker = 1U << 21U,     ///< on the frame shown
        IdleMethod = 1U << 22U, ///< no method runs
        IdleBatch = 1U << 23U,  ///< no run over several clips
        Weights = 1U << 24U,    ///< the chosen method works with model files
    };
    Q_DECLARE_FLAGS(Needs, Need)

    /// A menu and a chapter of the shortcut sheet.
    struct Group {
        QString title;
        QList<QAction*> actions; ///< a null entry is a separator
    };

    explicit Actions(QObject* parent = nullptr);

    const QList<Group>& groups() const { return m_groups; }
    /// All actions, without separators. Each has its member's name as object name, by which files of keys know it.
    QList<QAction*> all() const;

    /// Gives \p action these keys, and names the first in its tool tip.
    void setKeys(QAction& action, const QList<QKeySequence>& keys);

    /// Says what is there now: actions that need more are disabled, and their tool tips say what they lack.
    void offer(Needs present);
    /// What \p action lacks and how to get it, as a sentence; empty while it is enabled.
    QString lackOf(const QAction& action) const;
    /// The action that \p key would do if it lacked nothing; null when there is none, or it can be done.
    const QAction* disabledFor(const QKeySequence& key) const;

    /// The actions that take a tool in hand, in the order of the tool bar.
    struct Tool {
        QAction* action;
        ToolKind kind;
    };
    const QList<Tool>& tools() const { return m_tools; }

    // File
    QAction* open_video = nullptr;
    QAction* open_folder = nullptr;
    QAction* open_sample = nullptr;
    QAction* open_project = nullptr;
    QAction* save_now = nullptr;
    QAction* save_copy = nullptr;
    QAction* import_masks = nullptr;
    QAction* export_clips = nullptr;
    QAction* close_clip = nullptr;
    QAction* quit = nullptr;
    // Edit
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* select_tool = nullptr;
    QAction* segment_tool = nullptr;
    QAction* point_tool = nullptr;
    QAction* box_tool = nullptr;
    QAction* brush_tool = nullptr;
    QAction* eraser_tool = nullptr;
    QAction* polygon_tool = nullptr;
    QAction* polygon_subtract_tool = nullptr;
    QAction* fill_tool = nullptr;
    QAction* wand_tool = nullptr;
    QAction* cut_tool = nullptr;
    QAction* brush_smaller = nullptr;
    QAction* brush_larger = nullptr;
    QAction* turn_point = nullptr;
    QAction* clear_prompts = nullptr;
    // Objects
    QAction* new_object = nullptr;
    QAction* duplicate_object = nullptr;
    QAction* delete_object = nullptr;
    QAction* delete_mask = nullptr;
    QAction* next_object = nullptr;
    QAction* previous_object = nullptr;
    QAction* rename_object = nullptr;
    QAction* change_class = nullptr;
    QAction* recolour_object = nullptr;
    QAction* raise_object = nullptr;
    QAction* lower_object = nullptr;
    QAction* toggle_visible = nullptr;
    QAction* toggle_locked = nullptr;
    /// Each says whether the object is heard in the second shown.
    struct Sounds {
        QAction* action;
        SoundState state;
    };
    std::array<Sounds, 4> sound_states{};
    std::array<QAction*, 9> pick_object{}; ///< by place in the list, the topmost first
    // Mask
    QAction* refine = nullptr;
    QAction* grow = nullptr;
    QAction* shrink = nullptr;
    QAction* smooth = nullptr;
    QAction* fill_holes = nullptr;
    QAction* remove_islands = nullptr;
    QAction* heat_map_mask = nullptr;
    QAction* accept = nullptr;
    QAction* copy_mask = nullptr;
    QAction* paste_mask = nullptr;
    QAction* copy_previous = nullptr;
    QAction* copy_next = nullptr;
    QAction* copy_all = nullptr;
    QAction* copy_range = nullptr;
    QAction* interpolate = nullptr;
    QAction* interpolate_all = nullptr;
    QAction* edit_result = nullptr;
    QAction* edit_truth = nullptr;
    // Play
    QAction* play = nullptr;
    QAction* play_range = nullptr;
    QAction* frame_back = nullptr;
    QAction* frame_forward = nullptr;
    QAction* second_back = nullptr;
    QAction* second_forward = nullptr;
    QAction* first = nullptr;
    QAction* last = nullptr;
    QAction* shuttle_back = nullptr;
    QAction* shuttle_stop = nullptr;
    QAction* shuttle_forward = nullptr;
    QAction* mark_in = nullptr;
    QAction* mark_out = nullptr;
    QAction* clear_range = nullptr;
    QAction* loop = nullptr;
    QAction* mute = nullptr;
    QAction* volume_down = nullptr;
    QAction* volume_up = nullptr;
    QAction* speed_down = nullptr;
    QAction* speed_up = nullptr;
    QAction* speed_normal = nullptr;
    QAction* scrub_sound = nullptr;
    QAction* onset_back = nullptr;
    QAction* onset_forward = nullptr;
    QAction* snap = nullptr;
    QAction* add_marker = nullptr;
    QAction* marker_back = nullptr;
    QAction* marker_forward = nullptr;
    QAction* rename_marker = nullptr;
    QAction* recolour_marker = nullptr;
    QAction* delete_marker = nullptr;
    // Method
    QAction* segment_everything = nullptr;
    QAction* next_candidate = nullptr;
    QAction* previous_candidate = nullptr;
    QAction* choose_segmenter = nullptr;
    QAction* run_all = nullptr;
    QAction* run_frame = nullptr;
    QAction* models = nullptr;
    QAction* test_weights = nullptr;
    QAction* run_selected = nullptr;
    QAction* cancel = nullptr;
    // View
    QAction* show_masks = nullptr;
    QAction* show_heat_map = nullptr;
    QAction* show_iso_lines = nullptr;
    QAction* show_truth = nullptr;
    QAction* peek = nullptr;
    QAction* opacity_down = nullptr;
    QAction* opacity_up = nullptr;
    QAction* timeline_in = nullptr;
    QAction* timeline_out = nullptr;
    QAction* timeline_all = nullptr;
    QAction* zoom_fit = nullptr;
    QAction* zoom_actual = nullptr;
    QAction* zoom_in = nullptr;
    QAction* zoom_out = nullptr;
    QAction* next_panel = nullptr;
    QAction* full_screen = nullptr;
    QAction* theme_system = nullptr;
    QAction* theme_light = nullptr;
    QAction* theme_dark = nullptr;
    QAction* reset_layout = nullptr;
    // Clips
    QAction* next_clip = nullptr;
    QAction* previous_clip = nullptr;
    QAction* next_unchecked = nullptr;
    QAction* mark_checked = nullptr;
    // Help
    QAction* shortcuts = nullptr;
    QAction* change_keys = nullptr;
    QAction* palette = nullptr;
    QAction* about = nullptr;

  private:
    void begin(const QString& title);
    void separator();
    void nameAll();
    QAction* add(Needs needs, const QString& text, const QString& tip, const QList<QKeySequence>& keys = {},
                 const char* icon = nullptr);
    QAction* addToggle(Needs needs, const QString& text, const QString& tip, const QList<QKeySequence>& keys = {},
                       const char* icon = nullptr);
    QAction* addTool(Needs needs, ToolKind kind, const QString& text, const QString& tip,
                     const QList<QKeySequence>& keys, const char* icon);
    static QString lackText(Need need);
    Needs missing(const QAction& action) const;
    void show(QAction& action);
    void updateTip(QAction& action) const;

    QHash<const QAction*, Needs> m_needs;
    Needs m_present;
    QList<Group> m_groups;
    QList<Tool> m_tools;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Actions::Needs)

/// The action's name as people read it: without mnemonic marks and dots.
QString plainText(const QAction& action);

} // namespace soundmask
