#include "app/shell/actions.h"

#include "widgets/common/icons.h"
#include "widgets/panels/object_list_model.h"

namespace soundmask {

Actions::Actions(QObject* parent)
    : QObject(parent) {
    begin(tr("&File"));
    open_video = add(tr("Open &video..."), tr("Open a video file"), {QKeySequence("Ctrl+O")}, "open-video");
    open_folder = add(tr("Open &folder..."), tr("Open an AVSBench data set folder"), {QKeySequence("Ctrl+U")}, "open");
    open_sample = add(tr("Open &sample"), tr("Open a small made-up clip with its true masks"),
                      {QKeySequence("Ctrl+Shift+O")}, "film");
    open_project =
        add(tr("Open &project..."), tr("Open a project file, such as a saved copy"), {QKeySequence("Ctrl+Alt+O")});
    separator();
    save_now = add(tr("Save &now"), tr("Everything is saved all the time; this waits for the disk and says when it is"),
                   {QKeySequence("Ctrl+S")});
    save_copy = add(tr("Save a cop&y..."), tr("Write the project with its history to another file"),
                    {QKeySequence("Ctrl+Shift+S")});
    separator();
    import_masks = add(tr("&Import masks..."), tr("Read a folder of mask pictures as an object to edit"),
                       {QKeySequence("Ctrl+I")}, "import");
    export_clips = add(tr("&Export..."), tr("Write masks, a movie with sound or a case-study sheet"),
                       {QKeySequence("Ctrl+E")}, "export");
    separator();
    close_clip = add(tr("&Close"), tr("Close the clip or data set"), {QKeySequence("Ctrl+W")});
    quit = add(tr("&Quit"), tr("Leave the program"), {QKeySequence("Ctrl+Q")});
    quit->setMenuRole(QAction::QuitRole);

    begin(tr("&Edit"));
    undo = add(tr("&Undo"), tr("Take the last edit back, on whatever frame it was"), {QKeySequence("Ctrl+Z")}, "undo");
    redo = add(tr("&Redo"), tr("Do again what was taken back"), {QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")},
               "redo");
    separator();
    select_tool = addTool(ToolKind::Select, tr("&Select"), tr("Pick objects, points and boxes with the mouse"),
                          {QKeySequence("S")}, "select");
    segment_tool = addTool(ToolKind::Segment, tr("Segmen&t"),
                           tr("Click on an object and get its mask; right click takes away, a box works too"),
                           {QKeySequence("Q")}, "segment");
    point_tool = addTool(ToolKind::Point, tr("&Points"),
                         tr("Point at the sounding object: left adds, right or Shift+left takes away"),
                         {QKeySequence("Shift+Q")}, "point");
    box_tool = addTool(ToolKind::Box, tr("Bo&x"), tr("Draw a box around the sounding object"),
                       {QKeySequence("W"), QKeySequence("R")}, "box");
    brush_tool =
        addTool(ToolKind::Brush, tr("&Brush"), tr("Paint the mask; hold Alt to erase"), {QKeySequence("B")}, "brush");
    eraser_tool = addTool(ToolKind::Eraser, tr("&Eraser"), tr("Erase the mask; hold Alt to paint"), {QKeySequence("E")},
                          "eraser");
    polygon_tool = addTool(ToolKind::Polygon, tr("Pol&ygon"), tr("Click around what to add to the mask"),
                           {QKeySequence("P")}, "polygon");
    polygon_subtract_tool =
        addTool(ToolKind::PolygonSubtract, tr("Subtract poly&gon"), tr("Click around what to take away from the mask"),
                {QKeySequence("Alt+P")}, "polygon-subtract");
    fill_tool = addTool(ToolKind::Fill, tr("&Fill"), tr("Fill a hole in the mask, or clear a part of it"),
                        {QKeySequence("G")}, "fill");
    wand_tool = addTool(ToolKind::Wand, tr("Magic &wand"), tr("Add all that has the colour clicked on"),
                        {QKeySequence("Shift+W")}, "wand");
    cut_tool = addTool(ToolKind::GrabCut, tr("&Cut out"),
                       tr("Draw a box around an object, or click on it: it is cut out by its colours and edges"),
                       {QKeySequence("Shift+G")}, "cut-out");
    brush_smaller = add(tr("Smaller brush"), tr("Make the brush smaller"), {QKeySequence("[")});
    brush_larger = add(tr("Larger brush"), tr("Make the brush larger"), {QKeySequence("]")});
    separator();
    turn_point = add(tr("Turn point"), tr("Make the selected point negative, or positive again"), {QKeySequence("X")});
    clear_prompts =
        add(tr("Clear points and boxes"), tr("Remove all points and boxes of this frame"), {QKeySequence("Shift+Esc")});

    begin(tr("&Objects"));
    new_object =
        add(tr("&New object"), tr("Start another object; the next stroke belongs to it"), {QKeySequence("N")}, "add");
    duplicate_object =
        add(tr("&Duplicate object"), tr("Copy the object with all its masks"), {QKeySequence("Ctrl+D")}, "duplicate");
    delete_object = add(tr("Delete &object"), tr("Delete the object with all its masks; can be undone"),
                        {QKeySequence("Shift+Del")}, "delete");
    delete_mask = add(tr("Delete selection or &mask"),
                      tr("Delete the selected point or box, otherwise the object's mask on this frame"),
                      {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)});
    next_object = add(tr("Next object"), tr("Make the next object the one to edit; Tab over the picture"),
                      {QKeySequence("Ctrl+Down")});
    previous_object =
        add(tr("Previous object"), tr("Make the object before the one to edit"), {QKeySequence("Ctrl+Up")});
    separator();
    rename_object = add(tr("&Rename object"), tr("Give the object another name"), {QKeySequence("F2")});
    change_class = add(tr("Change &class"), tr("Say what kind of thing the object is"), {QKeySequence("Shift+F2")});
    recolour_object = add(tr("Change co&lour..."), tr("Give the object another colour"), {QKeySequence("Ctrl+F2")});
    raise_object = add(tr("Move &up"), tr("Put the object above the next one"), {QKeySequence("Ctrl+Shift+Up")}, "up");
    lower_object =
        add(tr("Move do&wn"), tr("Put the object below the next one"), {QKeySequence("Ctrl+Shift+Down")}, "down");
    toggle_visible =
        add(tr("&Show or hide object"), tr("Show or hide this object alone"), {QKeySequence("Ctrl+Shift+H")});
    toggle_locked =
        add(tr("Loc&k or unlock object"), tr("Keep the object from being changed"), {QKeySequence("Shift+L")});
    separator();
    constexpr std::array kStates{SoundState::Sounding, SoundState::Silent, SoundState::OffScreen, SoundState::Unsure};
    for (std::size_t i = 0; i < kStates.size(); ++i)
        sound_states[i] = {add(tr("In this second: %1").arg(soundStateTitle(kStates[i])),
                               tr("Say whether the object is heard in the second shown"),
                               {QKeySequence(QStringLiteral("Alt+%1").arg(i + 1))}),
                           kStates[i]};
    separator();
    for (std::size_t i = 0; i < pick_object.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        pick_object[i] = add(tr("Object &%1").arg(number), tr("Make object %1 of the list the one to edit").arg(number),
                             {QKeySequence(Qt::Key_0 + number)});
    }

    begin(tr("M&ask"));
    refine = add(tr("&Refine..."), tr("Grow, shrink, smooth or clean the mask with a preview"),
                 {QKeySequence("Shift+R")}, "settings");
    grow = add(tr("&Grow..."), tr("Add a margin around the mask"));
    shrink = add(tr("&Shrink..."), tr("Take a margin off the mask"));
    smooth = add(tr("S&mooth..."), tr("Round off bumps and notches of the outline"));
    fill_holes = add(tr("Fill &holes..."), tr("Set all holes inside the mask"));
    remove_islands = add(tr("Remove &islands..."), tr("Take away the parts that are smaller than some pixels"));
    heat_map_mask = add(tr("Fr&om heat map..."), tr("Make a mask of all that is hotter than a threshold"),
                        {QKeySequence("T")}, "threshold");
    accept = add(tr("&Accept preview"), tr("Make what is previewed the mask; Enter over the picture"),
                 {QKeySequence("F")}, "check");
    separator();
    copy_mask = add(tr("&Copy mask"), tr("Keep the mask of this frame for pasting"), {QKeySequence("Ctrl+C")});
    paste_mask = add(tr("&Paste mask"), tr("Make the copied mask the mask of this frame"), {QKeySequence("Ctrl+V")});
    copy_previous = add(tr("Copy from pre&vious second"), tr("Take the object's mask from the key frame before"),
                        {QKeySequence("Ctrl+P")}, "carry-forward");
    copy_next = add(tr("Copy to &next second"), tr("Carry the mask on to the next key frame and go there"),
                    {QKeySequence("Ctrl+Shift+P")});
    copy_all = add(tr("Copy to a&ll key frames"), tr("Make this the object's mask on every key frame"));
    copy_range =
        add(tr("Copy to &key frames of range"), tr("Make this the object's mask on the key frames between I and O"));
    separator();
    interpolate = add(tr("In&terpolate key frames"),
                      tr("Fill in the key frames between masks that you made; masks filled in before are made again"),
                      {QKeySequence("Ctrl+Shift+I")});
    interpolate_all = add(tr("Interpolate &every frame"),
                          tr("Fill in every frame between masks that you made, or those of the marked range"));
    separator();
    edit_result = add(tr("E&dit a copy of the result"), tr("Make an object of what the method found, on all frames"));
    edit_truth = add(tr("Edit a copy of the re&ference"), tr("Make an object of the data set's true masks"));

    begin(tr("Pla&y"));
    play = add(tr("&Play or pause"), tr("Play with sound, or pause; held down over the picture it pans"),
               {QKeySequence(Qt::Key_Space)}, "play");
    play_range = add(tr("Play range &once"), tr("Play the marked range, or everything, once from its begin"),
                     {QKeySequence("Shift+Space")});
    separator();
    frame_back =
        add(tr("Previous frame"), tr("One frame back"), {QKeySequence(Qt::Key_Left), QKeySequence("A")}, "frame-back");
    frame_forward =
        add(tr("Next frame"), tr("One frame on"), {QKeySequence(Qt::Key_Right), QKeySequence("D")}, "frame-forward");
    second_back = add(tr("Previous key frame"), tr("To the key frame of the second before"),
                      {QKeySequence("Shift+Left")}, "second-back");
    second_forward = add(tr("Next key frame"), tr("To the key frame of the next second"), {QKeySequence("Shift+Right")},
                         "second-forward");
    onset_back = add(tr("Previous onset"), tr("To where a sound begins before this"), {QKeySequence("Ctrl+Left")});
    onset_forward = add(tr("Next onset"), tr("To where the next sound begins"), {QKeySequence("Ctrl+Right")});
    first = add(tr("First frame"), tr("To the begin"), {QKeySequence(Qt::Key_Home)}, "first");
    last = add(tr("Last frame"), tr("To the end"), {QKeySequence(Qt::Key_End)}, "last");
    separator();
    shuttle_back = add(tr("Play backwards"), tr("Play backwards; again: faster"), {QKeySequence("J")});
    shuttle_stop = add(tr("Stop"), tr("Stop playing"), {QKeySequence("K")}, "pause");
    shuttle_forward = add(tr("Play forwards"), tr("Play forwards; again: faster"), {QKeySequence("L")});
    speed_down = add(tr("Slo&wer"), tr("Play slower, down to a quarter; the pitch stays"), {QKeySequence("<")});
    speed_up = add(tr("F&aster"), tr("Play faster, up to twice; the pitch stays"), {QKeySequence(">")});
    speed_normal = add(tr("Normal &speed"), tr("Play as fast as it was"));
    separator();
    mark_in = add(tr("Range begins here"), tr("Mark the begin of a range"), {QKeySequence("I")}, "range-in");
    mark_out = add(tr("Range ends here"), tr("Mark the end of a range"), {QKeySequence("O")}, "range-out");
    clear_range = add(tr("Clear range"), tr("Forget the marked range"), {QKeySequence("Ctrl+Shift+L")});
    loop =
        addToggle(tr("&Loop"), tr("Play the range, or everything, again and again"), {QKeySequence("Ctrl+L")}, "loop");
    snap = addToggle(tr("S&nap to onsets and frames"),
                     tr("Clicks and drags in the timeline snap; hold Alt for the opposite"), {QKeySequence("Shift+S")});
    separator();
    add_marker = add(tr("Set marker"), tr("Remember this frame under a name"), {QKeySequence("Shift+M")});
    marker_back = add(tr("Previous marker"), tr("To the marker before this frame"), {QKeySequence("Alt+Left")});
    marker_forward = add(tr("Next marker"), tr("To the marker after this frame"), {QKeySequence("Alt+Right")});
    rename_marker =
        add(tr("Rename marker..."), tr("Give the marker of this frame another name"), {QKeySequence("Ctrl+Shift+M")});
    recolour_marker = add(tr("Colour of marker..."), tr("Give the marker of this frame another colour"));
    delete_marker = add(tr("Delete marker"), tr("Forget the marker of this frame"));
    separator();
    mute = addToggle(tr("&Mute"), tr("Turn the sound off and on"), {QKeySequence("M")}, "mute");
    volume_down = add(tr("&Quieter"), tr("Turn the volume down"), {QKeySequence("Alt+Down")});
    volume_up = add(tr("Lou&der"), tr("Turn the volume up"), {QKeySequence("Alt+Up")});
    scrub_sound = addToggle(tr("&Hear while scrubbing"), tr("Let the sound be heard while the play head is dragged"));

    begin(tr("&Method"));
    run_all = add(tr("Run on &all key frames"), tr("Run the chosen method on one frame of every second"),
                  {QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")}, "run-all");
    run_frame = add(tr("Run on &this frame"), tr("Run the chosen method on the second shown"),
                    {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)}, "run");
    run_selected = add(tr("Run on &selected clips"), tr("Run the chosen method on all clips selected in the list"),
                       {QKeySequence("Ctrl+Shift+Return"), QKeySequence("Ctrl+Shift+Enter")});
    separator();
    segment_everything = add(tr("Segment &everything"), tr("Find all masks of the picture, to pick from"),
                             {QKeySequence("Ctrl+Shift+A")});
    next_candidate = add(tr("&Next candidate"), tr("Show another mask for the same clicks; Tab over the picture"));
    previous_candidate = add(tr("Pre&vious candidate"), tr("Show the mask before; Shift+Tab over the picture"));
    choose_segmenter = add(tr("SAM &weights..."), tr("Choose under Models which Segment Anything is used"),
                           {QKeySequence("Ctrl+Shift+W")});
    separator();
    cancel = add(tr("&Cancel"), tr("Stop what is running or drop what the mouse began. Never deletes a mask"),
                 {QKeySequence(Qt::Key_Escape)}, "cancel");
    separator();
    models = add(tr("Mo&dels..."), tr("Get, check and try the files with the networks' weights"),
                 {QKeySequence("Ctrl+M")}, "model");
    test_weights = addToggle(tr("Test wei&ghts for this method"),
                             tr("Run it without model files: shows how it works; what it finds means nothing"));

    begin(tr("&View"));
    show_masks = addToggle(tr("Show &masks"), tr("Show or hide all masks"), {QKeySequence("V")}, "visible");
    show_heat_map = addToggle(tr("Show &heat map"), tr("Show or hide where the method hears the sound"),
                              {QKeySequence("Shift+V")}, "heat-map");
    show_iso_lines = addToggle(tr("Show iso-lines"), tr("Show or hide lines of equal heat, each with its value"),
                               {QKeySequence("Shift+I")});
    show_truth = addToggle(tr("Show &ground truth"), tr("Show or hide the reference of the data set"),
                           {QKeySequence("Shift+T")});
    peek = add(tr("Peek at the picture"), tr("While held down, only the picture is shown"), {QKeySequence("H")},
               "picture");
    opacity_down = add(tr("Fainter heat map"), tr("Let more of the picture through"), {QKeySequence(",")});
    opacity_up = add(tr("Stronger heat map"), tr("Let less of the picture through"), {QKeySequence(".")});
    separator();
    zoom_fit = add(tr("&Fit"), tr("Show the whole picture"), {QKeySequence("Ctrl+0")}, "zoom-fit");
    zoom_actual =
        add(tr("&100 %"), tr("One picture pixel on one screen pixel"), {QKeySequence("Ctrl+1")}, "zoom-actual");
    zoom_in = add(tr("Zoom &in"), tr("Larger picture"), {QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")}, "zoom-in");
    zoom_out = add(tr("Zoom &out"), tr("Smaller picture"), {QKeySequence("Ctrl+-")}, "zoom-out");
    separator();
    timeline_in = add(tr("Timeline: zoom in"), tr("Show less time"), {QKeySequence("Alt++"), QKeySequence("Alt+=")});
    timeline_out = add(tr("Timeline: zoom out"), tr("Show more time"), {QKeySequence("Alt+-")});
    timeline_all = add(tr("Timeline: whole clip"), tr("Show all of the clip's time"), {QKeySequence("Alt+0")});
    separator();
    next_panel = add(tr("Next &panel"), tr("Move the keyboard to the next part of the window"), {QKeySequence("F6")});
    full_screen = addToggle(tr("F&ull screen"), tr("Use the whole screen"), {QKeySequence("F11")});
    separator();
    theme_system = addToggle(tr("Colours of the s&ystem"), tr("Light or dark as the system is"));
    theme_light = addToggle(tr("&Light colours"), tr("Light window"));
    theme_dark = addToggle(tr("&Dark colours"), tr("Dark window"));
    reset_layout = add(tr("&Reset layout"), tr("Put all panels back where they were at first"));

    begin(tr("&Clips"));
    next_clip = add(tr("&Next clip"), tr("Open the next clip of the list"), {QKeySequence("Ctrl+PgDown")}, "down");
    previous_clip =
        add(tr("&Previous clip"), tr("Open the clip before in the list"), {QKeySequence("Ctrl+PgUp")}, "up");
    next_unchecked = add(tr("Next &unchecked clip"), tr("Open the next clip that is not marked as checked"),
                         {QKeySequence("Ctrl+Shift+PgDown")});
    mark_checked = addToggle(tr("Mark as &checked"), tr("Say that all masks of this clip are right"),
                             {QKeySequence("C")}, "checked");

    begin(tr("&Help"));
    palette = add(tr("&Find an action..."), tr("Type what you want to do"), {QKeySequence("Ctrl+K")}, "search");
    shortcuts = add(tr("&Keyboard shortcuts"), tr("Show all keys"), {QKeySequence("F1"), QKeySequence("?")}, "info");
    change_keys = add(tr("&Change keys..."), tr("Search, change, import and export keys; presets after other tools"));
    about = add(tr("&About Soundmask"), tr("Version and licence"));
    about->setMenuRole(QAction::AboutRole);
    nameAll();
}

void Actions::begin(const QString& title) {
    m_groups.append({title, {}});
}

void Actions::separator() {
    m_groups.last().actions.append(nullptr);
}

QAction* Actions::add(const QString& text, const QString& tip, const QList<QKeySequence>& keys, const char* icon) {
    auto* action = new QAction(text, this);
    action->setStatusTip(tip);
    setKeys(*action, keys);
    if (icon) action->setIcon(themedIcon(QString::fromLatin1(icon)));
    m_groups.last().actions.append(action);
    return action;
}

void Actions::setKeys(QAction& action, const QList<QKeySequence>& keys) {
    action.setShortcuts(keys);
    const QString tip = action.statusTip();
    const QString key = keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
    action.setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key));
}

QAction* Actions::addToggle(const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                            const char* icon) {
    QAction* action = add(text, tip, keys, icon);
    action->setCheckable(true);
    return action;
}

QAction* Actions::addTool(ToolKind kind, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                          const char* icon) {
    QAction* action = addToggle(text, tip, keys, icon);
    m_tools.append({action, kind});
    return action;
}

QList<QAction*> Actions::all() const {
    QList<QAction*> actions;
    for (const Group& group : m_groups)
        for (QAction* action : group.actions)
            if (action) actions.append(action);
    return actions;
}

QString plainText(const QAction& action) {
    QString text = action.text();
    text.remove(QLatin1Char('&'));
    if (text.endsWith(QLatin1String("..."))) text.chop(3);
    return text;
}

} // namespace soundmask
