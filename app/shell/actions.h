#pragma once

#include <QAction>
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
    static void setKeys(QAction& action, const QList<QKeySequence>& keys);

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
    QAction* add(const QString& text, const QString& tip, const QList<QKeySequence>& keys = {},
                 const char* icon = nullptr);
    QAction* addToggle(const QString& text, const QString& tip, const QList<QKeySequence>& keys = {},
                       const char* icon = nullptr);

    QAction* addTool(ToolKind kind, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                     const char* icon);

    QList<Group> m_groups;
    QList<Tool> m_tools;
};

/// The action's name as people read it: without mnemonic marks and dots.
QString plainText(const QAction& action);

} // namespace soundmask
