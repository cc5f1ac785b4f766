// Edits a project at random until it is killed, and logs to standard output, one line each:
//   ready LAST                        the file is open, LAST is its last step
//   issue SEQUENCE KIND TITLE EDIT    about to append this step (texts and bytes as hex, "-" when empty)
//   ack SEQUENCE NANOSECONDS          the store reported the step as saved; the time since it was appended
//   failed REASON
// Usage: store_kill_driver FILE SEED
#include <chrono>
#include <cstdio>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

#include "core/project/store/project_store.h"
#include "tests/core/project/store/kill_walk.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

using Clock = std::chrono::steady_clock;

/// Whole lines, in order, straight to the pipe: nothing that was said is lost by a kill.
class Log {
  public:
    void line(std::string text) {
        text += '\n';
        const std::lock_guard lock(m_mutex);
        for (std::size_t done = 0; done < text.size();) {
            const ssize_t n = ::write(STDOUT_FILENO, text.data() + done, text.size() - done);
            if (n <= 0) ::_exit(3); // nobody listens any more
            done += static_cast<std::size_t>(n);
        }
    }

  private:
    std::mutex m_mutex;
};

template <typename Range>
std::string hex(const Range& bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4];
        text += kDigits[value & 15];
    }
    return text.empty() ? "-" : text;
}

/// When steps were appended that are not yet saved.
class Pending {
  public:
    explicit Pending(StepSequence last)
        : m_first(last + 1) {}
    void add(Clock::time_point time) {
        const std::lock_guard lock(m_mutex);
        m_times.push_back(time);
    }
    void saved(StepSequence sequence, Log& log) {
        const Clock::time_point now = Clock::now();
        const std::lock_guard lock(m_mutex);
        for (; m_first <= sequence; ++m_first) {
            log.line("ack " + std::to_string(m_first) + ' ' + std::to_string((now - m_times.front()).count()));
            m_times.pop_front();
        }
    }

  private:
    std::mutex m_mutex;
    StepSequence m_first;
    std::deque<Clock::time_point> m_times;
};

int run(const std::filesystem::path& file, const std::string& seed) {
    Log log;
    Project project;
    EditHistory history;
    std::unique_ptr<ProjectStore> store;
    const StoreOptions options{.author = "driver " + seed,
                               .settle_pause = std::chrono::milliseconds(5)}; // often shorter than the pauses below
    if (std::filesystem::exists(file)) {
        Result<OpenedProject> opened = ProjectStore::open(file, options);
        if (!opened) {
            log.line("failed " + opened.error().toString());
            return 1;
        }
        store = std::move(opened->store);
        project = std::move(opened->project);
        history = std::move(opened->history);
    } else {
        Result<std::unique_ptr<ProjectStore>> created = ProjectStore::create(file, project, history, options);
        if (!created) {
            log.line("failed " + created.error().toString());
            return 1;
        }
        store = std::move(*created);
    }
    Pending pending(store->lastSaved());
    store->setListener({[&](StepSequence saved) { pending.saved(saved, log); },
                        [&](const Error& error) { log.line("failed " + error.toString()); }});
    log.line("ready " + std::to_string(store->lastSaved()));
    KillWalk walk(std::stoull(seed));
    for (;;) {
        for (std::size_t burst = 1 + walk.below(12); burst > 0; --burst) {
            HistoryStep step = walk.next(project, history);
            const Bytes bytes = step.edit.isEmpty() ? Bytes() : encodeEdit(step.edit);
            log.line("issue " + std::to_string(store->lastAppended() + 1) + ' ' +
                     std::to_string(static_cast<int>(step.kind)) + ' ' + hex(step.edit.title) + ' ' + hex(bytes));
            pending.add(Clock::now());
            if (auto appended = store->append(std::move(step)); !appended) {
                log.line("failed " + appended.error().toString());
                return 1;
            }
        }
        // The pace of somebody very fast: the store is at times busy and at times idle when the kill comes.
        std::this_thread::sleep_for(std::chrono::microseconds(walk.below(20'000)));
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: store_kill_driver FILE SEED\n", stderr);
        return 2;
    }
    return run(argv[1], argv[2]);
}
