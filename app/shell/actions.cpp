#include "app/shell/actions.h"

#include "widgets/common/icons.h"
#include "widgets/common/key_names.h"
#include "widgets/panels/object_list_model.h"

namespace soundmask {

Actions::Actions(QObject* parent)
    : QObject(parent) {
    begin(tr("&File"));
    open_video = add(Needs(), tr("Open &video..."), tr("Open a video file"), {QKeySequence("Ctrl+O")}, "open-video");
    open_folder =
        add(Needs(), tr("Open &folder..."), tr("Open an AVSBench data set folder"), {QKeySequence("Ctrl+U")}, "open");
    open_sample = add(Needs(), tr("Open &sample"), tr("Open a small made-up clip with its true masks"),
                      {QKeySequence("Ctrl+Shift+O")}, "film");
    open_project = add(Needs(), tr("Open &project..."), tr("Open a project file, such as a saved copy"),
                       {QKeySequence("Ctrl+Alt+O")});
    separator();
    save_now = add(Need::ProjectFile, tr("Save &now"),
                   tr("Everything is saved all the time; this waits for the disk and says when it is"),
                   {QKeySequence("Ctrl+S")});
    save_copy = add(Need::Clips, tr("Save a cop&y..."), tr("Write the project with its history to another file"),
                    {QKeySequence("Ctrl+Shift+S")});
    separator();
    import_masks = add(Need::Clip, tr("&Import masks..."), tr("Read a folder of mask pictures as an object to edit"),
                       {QKeySequence("Ctrl+I")}, "import");
    export_clips = add(Need::Clip, tr("&Export..."), tr("Write masks, a movie with sound or a case-study sheet"),
                       {QKeySequence("Ctrl+E")}, "export");
    separator();
    close_clip = add(Need::Clips, tr("&Close"), tr("Close the clip or data set"), {QKeySequence("Ctrl+W")});
    quit = add(Needs(), tr("&Quit"), tr("Leave the program"), {QKeySequence("Ctrl+Q")});
    quit->setMenuRole(QAction::QuitRole);

    begin(tr("&Edit"));
    undo = add(Need::Undo, tr("&Undo"), tr("Take the last edit back, on whatever frame it was"),
               {QKeySequence("Ctrl+Z")}, "undo");
    redo = add(Need::Redo, tr("&Redo"), tr("Do again what was taken back"),
               {QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")}, "redo");
    separator();
    select_tool = addTool(Need::Clip, ToolKind::Select, tr("&Select"),
                          tr("Pick objects, points and boxes with the mouse"), {QKeySequence("S")}, "select");
    segment_tool = addTool(Need::Clip, ToolKind::Segment, tr("Segmen&t"),
                           tr("Click on an object and get its mask; right click takes away, a box works too"),
                           {QKeySequence("Q")}, "segment");
    point_tool = addTool(Need::Clip, ToolKind::Point, tr("&Points"),
                         tr("Point at the sounding object: left adds, right or Shift+left takes away"),
                         {QKeySequence("Shift+Q")}, "point");
    box_tool = addTool(Need::Clip, ToolKind::Box, tr("Bo&x"), tr("Draw a box around the sounding object"),
                       {QKeySequence("W"), QKeySequence("R")}, "box");
    brush_tool = addTool(Need::Clip, ToolKind::Brush, tr("&Brush"), tr("Paint the mask; hold Alt to erase"),
                         {QKeySequence("B")}, "brush");
    eraser_tool = addTool(Need::Clip, ToolKind::Eraser, tr("&Eraser"), tr("Erase the mask; hold Alt to paint"),
                          {QKeySequence("E")}, "eraser");
    polygon_tool = addTool(Need::Clip, ToolKind::Polygon, tr("Pol&ygon"), tr("Click around what to add to the mask"),
                           {QKeySequence("P")}, "polygon");
    polygon_subtract_tool =
        addTool(Need::Clip, ToolKind::PolygonSubtract, tr("Subtract poly&gon"),
                tr("Click around what to take away from the mask"), {QKeySequence("Alt+P")}, "polygon-subtract");
    fill_tool = addTool(Need::Clip, ToolKind::Fill, tr("&Fill"), tr("Fill a hole in the mask, or clear a part of it"),
                        {QKeySequence("G")}, "fill");
    wand_tool = addTool(Need::Clip, ToolKind::Wand, tr("Magic &wand"), tr("Add all that has the colour clicked on"),
                        {QKeySequence("Shift+W")}, "wand");
    cut_tool = addTool(Need::Clip, ToolKind::GrabCut, tr("&Cut out"),
                       tr("Draw a box around an object, or click on it: it is cut out by its colours and edges"),
                       {QKeySequence("Shift+G")}, "cut-out");
    brush_smaller = add(Need::Clip, tr("Smaller brush"), tr("Make the brush smaller"), {QKeySequence("[")});
    brush_larger = add(Need::Clip, tr("Larger brush"), tr("Make the brush larger"), {QKeySequence("]")});
    separator();
    turn_point = add(Need::Point, tr("Turn point"), tr("Make the selected point negative, or positive again"),
                     {QKeySequence("X")});
    clear_prompts = add(Need::Prompts, tr("Clear points and boxes"), tr("Remove all points and boxes of this frame"),
                        {QKeySequence("Shift+Esc")});

    begin(tr("&Objects"));
    new_object = add(Need::Clip, tr("&New object"), tr("Start another object; the next stroke belongs to it"),
                     {QKeySequence("N")}, "add");
    duplicate_object = add(Need::Object, tr("&Duplicate object"), tr("Copy the object with all its masks"),
                           {QKeySequence("Ctrl+D")}, "duplicate");
    delete_object = add(Need::Object, tr("Delete &object"), tr("Delete the object with all its masks; can be undone"),
                        {QKeySequence("Shift+Del")}, "delete");
    delete_mask = add(Need::Selection, tr("Delete selection or &mask"),
                      tr("Delete the selected point or box, otherwise the object's mask on this frame"),
                      {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)});
    next_object = add(Need::Objects, tr("Next object"),
                      tr("Make the next object the one to edit; Tab over the picture"), {QKeySequence("Ctrl+Down")});
    previous_object = add(Need::Objects, tr("Previous object"), tr("Make the object before the one to edit"),
                          {QKeySequence("Ctrl+Up")});
    separator();
    rename_object = add(Need::Object, tr("&Rename object"), tr("Give the object another name"), {QKeySequence("F2")});
    change_class =
        add(Need::Object, tr("Change &class"), tr("Say what kind of thing the object is"), {QKeySequence("Shift+F2")});
    recolour_object =
        add(Need::Object, tr("Change co&lour..."), tr("Give the object another colour"), {QKeySequence("Ctrl+F2")});
    raise_object = add(Need::Object, tr("Move &up"), tr("Put the object above the next one"),
                       {QKeySequence("Ctrl+Shift+Up")}, "up");
    lower_object = add(Need::Object, tr("Move do&wn"), tr("Put the object below the next one"),
                       {QKeySequence("Ctrl+Shift+Down")}, "down");
    toggle_visible = add(Need::Object, tr("&Show or hide object"), tr("Show or hide this object alone"),
                         {QKeySequence("Ctrl+Shift+H")});
    toggle_locked = add(Need::Object, tr("Loc&k or unlock object"), tr("Keep the object from being changed"),
                        {QKeySequence("Shift+L")});
    separator();
    constexpr std::array kStates{SoundState::Sounding, SoundState::Silent, SoundState::OffScreen, SoundState::Unsure};
    for (std::size_t i = 0; i < kStates.size(); ++i)
        sound_states[i] = {add(Need::Object, tr("In this second: %1").arg(soundStateTitle(kStates[i])),
                               tr("Say whether the object is heard in the second shown"),
                               {QKeySequence(QStringLiteral("Alt+%1").arg(i + 1))}),
                           kStates[i]};
    separator();
    for (std::size_t i = 0; i < pick_object.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        pick_object[i] =
            add(Need::Objects, tr("Object &%1").arg(number),
                tr("Make object %1 of the list the one to edit").arg(number), {QKeySequence(Qt::Key_0 + number)});
    }

    begin(tr("M&ask"));
    refine = add(Need::FrameMask, tr("&Refine..."), tr("Grow, shrink, smooth or clean the mask with a preview"),
                 {QKeySequence("Shift+R")}, "settings");
    grow = add(Need::FrameMask, tr("&Grow..."), tr("Add a margin around the mask"));
    shrink = add(Need::FrameMask, tr("&Shrink..."), tr("Take a margin off the mask"));
    smooth = add(Need::FrameMask, tr("S&mooth..."), tr("Round off bumps and notches of the outline"));
    fill_holes = add(Need::FrameMask, tr("Fill &holes..."), tr("Set all holes inside the mask"));
    remove_islands =
        add(Need::FrameMask, tr("Remove &islands..."), tr("Take away the parts that are smaller than some pixels"));
    heat_map_mask = add(Need::HeatMap, tr("Fr&om heat map..."),
                        tr("Make a mask of all that is hotter than a threshold"), {QKeySequence("T")}, "threshold");
    accept = add(Need::Preview, tr("&Accept preview"), tr("Make what is previewed the mask; Enter over the picture"),
                 {QKeySequence("F")}, "check");
    separator();
    copy_mask =
        add(Need::FrameMask, tr("&Copy mask"), tr("Keep the mask of this frame for pasting"), {QKeySequence("Ctrl+C")});
    paste_mask = add(Need::Clip | Need::CopiedMask, tr("&Paste mask"),
                     tr("Make the copied mask the mask of this frame"), {QKeySequence("Ctrl+V")});
    copy_previous =
        add(Need::Object, tr("Copy from pre&vious second"), tr("Take the object's mask from the key frame before"),
            {QKeySequence("Ctrl+P")}, "carry-forward");
    copy_next = add(Need::Object | Need::FrameMask, tr("Copy to &next second"),
                    tr("Carry the mask on to the next key frame and go there"), {QKeySequence("Ctrl+Shift+P")});
    copy_all = add(Need::Object | Need::FrameMask, tr("Copy to a&ll key frames"),
                   tr("Make this the object's mask on every key frame"));
    copy_range = add(Need::Object | Need::FrameMask | Need::Range, tr("Copy to &key frames of range"),
                     tr("Make this the object's mask on the key frames between I and O"));
    separator();
    interpolate = add(Need::Object, tr("In&terpolate key frames"),
                      tr("Fill in the key frames between masks that you made; masks filled in before are made again"),
                      {QKeySequence("Ctrl+Shift+I")});
    interpolate_all = add(Need::Object, tr("Interpolate &every frame"),
                          tr("Fill in every frame between masks that you made, or those of the marked range"));
    separator();
    edit_result = add(Need::Result, tr("E&dit a copy of the result"),
                      tr("Make an object of what the method found, on all frames"));
    edit_truth =
        add(Need::Truth, tr("Edit a copy of the re&ference"), tr("Make an object of the data set's true masks"));

    begin(tr("Pla&y"));
    play = add(Need::Clip, tr("&Play or pause"), tr("Play with sound, or pause; held down over the picture it pans"),
               {QKeySequence(Qt::Key_Space)}, "play");
    play_range = add(Need::Clip, tr("Play range &once"),
                     tr("Play the marked range, or everything, once from its begin"), {QKeySequence("Shift+Space")});
    separator();
    frame_back = add(Need::Clip, tr("Previous frame"), tr("One frame back"),
                     {QKeySequence(Qt::Key_Left), QKeySequence("A")}, "frame-back");
    frame_forward = add(Need::Clip, tr("Next frame"), tr("One frame on"),
                        {QKeySequence(Qt::Key_Right), QKeySequence("D")}, "frame-forward");
    second_back = add(Need::Clip, tr("Previous key frame"), tr("To the key frame of the second before"),
                      {QKeySequence("Shift+Left")}, "second-back");
    second_forward = add(Need::Clip, tr("Next key frame"), tr("To the key frame of the next second"),
                         {QKeySequence("Shift+Right")}, "second-forward");
    onset_back =
        add(Need::Sound, tr("Previous onset"), tr("To where a sound begins before this"), {QKeySequence("Ctrl+Left")});
    onset_forward =
        add(Need::Sound, tr("Next onset"), tr("To where the next sound begins"), {QKeySequence("Ctrl+Right")});
    first = add(Need::Clip, tr("First frame"), tr("To the begin"), {QKeySequence(Qt::Key_Home)}, "first");
    last = add(Need::Clip, tr("Last frame"), tr("To the end"), {QKeySequence(Qt::Key_End)}, "last");
    separator();
    shuttle_back = add(Need::Clip, tr("Play backwards"), tr("Play backwards; again: faster"), {QKeySequence("J")});
    shuttle_stop = add(Need::Clip, tr("Stop"), tr("Stop playing"), {QKeySequence("K")}, "pause");
    shuttle_forward = add(Need::Clip, tr("Play forwards"), tr("Play forwards; again: faster"), {QKeySequence("L")});
    speed_down =
        add(Need::Clip, tr("Slo&wer"), tr("Play slower, down to a quarter; the pitch stays"), {QKeySequence("<")});
    speed_up = add(Need::Clip, tr("F&aster"), tr("Play faster, up to twice; the pitch stays"), {QKeySequence(">")});
    speed_normal = add(Need::Clip, tr("Normal &speed"), tr("Play as fast as it was"));
    separator();
    mark_in =
        add(Need::Clip, tr("Range begins here"), tr("Mark the begin of a range"), {QKeySequence("I")}, "range-in");
    mark_out = add(Need::Clip, tr("Range ends here"), tr("Mark the end of a range"), {QKeySequence("O")}, "range-out");
    clear_range = add(Need::Range, tr("Clear range"), tr("Forget the marked range"), {QKeySequence("Ctrl+Shift+L")});
    loop = addToggle(Need::Clip, tr("&Loop"), tr("Play the range, or everything, again and again"),
                     {QKeySequence("Ctrl+L")}, "loop");
    snap = addToggle(Need::Clip, tr("S&nap to onsets and frames"),
                     tr("Clicks and drags in the timeline snap; hold Alt for the opposite"), {QKeySequence("Shift+S")});
    separator();
    add_marker = add(Need::Clip, tr("Set marker"), tr("Remember this frame under a name"), {QKeySequence("Shift+M")});
    marker_back =
        add(Need::Markers, tr("Previous marker"), tr("To the marker before this frame"), {QKeySequence("Alt+Left")});
    marker_forward =
        add(Need::Markers, tr("Next marker"), tr("To the marker after this frame"), {QKeySequence("Alt+Right")});
    rename_marker = add(Need::Marker, tr("Rename marker"), tr("Give the marker of this frame another name"),
                        {QKeySequence("Ctrl+Shift+M")});
    recolour_marker = add(Need::Marker, tr("Colour of marker..."), tr("Give the marker of this frame another colour"));
    delete_marker = add(Need::Marker, tr("Delete marker"), tr("Forget the marker of this frame"));
    separator();
    mute = addToggle(Need::Sound, tr("&Mute"), tr("Turn the sound off and on"), {QKeySequence("M")}, "mute");
    volume_down = add(Need::Sound, tr("&Quieter"), tr("Turn the volume down"), {QKeySequence("Alt+Down")});
    volume_up = add(Need::Sound, tr("Lou&der"), tr("Turn the volume up"), {QKeySequence("Alt+Up")});
    scrub_sound = addToggle(Need::Sound, tr("&Hear while scrubbing"),
                            tr("Let the sound be heard while the play head is dragged"));

    begin(tr("&Method"));
    run_all = add(Need::Clip | Need::IdleMethod, tr("Run on &all key frames"),
                  tr("Run the chosen method on one frame of every second"),
                  {QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")}, "run-all");
    run_frame =
        add(Need::Clip | Need::IdleMethod, tr("Run on &this frame"), tr("Run the chosen method on the second shown"),
            {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)}, "run");
    run_selected = add(Need::Clips | Need::IdleBatch, tr("Run on &selected clips"),
                       tr("Run the chosen method on all clips selected in the list"),
                       {QKeySequence("Ctrl+Shift+Return"), QKeySequence("Ctrl+Shift+Enter")});
    separator();
    segment_everything = add(Need::Clip, tr("Segment &everything"), tr("Find all masks of the picture, to pick from"),
                             {QKeySequence("Ctrl+Shift+A")});
    next_candidate =
        add(Need::Candidates, tr("&Next candidate"), tr("Show another mask for the same clicks; Tab over the picture"));
    previous_candidate =
        add(Need::Candidates, tr("Pre&vious candidate"), tr("Show the mask before; Shift+Tab over the picture"));
    choose_segmenter = add(Needs(), tr("SAM &weights..."), tr("Choose under Models which Segment Anything is used"),
                           {QKeySequence("Ctrl+Shift+W")});
    separator();
    cancel = add(Needs(), tr("&Cancel"), tr("Stop what is running or drop what the mouse began. Never deletes a mask"),
                 {QKeySequence(Qt::Key_Escape)}, "cancel");
    separator();
    models = add(Needs(), tr("Mo&dels..."), tr("Get, check and try the files with the networks' weights"),
                 {QKeySequence("Ctrl+M")}, "model");
    test_weights = addToggle(Need::Weights, tr("Test wei&ghts for this method"),
                             tr("Run it without model files: shows how it works; what it finds means nothing"));

    begin(tr("&View"));
    show_masks = addToggle(Need::Clip, tr("Show &masks"), tr("Show or hide all masks"), {QKeySequence("V")}, "visible");
    show_heat_map = addToggle(Need::HeatMaps, tr("Show &heat map"), tr("Show or hide where the method hears the sound"),
                              {QKeySequence("Shift+V")}, "heat-map");
    show_iso_lines = addToggle(Need::HeatMaps, tr("Show iso-lines"),
                               tr("Show or hide lines of equal heat, each with its value"), {QKeySequence("Shift+I")});
    show_truth = addToggle(Need::Truth, tr("Show &ground truth"), tr("Show or hide the reference of the data set"),
                           {QKeySequence("Shift+T")});
    peek = add(Need::Clip, tr("Peek at the picture"), tr("While held down, only the picture is shown"),
               {QKeySequence("H")}, "picture");
    opacity_down =
        add(Need::HeatMaps, tr("Fainter heat map"), tr("Let more of the picture through"), {QKeySequence(",")});
    opacity_up =
        add(Need::HeatMaps, tr("Stronger heat map"), tr("Let less of the picture through"), {QKeySequence(".")});
    separator();
    zoom_fit = add(Need::Clip, tr("&Fit"), tr("Show the whole picture"), {QKeySequence("Ctrl+0")}, "zoom-fit");
    zoom_actual = add(Need::Clip, tr("&100 %"), tr("One picture pixel on one screen pixel"), {QKeySequence("Ctrl+1")},
                      "zoom-actual");
    zoom_in = add(Need::Clip, tr("Zoom &in"), tr("Larger picture"), {QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")},
                  "zoom-in");
    zoom_out = add(Need::Clip, tr("Zoom &out"), tr("Smaller picture"), {QKeySequence("Ctrl+-")}, "zoom-out");
    separator();
    timeline_in =
        add(Need::Clip, tr("Timeline: zoom in"), tr("Show less time"), {QKeySequence("Alt++"), QKeySequence("Alt+=")});
    timeline_out = add(Need::Clip, tr("Timeline: zoom out"), tr("Show more time"), {QKeySequence("Alt+-")});
    timeline_all =
        add(Need::Clip, tr("Timeline: whole clip"), tr("Show all of the clip's time"), {QKeySequence("Alt+0")});
    separator();
    next_panel =
        add(Needs(), tr("Next &panel"), tr("Move the keyboard to the next part of the window"), {QKeySequence("F6")});
    full_screen = addToggle(Needs(), tr("F&ull screen"), tr("Use the whole screen"), {QKeySequence("F11")});
    separator();
    theme_system = addToggle(Needs(), tr("Colours of the s&ystem"), tr("Light or dark as the system is"));
    theme_light = addToggle(Needs(), tr("&Light colours"), tr("Light window"));
    theme_dark = addToggle(Needs(), tr("&Dark colours"), tr("Dark window"));
    reset_layout = add(Need::Clips, tr("&Reset layout"), tr("Put all panels back where they were at first"));

    begin(tr("&Clips"));
    next_clip =
        add(Need::Clips, tr("&Next clip"), tr("Open the next clip of the list"), {QKeySequence("Ctrl+PgDown")}, "down");
    previous_clip = add(Need::Clips, tr("&Previous clip"), tr("Open the clip before in the list"),
                        {QKeySequence("Ctrl+PgUp")}, "up");
    next_unchecked = add(Need::Clips, tr("Next &unchecked clip"),
                         tr("Open the next clip that is not marked as checked"), {QKeySequence("Ctrl+Shift+PgDown")});
    mark_checked = addToggle(Need::Clip, tr("Mark as &checked"), tr("Say that all masks of this clip are right"),
                             {QKeySequence("C")}, "checked");

    begin(tr("&Help"));
    palette =
        add(Needs(), tr("&Find an action..."), tr("Type what you want to do"), {QKeySequence("Ctrl+K")}, "search");
    shortcuts =
        add(Needs(), tr("&Keyboard shortcuts"), tr("Show all keys"), {QKeySequence("F1"), QKeySequence("?")}, "info");
    change_keys =
        add(Needs(), tr("&Change keys..."), tr("Search, change, import and export keys; presets after other tools"));
    about = add(Needs(), tr("&About Soundmask"), tr("Version and licence"));
    about->setMenuRole(QAction::AboutRole);
    nameAll();
    for (QAction* action : all())
        show(*action);
    connect(&KeyNames::instance(), &KeyNames::changed, this, [this] {
        for (QAction* action : all())
            updateTip(*action); // what it lacks may name keys
    });
}

void Actions::begin(const QString& title) {
    m_groups.append({title, {}});
}

void Actions::separator() {
    m_groups.last().actions.append(nullptr);
}

QAction* Actions::add(Needs needs, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                      const char* icon) {
    auto* action = new QAction(text, this);
    action->setStatusTip(tip);
    // What only a clip can have needs one, which is then what is said first.
    constexpr Needs kOfClip = Need::Sound | Need::Objects | Need::Object | Need::FrameMask | Need::Point |
                              Need::Prompts | Need::Selection | Need::Candidates | Need::Result | Need::HeatMaps |
                              Need::HeatMap | Need::Truth | Need::Range | Need::Markers | Need::Marker;
    m_needs.insert(action, needs & kOfClip ? needs | Need::Clip : needs);
    setKeys(*action, keys);
    if (icon) action->setIcon(themedIcon(QString::fromLatin1(icon)));
    m_groups.last().actions.append(action);
    return action;
}

void Actions::setKeys(QAction& action, const QList<QKeySequence>& keys) {
    action.setShortcuts(keys);
    updateTip(action);
}

void Actions::updateTip(QAction& action) const {
    QString tip = action.statusTip();
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    if (!key.isEmpty()) tip = tr("%1 (%2)").arg(tip, key);
    if (const QString lack = lackOf(action); !lack.isEmpty()) tip += QLatin1Char('\n') + lack;
    action.setToolTip(tip);
}

QAction* Actions::addToggle(Needs needs, const QString& text, const QString& tip, const QList<QKeySequence>& keys,
                            const char* icon) {
    QAction* action = add(needs, text, tip, keys, icon);
    action->setCheckable(true);
    return action;
}

QAction* Actions::addTool(Needs needs, ToolKind kind, const QString& text, const QString& tip,
                          const QList<QKeySequence>& keys, const char* icon) {
    QAction* action = addToggle(needs, text, tip, keys, icon);
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
