// Messages over the picture: nothing moves when they come and go, they take only what is theirs, and they can be
// closed.
#include <QPushButton>
#include <QToolButton>

#include "app/shell/message_banner.h"
#include "tests/app/window_test.h"
#include "widgets/timeline/timeline_view.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

class TestMessages : public WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_messages", 1, 11); }
    void init();
    void cleanup() { m_window.reset(); }

    void nothingMovesWhenOneComesAndGoes();
    void theyFollowTheCanvas();
    void theyTakeOnlyTheirOwnRectangle();
    void theMouseClosesThemAndTheKeyboardStays();
    void theKeyboardReachesAndClosesThem();
    void theStartPageShowsThemToo();

  private:
    MessageBanner& messages() const { return *m_window->pane().messages(); }
    void tell(const QString& title) const {
        messages().show({MessageBanner::Kind::Warning, title,
                         QStringLiteral("What it means and what helps, in words enough to need a second line where the "
                                        "window is as narrow as this one is; and a little more."),
                         QStringLiteral("details"), QStringLiteral("Do something"), title});
    }
    QRect inWindow(const QWidget& widget) const { return {widget.mapTo(m_window.get(), QPoint()), widget.size()}; }
    QWidget* at(QPoint in_window) const { return m_window->childAt(in_window); }
};

void TestMessages::init() {
    forgetProjects();
    startWindow();
    open(m_dataset);
    canvas().setFocus();
    QTRY_VERIFY(canvas().hasFocus());
    QVERIFY(messages().titles().isEmpty());
}

void TestMessages::nothingMovesWhenOneComesAndGoes() {
    canvas().zoomIn(); // a view that is not simply fitted again
    const QRect place = inWindow(canvas());
    const ViewGeometry view = canvas().geometry();
    const QRect timeline = inWindow(*m_window->pane().timeline());
    for (const char* title : {"first", "second", "third", "fourth"}) {
        tell(QString::fromLatin1(title));
        QTRY_VERIFY(messages().height() > 0 && messages().isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(inWindow(canvas()), place);
        QVERIFY(canvas().geometry() == view);
        QCOMPARE(inWindow(*m_window->pane().timeline()), timeline);
    }
    QCOMPARE(messages().titles().size(), 3);
    QVERIFY(canvas().hasFocus());
    messages().clear();
    QTRY_VERIFY(!messages().isVisible());
    QCOMPARE(inWindow(canvas()), place);
    QVERIFY(canvas().geometry() == view);
}

void TestMessages::theyFollowTheCanvas() {
    tell(QStringLiteral("wide"));
    const auto lies_over = [this] {
        const QRect place = inWindow(canvas()), banner = inWindow(messages());
        return banner.topLeft() == place.topLeft() && banner.width() == place.width() &&
               banner.height() >= messages().heightForWidth(banner.width());
    };
    QTRY_VERIFY(lies_over());
    const int wide = messages().height();
    m_window->resize(1100, 820);
    QTRY_VERIFY(lies_over());
    QVERIFY(messages().height() >= wide); // fewer words fit on a line
    // Strips above the canvas come and go; the message stays on the picture.
    const int top = inWindow(canvas()).top();
    m_window->pane().setRefining(true);
    QTRY_VERIFY(inWindow(canvas()).top() != top || lies_over());
    QTRY_VERIFY(lies_over());
    m_window->pane().setRefining(false);
    QTRY_VERIFY(lies_over());
}

void TestMessages::theyTakeOnlyTheirOwnRectangle() {
    tell(QStringLiteral("over the picture"));
    QTRY_COMPARE(inWindow(messages()).topLeft(), inWindow(canvas()).topLeft());
    const QRect banner = inWindow(messages());
    QVERIFY(banner.height() < canvas().height() / 2);
    QWidget* inside = at(banner.center());
    QVERIFY(inside == &messages() || messages().isAncestorOf(inside));
    QCOMPARE(at(QPoint(banner.center().x(), banner.bottom() + 2)), static_cast<QWidget*>(&canvas()));

    actions().brush_tool->trigger();
    const std::size_t objects = record().layers.size();
    // Pressed on the message: no stroke, and the canvas keeps the keyboard.
    QTest::mouseClick(m_window->windowHandle(), Qt::LeftButton, {}, banner.topLeft() + QPoint(2, banner.height() / 2));
    QCOMPARE(record().layers.size(), objects);
    QVERIFY(canvas().hasFocus());
    // A stroke beside it goes below it as if it were not there.
    const QPoint centre = inWindow(canvas()).center(), under = banner.center();
    QTest::mousePress(m_window->windowHandle(), Qt::LeftButton, {}, centre);
    QTest::mouseMove(m_window->windowHandle(), (centre + under) / 2);
    QTest::mouseMove(m_window->windowHandle(), under);
    QVERIFY(canvas().isStroking());
    QTest::mouseRelease(m_window->windowHandle(), Qt::LeftButton, {}, under);
    QTRY_COMPARE(record().layers.size(), objects + 1);
    QCOMPARE(messages().titles(), QStringList{QStringLiteral("over the picture")});
}

void TestMessages::theMouseClosesThemAndTheKeyboardStays() {
    tell(QStringLiteral("one"));
    tell(QStringLiteral("two"));
    QTRY_VERIFY(messages().isVisible());
    const auto close = messages().findChildren<QToolButton*>();
    QCOMPARE(close.size(), 2);
    QTest::mouseClick(close.first(), Qt::LeftButton);
    QCOMPARE(messages().titles(), QStringList{QStringLiteral("two")});
    QVERIFY(canvas().hasFocus());
    QSignalSpy acted(&messages(), &MessageBanner::actionTriggered);
    for (QPushButton* button : messages().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Do something") && button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(acted.count(), 1);
    QVERIFY(canvas().hasFocus());
    QTest::mouseClick(close.last(), Qt::LeftButton);
    QVERIFY(messages().titles().isEmpty());
    QVERIFY(!messages().isVisible());
    QVERIFY(canvas().hasFocus());
}

void TestMessages::theKeyboardReachesAndClosesThem() {
    tell(QStringLiteral("one"));
    tell(QStringLiteral("two"));
    QTRY_VERIFY(messages().isVisible());
    QTest::keyClick(&canvas(), Qt::Key_F6);
    const auto in_banner = [this] { return messages().isAncestorOf(QApplication::focusWidget()); };
    QVERIFY(in_banner());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(messages().titles(), QStringList{QStringLiteral("two")});
    QTRY_VERIFY(canvas().hasFocus());
    // The close button by itself, walked to.
    QTest::keyClick(&canvas(), Qt::Key_F6);
    QVERIFY(in_banner());
    while (in_banner() && !qobject_cast<QToolButton*>(QApplication::focusWidget()))
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(in_banner());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(messages().titles().isEmpty());
    QTRY_VERIFY(canvas().hasFocus());
    // Without a message F6 goes on to the timeline.
    QTest::keyClick(&canvas(), Qt::Key_F6);
    QVERIFY(!canvas().hasFocus() && !in_banner());
}

void TestMessages::theStartPageShowsThemToo() {
    actions().close_clip->trigger();
    QTRY_VERIFY(!canvas().isVisible());
    m_window->openPath(QStringLiteral("/nowhere/at/all.mp4"));
    QTRY_VERIFY(messages().isVisible());
    const QRect banner = inWindow(messages());
    QCOMPARE(banner.topLeft(), inWindow(*m_window->centralWidget()).topLeft());
    QCOMPARE(banner.width(), m_window->centralWidget()->width());
    // And goes along to the editor.
    tell(QStringLiteral("stays"));
    open(m_dataset);
    QTRY_COMPARE(inWindow(messages()).topLeft(), inWindow(canvas()).topLeft());
    QVERIFY(messages().titles().contains(QStringLiteral("stays")));
}

} // namespace

QTEST_MAIN(TestMessages)
#include "test_messages.moc"
