// An action that lacks something is disabled, says what it lacks wherever it shows, and works once that is there.
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>

#include "app/shell/action_finder.h"
#include "core/media/video_writer.h"
#include "tests/app/window_test.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/method_panel.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

class TestActionNeeds : public WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_action_needs", 1, 3); }
    void init() {
        forgetProjects();
        startWindow();
    }
    void cleanup() { m_window.reset(); }

    void withoutAClip();
    void aClipWithoutSound();
    void objectsAndTheirMasks();
    void pointsRangesAndMarkers();
    void resultsAndTheirHeatMaps();
    void aKeyThatDoesNothingSaysWhy();

  private:
    QStringList enabled() const;
    void checkOff(const QList<QAction*>& wanted, const QString& reason) const;
    void checkOn(const QList<QAction*>& wanted) const;
    void drawSquare();
};

QStringList TestActionNeeds::enabled() const {
    QStringList names;
    for (const QAction* action : actions().all())
        if (action->isEnabled()) names.append(action->objectName());
    names.sort();
    return names;
}

void TestActionNeeds::checkOff(const QList<QAction*>& wanted, const QString& reason) const {
    for (const QAction* action : wanted) {
        const QString name = action->objectName();
        QVERIFY2(!action->isEnabled(), qPrintable(name));
        QVERIFY2(actions().lackOf(*action).contains(reason), qPrintable(name + ": " + actions().lackOf(*action)));
        QVERIFY2(action->toolTip().endsWith(actions().lackOf(*action)), qPrintable(name + ": " + action->toolTip()));
    }
}

void TestActionNeeds::checkOn(const QList<QAction*>& wanted) const {
    for (const QAction* action : wanted) {
        QVERIFY2(action->isEnabled(), qPrintable(action->objectName() + ": " + actions().lackOf(*action)));
        QVERIFY2(actions().lackOf(*action).isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(!action->toolTip().contains(QLatin1Char('\n')), qPrintable(action->toolTip()));
    }
}

void TestActionNeeds::drawSquare() {
    actions().brush_tool->trigger();
    const QPoint centre = canvas().rect().center();
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, centre);
    QTest::mouseMove(&canvas(), centre + QPoint(40, 20));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, centre + QPoint(40, 20));
}

void TestActionNeeds::withoutAClip() {
    const Actions& a = actions();
    // Exactly what makes sense on the start page.
    QStringList expected;
    for (const QAction* action : {a.open_video, a.open_folder, a.open_sample, a.open_project, a.quit, a.cancel,
                                  a.models, a.choose_segmenter, a.next_panel, a.full_screen, a.theme_system,
                                  a.theme_light, a.theme_dark, a.palette, a.shortcuts, a.change_keys, a.about})
        expected.append(action->objectName());
    if (a.test_weights->isEnabled()) expected.append(a.test_weights->objectName()); // the first method decides
    expected.sort();
    QCOMPARE(enabled(), expected);
    checkOff({a.play, a.brush_tool, a.export_clips, a.mark_checked, a.grow, a.mute, a.edit_truth, a.delete_marker},
             QStringLiteral("Open a clip first"));

    // The palette says it, too, and does not run it.
    ActionFinder finder(actions(), m_window.get());
    auto* list = finder.findChild<QListWidget*>();
    const auto found = list->findItems(plainText(*a.mark_checked), Qt::MatchStartsWith);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first()->text().endsWith(QStringLiteral("Open a clip first.")), qPrintable(found.first()->text()));
    QVERIFY(!(found.first()->flags() & Qt::ItemIsEnabled));

    // Closing goes back to this.
    open(m_dataset);
    QVERIFY(a.play->isEnabled());
    a.close_clip->trigger();
    QCOMPARE(enabled(), expected);
}

void TestActionNeeds::aClipWithoutSound() {
    const std::filesystem::path file = m_folder->path() / "silent.mp4";
    auto writer = VideoWriter::open(file, {64, 48}, {8, 1});
    QVERIFY(writer.has_value());
    for (int i = 0; i < 24; ++i)
        QVERIFY((*writer)->write(Image(Size{64, 48})).has_value());
    QVERIFY((*writer)->finish().has_value());
    open(file);
    const Actions& a = actions();
    checkOff({a.mute, a.volume_down, a.volume_up, a.scrub_sound, a.onset_back, a.onset_forward},
             QStringLiteral("no sound track"));
    checkOn({a.play, a.frame_forward, a.shuttle_forward, a.loop, a.brush_tool, a.new_object, a.save_now});
    checkOff({a.show_truth, a.edit_truth}, QStringLiteral("no reference masks"));
    open(m_dataset);
    checkOn({a.mute, a.volume_down, a.volume_up, a.scrub_sound, a.onset_back, a.onset_forward, a.show_truth});
}

void TestActionNeeds::objectsAndTheirMasks() {
    open(m_dataset);
    goTo(keyFrame(0));
    const Actions& a = actions();
    const QList<QAction*> of_object{a.duplicate_object, a.delete_object, a.rename_object,  a.change_class,
                                    a.recolour_object,  a.raise_object,  a.lower_object,   a.toggle_visible,
                                    a.toggle_locked,    a.interpolate,   a.interpolate_all};
    const QList<QAction*> of_mask{a.copy_mask, a.grow, a.shrink, a.smooth, a.fill_holes, a.remove_islands};
    checkOff(of_object, QStringLiteral("Choose an object"));
    for (const Actions::Sounds& sounds : a.sound_states)
        checkOff({sounds.action}, QStringLiteral("Choose an object"));
    checkOff({a.next_object, a.previous_object, a.pick_object[0]}, QStringLiteral("no objects"));
    checkOff(of_mask, QStringLiteral("no mask"));

    a.new_object->trigger();
    checkOn(of_object);
    for (const Actions::Sounds& sounds : a.sound_states)
        checkOn({sounds.action});
    checkOn({a.next_object, a.previous_object, a.pick_object[0]});
    checkOff(of_mask, QStringLiteral("no mask"));
    checkOff({a.delete_mask}, QStringLiteral("No point or box is selected"));
    checkOff({a.paste_mask}, QStringLiteral("Copy a mask"));

    drawSquare();
    checkOn(of_mask);
    checkOn({a.delete_mask, a.copy_next, a.copy_all});
    checkOff({a.copy_range}, QStringLiteral("range"));
    a.copy_mask->trigger();
    checkOn({a.paste_mask});
    goTo(keyFrame(1)); // an object, but no mask
    checkOff(of_mask, QStringLiteral("no mask"));
    checkOn({a.paste_mask, a.rename_object});
    checkOn({a.undo});
    checkOff({a.redo}, QStringLiteral("Nothing was taken back"));
    while (a.undo->isEnabled())
        a.undo->trigger();
    checkOn({a.redo});
    checkOff(of_object, QStringLiteral("Choose an object"));
}

void TestActionNeeds::pointsRangesAndMarkers() {
    open(m_dataset);
    goTo(keyFrame(0));
    const Actions& a = actions();
    checkOff({a.turn_point}, QStringLiteral("Click on a point"));
    checkOff({a.clear_prompts}, QStringLiteral("no points or boxes"));
    a.point_tool->trigger();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, canvas().rect().center());
    checkOn({a.turn_point, a.clear_prompts, a.delete_mask}); // what was just made is selected
    canvas().selectPrompt({});
    checkOff({a.turn_point}, QStringLiteral("Click on a point"));
    checkOn({a.clear_prompts});

    checkOff({a.clear_range}, QStringLiteral("range"));
    a.mark_in->trigger();
    goTo(keyFrame(1));
    a.mark_out->trigger();
    checkOn({a.clear_range});
    a.clear_range->trigger();
    checkOff({a.clear_range}, QStringLiteral("range"));

    checkOff({a.rename_marker, a.recolour_marker, a.delete_marker}, QStringLiteral("no marker on this frame"));
    checkOff({a.marker_back, a.marker_forward}, QStringLiteral("no markers in this clip"));
    a.add_marker->trigger();
    checkOn({a.rename_marker, a.recolour_marker, a.delete_marker, a.marker_back});
    goTo(keyFrame(2));
    checkOff({a.rename_marker, a.recolour_marker, a.delete_marker}, QStringLiteral("no marker on this frame"));
    checkOn({a.marker_back});
}

void TestActionNeeds::resultsAndTheirHeatMaps() {
    open(m_dataset);
    goTo(keyFrame(0));
    const Actions& a = actions();
    checkOff({a.show_heat_map, a.show_iso_lines, a.opacity_down, a.opacity_up, a.heat_map_mask},
             QStringLiteral("heat map"));
    checkOff({a.edit_result}, QStringLiteral("no result"));
    checkOff({a.accept}, QStringLiteral("previewed"));
    checkOff({a.next_candidate, a.previous_candidate}, QStringLiteral("segment tool"));
    m_window->pane().methods()->setCurrentMethod(QStringLiteral("sound-motion"));
    checkOff({a.test_weights}, QStringLiteral("needs no model files"));
    a.run_all->trigger();
    checkOff({a.run_all, a.run_frame}, QStringLiteral("running"));
    QTRY_VERIFY_WITH_TIMEOUT(a.run_all->isEnabled(), kPatience_ms);
    checkOn({a.show_heat_map, a.show_iso_lines, a.opacity_down, a.opacity_up, a.heat_map_mask, a.edit_result});
    goTo(keyFrame(0) + 1);
    checkOn({a.show_heat_map});
    m_window->pane().methods()->setCurrentMethod(QStringLiteral("point-prompt"));
    checkOn({a.test_weights});
}

void TestActionNeeds::aKeyThatDoesNothingSaysWhy() {
    open(m_dataset);
    goTo(keyFrame(0));
    const auto said = [this] { return m_window->pane().hints()->shownText(); };
    QTest::keyClick(&canvas(), Qt::Key_T);
    QVERIFY2(said().contains(plainText(*actions().heat_map_mask)) && said().contains(QStringLiteral("heat map on")),
             qPrintable(said()));
    QTest::keyClick(&canvas(), Qt::Key_F2);
    QVERIFY2(said().contains(QStringLiteral("Choose an object")), qPrintable(said()));
    QTest::keyClick(&canvas(), Qt::Key_B); // this one works
    QCOMPARE(canvas().tool(), ToolKind::Brush);
}

} // namespace

QTEST_MAIN(TestActionNeeds)
#include "test_action_needs.moc"
