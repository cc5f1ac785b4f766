#pragma once

#include <stop_token>
#include <thread>

namespace soundmask::cli {

/// Turns Ctrl-C and SIGTERM into a stop request, so that work ends between two steps and leaves nothing half-written; a
/// second Ctrl-C ends the program at once. Make it first thing in main, before any other thread starts.
class InterruptWatch {
  public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    std::stop_token stop() const { return m_stop.get_token(); }

  private:
    std::stop_source m_stop;
    std::thread m_thread;
};

} // namespace soundmask::cli
