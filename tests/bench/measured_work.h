#pragma once

#include <functional>
#include <string>
#include <vector>

/// What the benchmarks of networks have in common: pieces of work with a name, measured alone or by turns with others.
namespace soundmask::bench {

struct Work {
    std::string name;
    int times; ///< how often it is done for a report
    std::function<void()> run;
};

/// Does each piece as often as it wants after a first time, and prints the least and the median of the seconds, which a
/// busy machine disturbs least.
void report(const std::vector<Work>& works);

/// Prints "ready"; then answers each line of the input, which is the name of a piece of work, with the seconds that
/// doing it took by the clock and by the processors, and "memory" with the peak in MB. by_turns.py asks.
void serve(const std::vector<Work>& works);

} // namespace soundmask::bench
