#pragma once

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

#include <filesystem>
#include <memory>

#include "app/shell/actions.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_pane.h"
#include "app/shell/main_window.h"
#include "core/synth/synth.h"
#include "tests/support/temporary_folder.h"
#include "widgets/canvas/canvas_view.h"

namespace soundmask::test {

/// Base of the tests of the real window: settings, project files and a synthetic S4 test set of their own, and what a
/// person does again and again. A derived test calls prepare() once and startWindow() before each case.
class WindowTest : public QObject {
  protected:
    /// Long enough for a busy machine; only failures take it.
    static constexpr int kPatience_ms = 60000;

    /// Nothing that the person who runs the tests has is read or written. \p name is that of the test program.
    void prepare(const char* name, int clips, std::uint64_t seed) {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("SoundmaskTest"));
        QCoreApplication::setApplicationName(QString::fromLatin1(name));
        QSettings().clear();
        m_folder = std::make_unique<TemporaryFolder>();
        qputenv("SOUNDMASK_MODELS", QByteArray::fromStdString((*m_folder / "models").string()));
        synth::SynthOptions options;
        options.out = m_folder->path() / "data";
        options.clips = clips;
        options.seed = seed;
        options.split = synth::SynthSplit::Test;
        const auto report = synth::generate(options);
        QVERIFY2(report.has_value(), report ? "" : report.error().toString().c_str());
        m_dataset = report->root;
    }

    /// No work of the case before comes back.
    void forgetProjects() { std::filesystem::remove_all(ProjectKeeper::fileFor(QStringLiteral("any")).parent_path()); }

    /// A new window in place of the last, which is closed first: a program that is started again.
    void startWindow() {
        m_window.reset();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1400, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        // Without a window manager nobody else makes it the active one, and shortcuts need that.
        QApplication::setActiveWindow(m_window.get());
        QTRY_VERIFY(m_window->isActiveWindow());
    }

    /// Opens \p path and waits until a picture of it is shown.
    void open(const std::filesystem::path& path) {
        // What was open before has a clip, too.
        QSignalSpy opened(&m_window->session(), &ClipSession::pathOpened);
        m_window->openPath(text(path));
        QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty() && m_window->session().hasClip() && m_window->session().shownFrame(),
                                 kPatience_ms);
    }

    void goTo(FrameIndex frame) {
        m_window->session().playback().seekToFrame(frame);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->session().shownFrame()->index, frame, kPatience_ms);
    }

    static QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }
    CanvasView& canvas() const { return *m_window->pane().canvas(); }
    Actions& actions() const { return m_window->actions(); }
    const ClipRecord& record() const { return *m_window->session().record(); }
    FrameIndex keyFrame(std::size_t i) const { return record().clip.key_frames[i].frame; }
    /// What \p method found on the open clip; null for nothing.
    const MethodResult* result(const std::string& method) const {
        return m_window->document().result(m_window->session().current(), method);
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    std::filesystem::path m_dataset;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace soundmask::test
