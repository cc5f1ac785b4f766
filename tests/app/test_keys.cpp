// The keys of the window: each means one thing, and they are those that people know from other tools.
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>

#include "tests/app/window_test.h"

using namespace soundmask;

namespace {

class TestKeys : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        prepare("test_keys", 1, 7);
        startWindow();
    }
    void cleanupTestCase() { m_window.reset(); }
    void noKeyMeansTwoThings();
    void keysAreThoseOfTheSurvey();
};

void TestKeys::noKeyMeansTwoThings() {
    // One scope: the window with its menus. The canvas and the strips own a few keys more while they have the focus.
    QMap<QString, QString> owner;
    const auto claim = [&](const QKeySequence& key, const QString& by) {
        const QString text = key.toString(QKeySequence::PortableText);
        if (text.isEmpty()) return;
        QVERIFY2(!owner.contains(text), qPrintable(text + ": " + by + " and " + owner.value(text)));
        owner[text] = by;
    };
    QSet<QAction*> seen;
    for (QAction* action : m_window->findChildren<QAction*>()) {
        if (seen.contains(action)) continue;
        seen.insert(action);
        for (const QKeySequence& key : action->shortcuts())
            claim(key, action->text());
    }
    for (QShortcut* shortcut : m_window->findChildren<QShortcut*>())
        claim(shortcut->key(), QStringLiteral("shortcut of ") + shortcut->parent()->objectName());
    QVERIFY(owner.size() > 60);
    // Alt with the marked letter opens a menu: no action may have it, and no other menu.
    for (QAction* menu : m_window->menuBar()->actions())
        claim(QKeySequence::mnemonic(menu->text()), menu->text());
    // In one menu each letter leads to one entry.
    for (QAction* menu : m_window->menuBar()->actions()) {
        QMap<QString, QString> letters;
        for (QAction* action : menu->menu()->actions()) {
            const QString letter = QKeySequence::mnemonic(action->text()).toString();
            if (letter.isEmpty()) continue;
            QVERIFY2(!letters.contains(letter),
                     qPrintable(menu->text() + ": " + action->text() + " and " + letters.value(letter)));
            letters[letter] = action->text();
        }
    }
}

void TestKeys::keysAreThoseOfTheSurvey() {
    const Actions& a = actions();
    const QList<std::pair<QAction*, QStringList>> keys{
        {a.frame_back, {"Left", "A"}},
        {a.frame_forward, {"Right", "D"}},
        {a.second_back, {"Shift+Left"}},
        {a.second_forward, {"Shift+Right"}},
        {a.first, {"Home"}},
        {a.last, {"End"}},
        {a.play, {"Space"}},
        {a.shuttle_back, {"J"}},
        {a.shuttle_stop, {"K"}},
        {a.shuttle_forward, {"L"}},
        {a.mark_in, {"I"}},
        {a.mark_out, {"O"}},
        {a.loop, {"Ctrl+L"}},
        {a.play_range, {"Shift+Space"}},
        {a.mute, {"M"}},
        {a.segment_tool, {"Q"}},
        {a.box_tool, {"W", "R"}},
        {a.run_frame, {"Return"}},
        {a.run_all, {"Ctrl+Return"}},
        {a.accept, {"F"}},
        {a.cancel, {"Esc"}},
        {a.brush_tool, {"B"}},
        {a.eraser_tool, {"E"}},
        {a.polygon_tool, {"P"}},
        {a.polygon_subtract_tool, {"Alt+P"}},
        {a.fill_tool, {"G"}},
        {a.wand_tool, {"Shift+W"}},
        {a.cut_tool, {"Shift+G"}},
        {a.brush_smaller, {"["}},
        {a.brush_larger, {"]"}},
        {a.zoom_fit, {"Ctrl+0"}},
        {a.zoom_actual, {"Ctrl+1"}},
        {a.show_masks, {"V"}},
        {a.peek, {"H"}},
        {a.opacity_down, {","}},
        {a.opacity_up, {"."}},
        {a.copy_previous, {"Ctrl+P"}},
        {a.copy_next, {"Ctrl+Shift+P"}},
        {a.delete_mask, {"Del", "Backspace"}},
        {a.copy_mask, {"Ctrl+C"}},
        {a.paste_mask, {"Ctrl+V"}},
        {a.duplicate_object, {"Ctrl+D"}},
        {a.undo, {"Ctrl+Z"}},
        {a.redo, {"Ctrl+Shift+Z", "Ctrl+Y"}},
        {a.open_video, {"Ctrl+O"}},
        {a.open_folder, {"Ctrl+U"}},
        {a.shortcuts, {"F1", "?"}},
        {a.palette, {"Ctrl+K"}},
        {a.new_object, {"N"}},
        {a.next_clip, {"Ctrl+PgDown"}},
        {a.previous_clip, {"Ctrl+PgUp"}},
    };
    for (const auto& [action, wanted] : keys)
        for (const QString& key : wanted)
            QVERIFY2(action->shortcuts().contains(QKeySequence(key)), qPrintable(action->text() + " " + key));
    for (int i = 0; i < 9; ++i)
        QVERIFY(a.pick_object[static_cast<std::size_t>(i)]->shortcuts().contains(QKeySequence(QString::number(i + 1))));
}

} // namespace

QTEST_MAIN(TestKeys)
#include "test_keys.moc"
