// What is heard, from a device's clock that behaves as devices do. No real time passes.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "app/bridge/heard_clock.h"

using namespace soundmask;

namespace {

constexpr int kRate = 1000; // a frame is a millisecond
constexpr std::int64_t kPlenty = 1'000'000;

/// The clock under test and the time, in milliseconds.
struct Desk {
    HeardClock clock{kRate};
    HeardClock::Time time;

    HeardClock::Time at(int ms) const { return time + std::chrono::milliseconds(ms); }
    /// Asks the device every 8 ms from \p from_ms to \p to_ms, when it says \p device(ms).
    template <class Device>
    void run(int from_ms, int to_ms, Device device) {
        for (int ms = from_ms; ms < to_ms; ms += 8)
            clock.take(at(ms), device(ms));
    }
    double heard(int ms, std::int64_t handed_over = kPlenty) { return clock.frameAt(at(ms), handed_over); }
};

} // namespace

TEST_CASE("nothing moves while the device wakes up, then all of it") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 2000, [](int) { return 0.0; });
    CHECK(!desk.clock.isRunning());
    CHECK(desk.heard(2000) == 0.0);
    CHECK(!desk.clock.isDead(desk.at(2000)));
    desk.run(2000, 3000, [](int ms) { return ms - 2000.0; });
    CHECK(desk.clock.isRunning());
    CHECK(desk.heard(3000) == doctest::Approx(1000.0).epsilon(0.001));
}

TEST_CASE("a device that does not wake up is dead") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 3000, [](int) { return 0.0; });
    CHECK(!desk.clock.isDead(desk.at(2999)));
    CHECK(desk.clock.isDead(desk.at(3001)));
}

TEST_CASE("a device that is not expected to move is not dead") {
    Desk desk;
    desk.run(0, 10'000, [](int) { return 0.0; });
    CHECK(!desk.clock.isDead(desk.at(10'000)));
}

TEST_CASE("between two steps of the device the time goes on, not past what it was given") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 2000, [](int ms) { return std::floor(ms / 100.0) * 100.0; });
    double before = desk.heard(2000);
    for (int ms = 2000; ms < 2600; ms += 8) {
        desk.clock.take(desk.at(ms), std::floor(ms / 100.0) * 100.0);
        const double now = desk.heard(ms);
        CHECK(now >= before);
        CHECK(std::abs(now - ms) < 60.0);
        before = now;
    }
    // Nobody asks for a while: a busy machine.
    CHECK(desk.heard(2650) == doctest::Approx(before + 58.0).epsilon(0.01));
    CHECK(desk.heard(9000, 2660) == 2660.0);
}

TEST_CASE("noise of the device is smoothed, a jump is followed at once") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    const auto noisy = [](int ms) { return ms + (ms / 8 % 2 == 0 ? 6.0 : 0.0); };
    desk.run(0, 4000, noisy);
    const double here = desk.heard(4000);
    CHECK(std::abs(here - 4003.0) < 4.0);
    desk.clock.take(desk.at(4008), 4508.0);
    CHECK(desk.heard(4008) == doctest::Approx(4508.0));
}

TEST_CASE("a device that ceases to move holds the time, and is dead in the end") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 1000, [](int ms) { return ms; });
    desk.run(1000, 2000, [](int) { return 992.0; });
    CHECK(!desk.clock.isRunning());
    CHECK(desk.heard(2000) == desk.heard(3000));
    CHECK(desk.heard(3000) < 1160.0);
    CHECK(desk.clock.isDead(desk.at(4100)));
    // It goes on after all.
    desk.run(2000, 4000, [](int ms) { return ms - 1000.0; });
    CHECK(!desk.clock.isDead(desk.at(4100)));
    CHECK(desk.heard(4000) == doctest::Approx(3000.0).epsilon(0.01));
}

TEST_CASE("a device that says too much once is not believed for good") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 1000, [](int ms) { return ms; });
    desk.clock.take(desk.at(1000), 1090.0);
    const double ahead = desk.heard(1000);
    double before = ahead;
    for (int ms = 1008; ms < 3000; ms += 8) {
        desk.clock.take(desk.at(ms), ms);
        const double now = desk.heard(ms);
        CHECK(now >= before);
        if (ms > ahead) CHECK(now == doctest::Approx(ms).epsilon(0.001));
        before = now;
    }
}

TEST_CASE("small steps back are not heard") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 1000, [](int ms) { return ms; });
    const double before = desk.heard(1000);
    desk.clock.take(desk.at(1004), 980.0);
    CHECK(desk.heard(1004) >= before);
    CHECK(desk.heard(1008) == doctest::Approx(1008.0).epsilon(0.01));
}

TEST_CASE("a pause in which the device slept does not count") {
    Desk desk;
    desk.clock.expectMotion(desk.at(0));
    desk.run(0, 1000, [](int ms) { return ms; });
    CHECK(desk.heard(1000) == doctest::Approx(1000.0));
    // Paused for a minute: nobody asked, the device slept all the while.
    desk.clock.expectMotion(desk.at(61'000));
    desk.clock.take(desk.at(61'000), 1000.0);
    CHECK(desk.heard(61'000) < 1010.0);
    desk.run(61'008, 62'000, [](int ms) { return ms - 60'000.0; });
    CHECK(desk.heard(62'000) == doctest::Approx(2000.0).epsilon(0.01));
}
