#pragma once

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/shell/main_window.h"
#include "tests/support/sync/pulse_sandbox.h"
#include "tests/support/sync/sound_monitor.h"

namespace soundmask::test {

/// Plays a movie of ClickMovie in the program's window and compares when its flashes were painted with when their
/// clicks came out of the sink. GUI thread.
class SyncProbe : public QObject {
    Q_OBJECT

  public:
    /// The distance of one flash from its click: positive when the picture was late.
    struct Distance {
        double content_s = 0.0; ///< where in the movie
        double late_s = 0.0;
        // What it is made of.
        double chosen_s = 0.0;  ///< from the click until playback asked for the picture
        double decoded_s = 0.0; ///< until it was there
        double painted_s = 0.0; ///< until it was painted
        std::string toString() const;
    };
    struct Summary {
        std::size_t count = 0;
        double median_s = 0.0; ///< of the sizes
        double worst_s = 0.0;
        double mean_s = 0.0; ///< with sign
        std::string toString() const;
    };
    static Summary summaryOf(const std::vector<Distance>& distances);

    SyncProbe();

    /// Starts the sound server and opens \p movie in a window. Returns what is wrong, empty when nothing is.
    QString open(const std::filesystem::path& movie);
    MainWindow& window() { return *m_window; }
    Playback& playback() { return m_window->session().playback(); }
    PulseSandbox& server() { return m_server; }
    SoundMonitor& monitor() { return *m_monitor; }

    /// Lets the event loop run until \p done or for \p span_s seconds. Returns whether it is done.
    bool runUntil(const std::function<bool()>& done, double span_s);
    /// Plays on (or just waits) until the play head has passed \p content_s.
    bool playTo(double content_s);

    /// Forgets the flashes painted so far.
    void begin() { m_flashes.clear(); }
    /// The distances of the flashes painted since `begin`; a flash without a click within 0.25 s is counted in
    /// \p unmatched. \p speed is that of playback.
    std::vector<Distance> distances(int& unmatched) const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Flash {
        double time_s = 0.0;    ///< monotonic, when it had been painted
        double chosen_s = 0.0;  ///< when playback asked for it
        double shown_s = 0.0;   ///< when it was given to the canvas
        double content_s = 0.0; ///< of the picture
    };
    void pictureWasChosen();
    void pictureWasShown();
    void pictureWasPainted();

    PulseSandbox m_server;
    std::unique_ptr<SoundMonitor> m_monitor;
    std::unique_ptr<MainWindow> m_window;
    std::vector<Flash> m_flashes;
    Flash m_next; ///< on its way to the screen
    bool m_was_chosen = false;
    bool m_was_shown = false;
    bool m_was_bright = false;
};

} // namespace soundmask::test
