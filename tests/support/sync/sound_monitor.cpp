#include "tests/support/sync/sound_monitor.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace soundmask::test {

namespace {
/// A click is the first loud sample after this much quiet.
constexpr float kLoud = 0.15F;
constexpr std::int64_t kQuietSamples = SoundMonitor::kRateHz / 10;
/// Deliveries this far around a sample tell its time.
constexpr std::int64_t kReachSamples = SoundMonitor::kRateHz * 5;
} // namespace

double monotonic_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

SoundMonitor::SoundMonitor(const std::string& sink)
    : m_last_loud(-kQuietSamples) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    m_pipe = ends[0];
    std::string device = "--device=" + sink + ".monitor", rate = "--rate=" + std::to_string(kRateHz);
    std::array<std::string, 7> words{"parec",        "--raw",           device, rate, "--format=s16le",
                                     "--channels=1", "--latency-msec=5"};
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    if (::posix_spawnp(&m_recorder, "parec", &actions, nullptr, arguments.data(), environ) != 0) m_recorder = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    m_thread = std::thread([this] { run(); });
}

SoundMonitor::~SoundMonitor() {
    if (m_recorder > 0) ::kill(m_recorder, SIGTERM);
    if (m_thread.joinable()) m_thread.join();
    if (m_recorder > 0) ::waitpid(m_recorder, nullptr, 0);
    if (m_pipe >= 0) ::close(m_pipe);
}

void SoundMonitor::run() {
    std::vector<std::int16_t> samples(1 << 15);
    while (true) {
        const ssize_t bytes = ::read(m_pipe, samples.data(), samples.size() * sizeof(samples[0]));
        const double time_s = monotonic_s();
        if (bytes <= 0) return;
        take({samples.begin(), samples.begin() + bytes / static_cast<ssize_t>(sizeof(samples[0]))}, time_s);
    }
}

void SoundMonitor::take(const std::vector<std::int16_t>& samples, double time_s) {
    const std::lock_guard lock(m_mutex);
    float peak = 0.0F;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const float size = std::abs(static_cast<float>(samples[i])) / 32768.0F;
        peak = std::max(peak, size);
        if (size < kLoud) continue;
        const std::int64_t at = m_recorded + static_cast<std::int64_t>(i);
        if (at - m_last_loud > kQuietSamples) m_clicks.push_back(at);
        m_last_loud = at;
    }
    m_deliveries.push_back({m_recorded, time_s, peak});
    m_recorded += static_cast<std::int64_t>(samples.size());
}

std::vector<double> SoundMonitor::clicks_s() const {
    const std::lock_guard lock(m_mutex);
    std::vector<double> times;
    for (const std::int64_t click : m_clicks) {
        auto delivery =
            std::lower_bound(m_deliveries.begin(), m_deliveries.end(), click - kReachSamples,
                             [](const Delivery& known, std::int64_t sample) { return known.first_sample < sample; });
        double best_s = 1e300;
        for (; delivery != m_deliveries.end() && delivery->first_sample < click + kReachSamples; ++delivery)
            best_s = std::min(best_s, delivery->time_s + static_cast<double>(click - delivery->first_sample) / kRateHz);
        times.push_back(best_s);
    }
    return times;
}

double SoundMonitor::recorded_s() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<double>(m_recorded) / kRateHz;
}

double SoundMonitor::peak(double span_s) const {
    const std::lock_guard lock(m_mutex);
    float peak = 0.0F;
    const double since_s = monotonic_s() - span_s;
    for (auto delivery = m_deliveries.rbegin(); delivery != m_deliveries.rend() && delivery->time_s >= since_s;
         ++delivery)
        peak = std::max(peak, delivery->peak);
    return peak;
}

} // namespace soundmask::test
