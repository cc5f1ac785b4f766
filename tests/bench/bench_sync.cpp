/// Sound against picture over half an hour: clicks recorded from a sound server of our own against flashes painted in
/// the program's window, at 0, 1, 5, 15 and 30 minutes and over 20 seeks, 20 pauses and 20 changes of speed. Needs a
/// display. Usage: bench_sync [MINUTES].
#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "tests/support/sync/click_movie.h"
#include "tests/support/sync/sync_probe.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr double kPoint_s = 10.0; ///< around each point
constexpr int kSeeks = 20;
constexpr double kGoal_s = 0.040; ///< what people do not notice

int die(const std::string& reason) {
    std::fprintf(stderr, "bench_sync: %s\n", reason.c_str());
    return 1;
}

void report(const std::string& what, const std::vector<SyncProbe::Distance>& distances) {
    double load = 0.0;
    ::getloadavg(&load, 1);
    std::printf("%-9s %s, load %.1f\n", what.c_str(), SyncProbe::summaryOf(distances).toString().c_str(), load);
    for (const SyncProbe::Distance& distance : distances)
        if (std::abs(distance.late_s) > kGoal_s) std::printf("  %s\n", distance.toString().c_str());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("SoundmaskTest"));
    QCoreApplication::setApplicationName(QStringLiteral("bench_sync"));
    QSettings().clear();
    const int minutes = argc > 1 ? std::atoi(argv[1]) : 30;
    if (minutes < 1) return die("MINUTES is a whole number of at least 1");
    const int movie_s = minutes * 60 + 60;

    const TemporaryFolder folder;
    const auto movie = folder / "clicks.mp4";
    if (const auto written = ClickMovie::write(movie, movie_s); !written) return die(written.error().toString());
    SyncProbe probe;
    if (const QString wrong = probe.open(movie); !wrong.isEmpty()) return die(wrong.toStdString());

    std::vector<SyncProbe::Distance> all;
    int lost = 0;
    const auto collect = [&] {
        probe.runUntil([] { return false; }, 0.5); // the last click comes through the recorder
        int unmatched = 0;
        const auto distances = probe.distances(unmatched);
        lost += unmatched;
        all.insert(all.end(), distances.begin(), distances.end());
        return distances;
    };
    probe.begin();
    probe.playback().play();
    for (const int point_min : {0, 1, 5, 15, 30}) {
        if (point_min > minutes) break;
        const double begin_s = point_min * 60.0;
        if (!probe.playTo(begin_s)) return die("playback stands still");
        probe.begin();
        if (!probe.playTo(begin_s + kPoint_s)) return die("playback stands still");
        report(std::to_string(point_min) + " min", collect());
    }
    std::mt19937 random(20);
    std::uniform_int_distribution<int> anywhere(0, ClickMovie::flashesBefore(movie_s) - 5);
    probe.begin();
    for (int i = 0; i < kSeeks; ++i) {
        const int k = anywhere(random);
        probe.playback().seek(ClickMovie::flashTime_s(k) - 0.2);
        if (!probe.playTo(ClickMovie::flashTime_s(k + 1) + 0.3)) return die("playback stands still");
    }
    report("20 seeks", collect());
    probe.begin();
    for (int i = 0; i < kSeeks; ++i) {
        const int k = anywhere(random);
        probe.playback().pause();
        probe.runUntil([] { return false; }, 0.1 * (i % 7));
        probe.playback().seek(ClickMovie::flashTime_s(k) - 0.3);
        probe.playback().play();
        if (!probe.playTo(ClickMovie::flashTime_s(k + 1) + 0.3)) return die("playback stands still");
    }
    report("20 pauses", collect());
    probe.begin();
    for (int i = 0; i < kSeeks; ++i) {
        constexpr std::array kSpeeds{0.5, 1.5, 0.75, 2.0, 1.0};
        probe.playback().setSpeed(kSpeeds[static_cast<std::size_t>(i) % kSpeeds.size()]);
        // Changed while it plays; the next flash is at the new speed.
        const double here_s = probe.playback().position_s();
        if (here_s > movie_s - 10.0) probe.playback().seek(1.0);
        if (!probe.playTo(probe.playback().position_s() + 2.0)) return die("playback stands still");
    }
    probe.playback().setSpeed(1.0);
    report("20 speeds", collect());
    report("all", all);
    if (lost > 0) return die(std::to_string(lost) + " flashes without a click");
    return 0;
}
