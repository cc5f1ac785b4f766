// Kills a program that edits a project, at random moments, and looks at what is left. SOUNDMASK_KILLS=200 kills more.
#include <SQLiteCpp/Database.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <poll.h>
#include <random>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/project/store/kill_walk.h"
#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// The driver as a process, and what it wrote.
class Driver {
  public:
    Driver(const fs::path& file, std::uint64_t seed) {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        const std::string name = file.string(), seed_text = std::to_string(seed);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::execl(SOUNDMASK_KILL_DRIVER, "store_kill_driver", name.c_str(), seed_text.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        m_out = ends[0];
    }
    ~Driver() {
        if (m_pid > 0) kill();
        ::close(m_out);
    }

    /// Reads until \p deadline, or until the text contains \p wanted, or until the driver ends by itself (false).
    bool readUntil(Clock::time_point deadline, const std::string& wanted = {}) {
        for (;;) {
            if (!wanted.empty() && m_text.find(wanted) != std::string::npos) return true;
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
            if (left.count() <= 0) return true;
            pollfd poll{m_out, POLLIN, 0};
            if (::poll(&poll, 1, static_cast<int>(left.count())) > 0 && !readSome()) return false;
        }
    }
    void kill() {
        ::kill(m_pid, SIGKILL);
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        while (readSome()) {
        }
    }
    pid_t pid() const { return m_pid; }
    const std::string& text() const { return m_text; }

  private:
    bool readSome() {
        char buffer[65536];
        const ssize_t n = ::read(m_out, buffer, sizeof(buffer));
        if (n > 0) m_text.append(buffer, static_cast<std::size_t>(n));
        return n > 0;
    }

    pid_t m_pid = -1;
    int m_out = -1;
    std::string m_text;
};

std::string unhex(const std::string& text) {
    std::string bytes;
    if (text == "-") return bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes.push_back(static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16)));
    return bytes;
}

/// A log of the driver, its last line cut off if the kill came in the middle of it.
struct DriverLog {
    std::map<StepSequence, HistoryStep> issued;
    StepSequence acknowledged = 0; ///< the highest
    std::vector<double> lags_ms;
    bool was_ready = false;
    std::string failure;

    DriverLog(const std::string& text, const ClipPaths& paths) {
        std::istringstream lines(text.substr(0, text.rfind('\n') + 1));
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string what;
            words >> what;
            if (what == "ready") {
                was_ready = true;
                words >> acknowledged; // by an earlier driver
            } else if (what == "issue") {
                StepSequence sequence = 0;
                int kind = 0;
                std::string title, bytes;
                words >> sequence >> kind >> title >> bytes;
                const std::string payload = unhex(bytes);
                Edit edit{unhex(title), {}};
                if (!payload.empty()) edit = must(decodeEdit(edit.title, Bytes(payload.begin(), payload.end()), paths));
                REQUIRE(issued.emplace(sequence, HistoryStep{static_cast<HistoryStep::Kind>(kind), edit}).second);
            } else if (what == "ack") {
                StepSequence sequence = 0;
                double lag_ns = 0;
                words >> sequence >> lag_ns;
                CHECK(sequence == acknowledged + 1); // in order, none left out
                acknowledged = sequence;
                lags_ms.push_back(lag_ns / 1e6);
            } else {
                failure += line;
            }
        }
    }
};

/// Takes back and does again all that the history has, and checks that this leads back to the same state.
void checkUndoAndRedo(const Session& session, std::size_t most) {
    Project project = session.project;
    EditHistory history = session.history;
    std::size_t undone = 0;
    for (; history.canUndo() && undone < most; ++undone)
        must(history.undo(project));
    for (std::size_t i = 0; i < undone; ++i)
        must(history.redo(project));
    REQUIRE(project == session.project);
    std::size_t redone = 0;
    for (; history.canRedo() && redone < most; ++redone)
        must(history.redo(project));
    for (std::size_t i = 0; i < redone; ++i)
        must(history.undo(project));
    REQUIRE(project.clips == session.project.clips);
    REQUIRE(history.undoEdits() == session.history.undoEdits());
    REQUIRE(history.redoEdits() == session.history.redoEdits());
}

int killCount() {
    const char* text = std::getenv("SOUNDMASK_KILLS");
    return text ? std::atoi(text) : 15;
}

double percentile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace

TEST_CASE("a project survives kills at random moments") {
    const int kills = killCount();
    REQUIRE(kills > 0);
    constexpr int kKillsOfOneFile = 20; // then a new one: its making is interrupted, too
    const ClipPaths paths = walkPaths(100'000);
    std::mt19937_64 random(2026);
    const auto milliseconds = [&](int end) {
        return std::chrono::microseconds(std::uniform_int_distribution<int>(0, end * 1000)(random));
    };
    const TemporaryFolder folder;
    fs::path file;
    Session model; // what the file must hold
    StepSequence last = 0;
    int before_ready = 0, unfinished = 0, lost_tail = 0, locked_out = 0, without_file = 0;
    std::size_t issued = 0, acknowledged = 0, survived = 0;
    std::vector<double> lags_ms;

    for (int round = 0; round < kills; ++round) {
        CAPTURE(round);
        if (round % kKillsOfOneFile == 0) {
            file = folder / ("p" + std::to_string(round) + ".soundmask");
            model = Session{};
            last = 0;
        }
        Driver driver(file, static_cast<std::uint64_t>(round) + 1);
        const auto start = Clock::now();
        // The start of every file, and at times its opening, is cut short.
        if (round % kKillsOfOneFile < 2 || random() % 5 == 0) {
            REQUIRE(driver.readUntil(start + milliseconds(60)));
        } else {
            REQUIRE_MESSAGE(driver.readUntil(start + std::chrono::seconds(60), "ready"), driver.text());
            const Result<OpenedProject> second = ProjectStore::open(file);
            CHECK(failsWith(second, ErrorCode::FileUnreadable, file,
                            "driver " + std::to_string(round + 1) + ", process " + std::to_string(driver.pid())));
            ++locked_out;
            // However slow the machine is, some kills come after steps were saved.
            if (random() % 2 == 0)
                REQUIRE_MESSAGE(driver.readUntil(start + std::chrono::seconds(60), "\nack"), driver.text());
            REQUIRE_MESSAGE(driver.readUntil(Clock::now() + milliseconds(400)), driver.text());
        }
        driver.kill();

        const DriverLog log(driver.text(), paths);
        REQUIRE(log.failure.empty());
        if (!log.was_ready) ++before_ready;
        if (!fs::exists(file)) {
            CHECK(last == 0);
            CHECK(log.issued.empty());
            ++without_file;
            continue;
        }
        Session found = Session::open(file);
        const StepSequence saved = found.store->lastSaved();
        const StepSequence last_issued = log.issued.empty() ? last : log.issued.rbegin()->first;
        // Every acknowledged step is there, and nothing that was not issued.
        REQUIRE(saved >= std::max(log.acknowledged, last));
        REQUIRE(saved <= last_issued);
        for (StepSequence sequence = last + 1; sequence <= saved; ++sequence) {
            const HistoryStep& step = log.issued.at(sequence);
            REQUIRE(must(repeat(step, model.project, model.history)) == step);
        }
        // The state is that after these steps, bit by bit, with what can be taken back and done again.
        REQUIRE(found.project == model.project);
        REQUIRE(found.history.undoEdits() == model.history.undoEdits());
        REQUIRE(found.history.redoEdits() == model.history.redoEdits());
        checkUndoAndRedo(found, 300);
        const auto entries =
            must(found.store->history(saved + 1, static_cast<std::size_t>(std::max<StepSequence>(saved - last, 1))));
        for (const HistoryEntry& entry : entries) {
            if (entry.sequence <= last) continue;
            REQUIRE(entry.kind == log.issued.at(entry.sequence).kind);
            REQUIRE(entry.title == log.issued.at(entry.sequence).edit.title);
            REQUIRE(entry.author == "driver " + std::to_string(round + 1));
        }
        must(found.store->checkIntegrity());
        found.store.reset();
        {
            SQLite::Database database(file.string());
            REQUIRE(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
        }

        issued += log.issued.size();
        acknowledged += log.lags_ms.size();
        survived += static_cast<std::size_t>(saved - last);
        lags_ms.insert(lags_ms.end(), log.lags_ms.begin(), log.lags_ms.end());
        if (last_issued > log.acknowledged) ++unfinished;
        if (last_issued > saved) ++lost_tail;
        last = saved;
    }
    MESSAGE(kills << " kills (" << before_ready << " before the project was open, " << without_file
                  << " before its file was there, " << unfinished << " with steps on their way, " << lost_tail
                  << " of them with steps not on the disk), " << locked_out << " second openers refused");
    MESSAGE(issued << " steps issued, " << acknowledged << " acknowledged, " << survived << " found; lag p50 "
                   << percentile(lags_ms, 0.5) << " ms, p99 " << percentile(lags_ms, 0.99) << " ms, longest "
                   << percentile(lags_ms, 1.0) << " ms");
    CHECK(acknowledged > 0);
    WARN(percentile(lags_ms, 0.99) <= 200.0);
}
