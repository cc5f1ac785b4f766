#include "tests/support/sync/sync_probe.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/shell/editor_pane.h"
#include "tests/support/sync/click_movie.h"
#include "widgets/canvas/canvas_view.h"

namespace soundmask::test {

namespace {

constexpr double kPatience_s = 30.0;
constexpr double kMatch_s = 0.25;

bool isBright(const Image& image) {
    return image.row(image.height() / 2)[image.width() / 2 * Image::kChannels] > 128;
}

} // namespace

std::string SyncProbe::Distance::toString() const {
    return fmt::format("at {:.2f} s: {:+.1f} ms = chosen {:+.1f}, decoded {:.1f}, painted {:.1f}", content_s,
                       late_s * 1e3, chosen_s * 1e3, decoded_s * 1e3, painted_s * 1e3);
}

std::string SyncProbe::Summary::toString() const {
    return fmt::format("{:4} flashes, median {:5.1f} ms, worst {:5.1f} ms, mean {:+5.1f} ms (+: picture late)", count,
                       median_s * 1e3, worst_s * 1e3, mean_s * 1e3);
}

SyncProbe::Summary SyncProbe::summaryOf(const std::vector<Distance>& distances) {
    Summary summary;
    summary.count = distances.size();
    if (distances.empty()) return summary;
    std::vector<double> sizes;
    for (const Distance& distance : distances) {
        sizes.push_back(std::abs(distance.late_s));
        summary.mean_s += distance.late_s / static_cast<double>(distances.size());
    }
    std::sort(sizes.begin(), sizes.end());
    summary.median_s = sizes[sizes.size() / 2];
    summary.worst_s = sizes.back();
    return summary;
}

SyncProbe::SyncProbe() = default;

QString SyncProbe::open(const std::filesystem::path& movie) {
    if (const QString wrong = m_server.start(); !wrong.isEmpty()) return wrong;
    m_monitor = std::make_unique<SoundMonitor>(PulseSandbox::defaultSink().toStdString());
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1400, 900);
    m_window->show();
    m_window->pane().canvas()->installEventFilter(this);
    connect(&playback(), &Playback::positionChanged, this, &SyncProbe::pictureWasChosen);
    connect(&m_window->session(), &ClipSession::frameShown, this, &SyncProbe::pictureWasShown);
    m_window->openPath(QString::fromStdString(movie.string()));
    const auto ready = [this] { return m_window->session().hasClip() && m_window->session().shownFrame(); };
    if (!runUntil(ready, kPatience_s)) return QStringLiteral("the movie does not open");
    if (!runUntil([this] { return m_monitor->recorded_s() > 0.0; }, kPatience_s))
        return QStringLiteral("parec records nothing");
    return {};
}

bool SyncProbe::runUntil(const std::function<bool()>& done, double span_s) {
    QElapsedTimer since;
    since.start();
    QTimer look; // wakes the loop
    look.start(5);
    while (!done()) {
        if (static_cast<double>(since.elapsed()) > span_s * 1e3) return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

bool SyncProbe::playTo(double content_s) {
    const double span_s = std::abs(content_s - playback().position_s()) / std::abs(playback().speed()) + kPatience_s;
    return runUntil([this, content_s] { return playback().position_s() >= content_s; }, span_s);
}

bool SyncProbe::eventFilter(QObject* watched, QEvent* event) {
    // The queued call comes after the picture was painted and handed to the screen.
    if (event->type() == QEvent::Paint)
        QMetaObject::invokeMethod(this, &SyncProbe::pictureWasPainted, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void SyncProbe::pictureWasChosen() {
    const bool is_flash = ClickMovie::isFlash(playback().frame());
    if (is_flash && !m_was_chosen) m_next.chosen_s = monotonic_s();
    m_was_chosen = is_flash;
}

void SyncProbe::pictureWasShown() {
    const bool is_flash = ClickMovie::isFlash(m_window->session().shownFrame()->index);
    if (is_flash && !m_was_shown) m_next.shown_s = monotonic_s();
    m_was_shown = is_flash;
}

void SyncProbe::pictureWasPainted() {
    const FramePtr& frame = m_window->session().shownFrame();
    if (!frame) return;
    const bool is_bright = isBright(frame->image);
    if (is_bright && !m_was_bright && playback().isPlaying()) {
        m_next.time_s = monotonic_s();
        m_next.content_s = frame->time_s;
        m_flashes.push_back(m_next);
    }
    m_was_bright = is_bright;
}

std::vector<SyncProbe::Distance> SyncProbe::distances(int& unmatched) const {
    const std::vector<double> clicks = m_monitor->clicks_s();
    std::vector<Distance> found;
    unmatched = 0;
    for (const Flash& flash : m_flashes) {
        const auto nearest = std::min_element(clicks.begin(), clicks.end(), [&](double a, double b) {
            return std::abs(a - flash.time_s) < std::abs(b - flash.time_s);
        });
        if (nearest == clicks.end() || std::abs(*nearest - flash.time_s) > kMatch_s)
            ++unmatched;
        else
            found.push_back({flash.content_s, flash.time_s - *nearest, flash.chosen_s - *nearest,
                             flash.shown_s - flash.chosen_s, flash.time_s - flash.shown_s});
    }
    return found;
}

} // namespace soundmask::test
