// Keys that people change: kept, read from and written to files, and followed by every text that names one.
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <fstream>

#include "app/shell/key_map.h"
#include "app/shell/keys_dialog.h"
#include "app/shell/shortcut_sheet.h"
#include "app/shell/start_page.h"
#include "tests/app/window_test.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/transport_bar.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

class TestKeyMap : public WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_key_map", 1, 7); }
    void init() {
        forgetProjects();
        QSettings().remove(QStringLiteral("keys"));
        startWindow();
    }
    void cleanup() { m_window.reset(); }

    void keysAreChangedAndNeverMeanTwoThings();
    void filesAreReadAndWrittenByJobs();
    void theDialogSaysHowAFileWent();
    void whatIsStoredIsNotWrittenAgain();
    void textsFollow();
    void textsGoWithoutKeysThatAreNotThere();
    void noTextShowsBraces();
    void noKeyIsWrittenIntoTheCanvas();

  private:
    KeyMap& keys() const { return m_window->keys(); }
    QList<QKeySequence> brushKeys() const { return actions().brush_tool->shortcuts(); }
    void give(QAction* action, const char* key) const {
        const KeyMap::Keys wanted = *key ? KeyMap::Keys{QKeySequence(QLatin1String(key))} : KeyMap::Keys();
        QCOMPARE(keys().setKeys(*action, wanted), QString());
    }
    /// What is said after \p start, which begins a job.
    template <typename Start>
    QString answer(Start start) const {
        QSignalSpy done(&keys(), &KeyMap::fileDone);
        start();
        if (!done.isEmpty() || !done.wait(kPatience_ms)) return QStringLiteral("no job, or no answer");
        return done.first().first().toString();
    }
    QString readFrom(const QString& file) const {
        return answer([&] { keys().readFrom(file); });
    }
    QString hint() const { return m_window->pane().hints()->shownText(); }
    static QStringList labelsOf(const QWidget& widget) {
        QStringList texts;
        for (const QLabel* label : widget.findChildren<QLabel*>())
            if (!label->isHidden()) texts.append(label->text());
        return texts;
    }
};

void TestKeyMap::keysAreChangedAndNeverMeanTwoThings() {
    QSet<QString> names;
    for (const QAction* action : actions().all()) {
        QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
        names.insert(action->objectName());
    }
    QCOMPARE(names.size(), actions().all().size());

    const QList<QKeySequence> usual = brushKeys();
    // A key of another action, or of a menu, is refused and nothing changes.
    QVERIFY(keys().setKeys(*actions().brush_tool, {QKeySequence("E")}).contains(QStringLiteral("Eraser")));
    QVERIFY(!keys().setKeys(*actions().brush_tool, {QKeySequence("Alt+F")}).isEmpty());
    QCOMPARE(brushKeys(), usual);
    give(actions().brush_tool, "F9");
    QVERIFY(actions().brush_tool->toolTip().contains(QStringLiteral("F9")));
    open(m_dataset);
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_F9);
    QCOMPARE(canvas().tool(), ToolKind::Brush);

    startWindow();
    QCOMPARE(brushKeys(), QList<QKeySequence>{QKeySequence("F9")});
    for (const KeyMap::Preset& preset : KeyMap::presets()) {
        QCOMPARE(keys().usePreset(preset), QString());
        QVERIFY(!preset.title.isEmpty());
        QVERIFY(brushKeys() != QList<QKeySequence>{QKeySequence("F9")});
    }
    QCOMPARE(KeyMap::presets().size(), 4);
    QCOMPARE(keys().usePreset(KeyMap::presets().front()), QString());
    QCOMPARE(brushKeys(), usual);
}

void TestKeyMap::filesAreReadAndWrittenByJobs() {
    give(actions().brush_tool, "F9");
    const QString file = text(m_folder->path() / "keys.json");
    QCOMPARE(answer([&] { keys().writeTo(file); }), QString());
    QCOMPARE(keys().usePreset(KeyMap::presets().front()), QString());
    QCOMPARE(readFrom(file), QString());
    QCOMPARE(brushKeys(), QList<QKeySequence>{QKeySequence("F9")});
    QCOMPARE(actions().polygon_tool->shortcuts(), QList<QKeySequence>{QKeySequence("P")});

    const auto refuses = [&](const char* json, const char* why) {
        std::ofstream(file.toStdString()) << json;
        const QString said = readFrom(file);
        QVERIFY2(said.contains(QLatin1String(why)), qPrintable(said));
        QCOMPARE(brushKeys(), QList<QKeySequence>{QKeySequence("F9")});
    };
    refuses("nonsense", "JSON");
    refuses(R"({"keys": {}})", "schema");
    refuses(R"({"schema": "soundmask/keys/1", "keys": {"no_such": ["B"]}})", "no_such");
    refuses(R"({"schema": "soundmask/keys/1", "keys": {"undo": ["Blah+B"]}})", "Blah");
    refuses(R"({"schema": "soundmask/keys/1", "keys": {"undo": ["Ctrl+Y"]}})", "Redo");
    QVERIFY(readFrom(QStringLiteral("no/such.json")).contains(QStringLiteral("such.json")));
    QVERIFY(!answer([&] { keys().writeTo(text(m_folder->path())); }).isEmpty()); // a folder
}

void TestKeyMap::theDialogSaysHowAFileWent() {
    KeysDialog dialog(actions(), keys(), m_window.get());
    dialog.show();
    const QString file = text(m_folder->path() / "broken.json");
    std::ofstream(file.toStdString()) << "{";
    keys().readFrom(file);
    QTRY_VERIFY(labelsOf(dialog).join(QLatin1Char('\n')).contains(QStringLiteral("no JSON")));
    std::ofstream(file.toStdString()) << R"({"schema": "soundmask/keys/1", "keys": {"brush_tool": ["F9"]}})";
    keys().readFrom(file);
    QTRY_COMPARE(brushKeys(), QList<QKeySequence>{QKeySequence("F9")});
    QVERIFY(!labelsOf(dialog).join(QLatin1Char('\n')).contains(QStringLiteral("no JSON")));
}

void TestKeyMap::whatIsStoredIsNotWrittenAgain() {
    // As somebody else would lay it out: written again it would look different.
    const QByteArray stored = R"({ "keys":{"brush_tool":["F9"]},   "schema":"soundmask/keys/1"})";
    QSettings().setValue(QStringLiteral("keys"), stored);
    startWindow();
    QCOMPARE(brushKeys(), QList<QKeySequence>{QKeySequence("F9")});
    QCOMPARE(QSettings().value(QStringLiteral("keys")).toByteArray(), stored);
    give(actions().brush_tool, "F8");
    QVERIFY(QSettings().value(QStringLiteral("keys")).toByteArray() != stored);
}

void TestKeyMap::textsFollow() {
    open(m_dataset);
    const ObjectsPanel& objects = *m_window->pane().objects();
    QVERIFY(labelsOf(objects).contains(QStringLiteral("N")));
    ShortcutSheet sheet(actions());
    actions().brush_tool->trigger();
    QVERIFY2(hint().contains(QStringLiteral("[ and ]")), qPrintable(hint()));

    give(actions().new_object, "F9");
    give(actions().brush_smaller, "F10");
    give(actions().play, "Ctrl+Alt+P");
    give(actions().open_video, "Ctrl+Alt+V");
    QVERIFY(labelsOf(objects).contains(QStringLiteral("F9")));
    QVERIFY(!labelsOf(objects).contains(QStringLiteral("N")));
    QVERIFY2(hint().contains(QStringLiteral("F10 and ]")), qPrintable(hint()));
    QVERIFY(labelsOf(sheet).contains(QStringLiteral("F9")));
    QStringList tips;
    for (const QWidget* widget : m_window->findChildren<QWidget*>())
        tips.append(widget->toolTip());
    QVERIFY(tips.contains(QStringLiteral("Play (Ctrl+Alt+P)")));
    QVERIFY(tips.contains(QStringLiteral("New object (F9)")));
    QVERIFY(!tips.filter(QStringLiteral("(Ctrl+Alt+V)")).isEmpty()); // the start page's card
    QVERIFY(tips.filter(QStringLiteral("(Ctrl+O)")).isEmpty());
    // A tip that was made anew keeps following.
    m_window->pane().transport()->setPlaying(true);
    give(actions().play, "F7");
    tips.clear();
    for (const QWidget* widget : m_window->pane().transport()->findChildren<QWidget*>())
        tips.append(widget->toolTip());
    QVERIFY(tips.contains(QStringLiteral("Pause (F7)")));
    // What disabled actions lack names keys, too.
    give(actions().mark_in, "Ctrl+Alt+I");
    QVERIFY(actions().clear_range->toolTip().contains(QStringLiteral("Ctrl+Alt+I where it begins")));
}

void TestKeyMap::textsGoWithoutKeysThatAreNotThere() {
    open(m_dataset);
    give(actions().brush_smaller, "");
    give(actions().brush_larger, "");
    actions().brush_tool->trigger();
    QVERIFY2(hint().contains(QStringLiteral("Shift+wheel: size  \u00b7")), qPrintable(hint()));
    give(actions().turn_point, "");
    give(actions().zoom_fit, "");
    QStringList tips;
    for (const QWidget* widget : m_window->pane().hints()->findChildren<QWidget*>())
        tips.append(widget->toolTip());
    QVERIFY(tips.contains(QStringLiteral("Screen pixels per picture pixel (Ctrl+1 is 100 %)")));
    // In a sentence the action's name stands for its key.
    give(actions().mark_in, "");
    actions().new_object->trigger();
    QVERIFY2(actions().lackOf(*actions().clear_range).startsWith(QStringLiteral("Mark a range first: “Range begins")),
             qPrintable(actions().lackOf(*actions().clear_range)));
    QVERIFY(labelsOf(*m_window->pane().objects()).contains(QStringLiteral("N")));
    give(actions().new_object, "");
    QVERIFY(!labelsOf(*m_window->pane().objects()).contains(QStringLiteral("N")));
}

void TestKeyMap::noTextShowsBraces() {
    open(m_dataset);
    const auto check = [](const QString& text) { QVERIFY2(!text.contains(QLatin1Char('{')), qPrintable(text)); };
    for (const char* key : {"", "F9"}) {
        for (const QAction* action : actions().all()) {
            check(action->toolTip());
            check(actions().lackOf(*action));
        }
        for (const Actions::Tool& tool : actions().tools()) {
            tool.action->trigger();
            check(hint());
        }
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            check(widget->toolTip());
            check(widget->accessibleName());
            check(widget->accessibleDescription());
            if (const auto* label = qobject_cast<const QLabel*>(widget)) check(label->text());
        }
        give(actions().new_object, key);
    }
}

void TestKeyMap::noKeyIsWrittenIntoTheCanvas() {
    open(m_dataset);
    actions().brush_tool->trigger();
    const double size = canvas().brushSize();
    QTest::keyClick(&canvas(), Qt::Key_BracketRight);
    QVERIFY(canvas().brushSize() > size);
    QTest::keyClick(&canvas(), Qt::Key_BracketLeft);
    QCOMPARE(canvas().brushSize(), size);
    QTest::keyClick(&canvas(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(canvas().geometry().deviceScale(), 1.0);
    QTest::keyClick(&canvas(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(canvas().geometry().deviceScale() > 1.0);

    // With other keys these do nothing any more, and the others do it.
    for (QAction* action : {actions().brush_smaller, actions().zoom_in, actions().zoom_out, actions().zoom_fit})
        give(action, "");
    give(actions().brush_larger, "F9");
    give(actions().zoom_actual, "F10");
    const double scale = canvas().geometry().scale();
    QTest::keyClick(&canvas(), Qt::Key_BracketRight);
    QTest::keyClick(&canvas(), Qt::Key_BracketLeft);
    for (const Qt::Key key : {Qt::Key_0, Qt::Key_1, Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Minus})
        QTest::keyClick(&canvas(), key, Qt::ControlModifier);
    QCOMPARE(canvas().brushSize(), size);
    QCOMPARE(canvas().geometry().scale(), scale);
    QTest::keyClick(&canvas(), Qt::Key_F9);
    QVERIFY(canvas().brushSize() > size);
    QTest::keyClick(&canvas(), Qt::Key_F10);
    QCOMPARE(canvas().geometry().deviceScale(), 1.0);
}

} // namespace

QTEST_MAIN(TestKeyMap)
#include "test_key_map.moc"
