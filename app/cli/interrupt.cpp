#include "app/cli/interrupt.h"

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace soundmask::cli {

namespace {

constexpr int kInterruptedExit = 130;

sigset_t watchedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGUSR1); // our own: ends the watch
    return signals;
}

} // namespace

InterruptWatch::InterruptWatch() {
    // Blocked here and so in every thread made later: only sigwait below takes them, outside signal context.
    const sigset_t signals = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_thread = std::thread([this, signals] {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && signal != SIGUSR1) {
            if (m_stop.stop_requested()) ::_exit(kInterruptedExit);
            m_stop.request_stop();
        }
    });
}

InterruptWatch::~InterruptWatch() {
    pthread_kill(m_thread.native_handle(), SIGUSR1);
    m_thread.join();
}

} // namespace soundmask::cli
