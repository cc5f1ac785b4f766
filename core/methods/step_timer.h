#pragma once

#include <chrono>
#include <map>
#include <string>

namespace soundmask {

/// Adds the time it lives to a step of a provenance's timings.
class StepTimer {
  public:
    StepTimer(std::map<std::string, double>& timings_s, const char* step)
        : m_total_s(timings_s[step]) {}
    ~StepTimer() { m_total_s += std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count(); }
    StepTimer(const StepTimer&) = delete;
    StepTimer& operator=(const StepTimer&) = delete;

  private:
    double& m_total_s;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace soundmask
