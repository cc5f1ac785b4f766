#include <atomic>
#include <doctest/doctest.h>
#include <latch>
#include <new>
#include <random>
#include <semaphore>
#include <set>
#include <stdexcept>

#include "core/engine/job_queue.h"
#include "tests/core/engine/event_recorder.h"

using namespace soundmask;
using namespace std::chrono_literals;
using test::errorOf;
using test::EventRecorder;
using test::stateOf;

namespace {

Result<void> doNothing(JobContext&) { return {}; }

/// Work that says when it runs and goes on until it is let go or stopped.
struct Gate {
    std::binary_semaphore running{0};
    std::binary_semaphore open{0};

    JobWork work() {
        return [this](JobContext& context) -> Result<void> {
            running.release();
            while (!open.try_acquire_for(1ms))
                if (context.stopRequested()) return fail(ErrorCode::Cancelled, "", "stopped");
            return {};
        };
    }
};

PredictionPtr someResult() { return std::make_shared<const Prediction>(); }

} // namespace

TEST_CASE("a job sends running, frames and progress, its result and done, in this order and from the worker") {
    EventRecorder recorder;
    JobQueue queue;
    const JobId id = queue.submit({.title = "test",
                                   .work = [](JobContext& context) -> Result<void> {
                                       context.progress({0.5, "half"});
                                       FramePrediction frame;
                                       frame.score = 0.25;
                                       context.frame(std::move(frame));
                                       context.result(someResult());
                                       context.progress({1.0, "all"});
                                       return {};
                                   },
                                   .on_event = recorder.callback()});
    REQUIRE(id.isValid());
    recorder.waitForEnds(1);
    const auto events = recorder.events();
    REQUIRE(events.size() == 6);
    CHECK(stateOf(events[0]) == JobState::Running);
    CHECK(std::get<Progress>(events[1].content).text == "half");
    CHECK(std::get<FramePredictionPtr>(events[2].content)->score == 0.25);
    CHECK(std::get<Progress>(events[3].content).fraction == 1.0);
    CHECK(std::get<PredictionPtr>(events[4].content) != nullptr);
    CHECK(stateOf(events[5]) == JobState::Done);
    for (const JobEvent& event : events)
        CHECK(event.id == id);
    for (const auto thread : recorder.threads()) CHECK(thread != std::this_thread::get_id());
    CHECK_FALSE(queue.state(id).has_value());
}

TEST_CASE("an error, a throw of any kind and a lack of memory end in Failed; the next job runs") {
    EventRecorder recorder;
    JobQueue queue;
    const auto submit = [&](JobWork work) {
        queue.submit({.title = "the job", .work = std::move(work), .on_event = recorder.callback()});
    };
    submit([](JobContext&) -> Result<void> { return fail(ErrorCode::MissingModel, "sam", "is not installed"); });
    submit([](JobContext&) -> Result<void> { throw std::bad_alloc(); });
    submit([](JobContext&) -> Result<void> { throw std::runtime_error("shape 3 is not 4"); });
    submit([](JobContext&) -> Result<void> { throw 42; });
    submit([](JobContext&) -> Result<void> { return fail(ErrorCode::Cancelled, "", "gave up by itself"); });
    submit(doNothing);
    recorder.waitForEnds(6);
    const auto ends = recorder.ends();
    for (int i = 0; i < 4; ++i) CHECK(stateOf(ends[static_cast<std::size_t>(i)]) == JobState::Failed);
    CHECK(errorOf(ends[0])->code == ErrorCode::MissingModel);
    CHECK(errorOf(ends[1])->code == ErrorCode::OutOfMemory);
    CHECK(errorOf(ends[1])->subject == "the job");
    CHECK(errorOf(ends[2])->reason == "shape 3 is not 4");
    CHECK(errorOf(ends[3])->code == ErrorCode::Internal);
    CHECK(stateOf(ends[4]) == JobState::Cancelled);
    CHECK(stateOf(ends[5]) == JobState::Done);
}

TEST_CASE("higher priority first, first come first served within one; reprioritise moves a waiting job") {
    EventRecorder recorder;
    Gate gate;
    JobQueue queue;
    const JobId first = queue.submit({.work = gate.work(), .on_event = recorder.callback()});
    gate.running.acquire();
    std::vector<JobId> ids;
    for (const int priority : {0, 5, 0, 5, -1, 0})
        ids.push_back(queue.submit({.priority = priority, .work = doNothing, .on_event = recorder.callback()}));
    CHECK(queue.state(first) == JobState::Running);
    CHECK(queue.state(ids[4]) == JobState::Queued);
    CHECK(queue.reprioritise(ids[5], 9));
    CHECK_FALSE(queue.reprioritise(first, 9));
    CHECK_FALSE(queue.reprioritise(JobId{1000}, 9));
    gate.open.release();
    recorder.waitForEnds(7);
    std::vector<JobId> order;
    for (const JobEvent& end : recorder.ends()) order.push_back(end.id);
    CHECK(order == std::vector{first, ids[5], ids[1], ids[3], ids[0], ids[2], ids[4]});
}

TEST_CASE("each device has a thread of its own") {
    EventRecorder recorder;
    JobQueue queue;
    std::latch both(2); // opens only when two jobs run at the same time
    const auto meet = [&](JobContext&) -> Result<void> {
        both.arrive_and_wait();
        return {};
    };
    queue.submit({.device = "cpu", .work = meet, .on_event = recorder.callback()});
    queue.submit({.device = "cpu-io", .work = meet, .on_event = recorder.callback()});
    recorder.waitForEnds(2);
    const auto threads = recorder.threads();
    CHECK(std::set(threads.begin(), threads.end()).size() == 2);
}

TEST_CASE("cancelling a waiting job reports it at once and never runs it") {
    EventRecorder recorder;
    Gate gate;
    JobQueue queue;
    queue.submit({.work = gate.work()});
    gate.running.acquire();
    std::atomic<bool> ran = false;
    const JobId id = queue.submit({.work = [&](JobContext&) -> Result<void> { return ran = true, Result<void>{}; },
                                   .on_event = recorder.callback()});
    CHECK(queue.cancel(id));
    REQUIRE(recorder.events().size() == 1); // while the gate is still shut
    CHECK(stateOf(recorder.events()[0]) == JobState::Cancelled);
    CHECK_FALSE(queue.cancel(id));
    gate.open.release();
    queue.shutdown();
    CHECK_FALSE(ran);
    CHECK(recorder.events().size() == 1);
}

TEST_CASE("cancelling a running job drops its result, even when the work ends well, and is not a failure") {
    EventRecorder recorder;
    JobQueue queue;
    std::binary_semaphore running{0}, cancelled{0};
    for (const bool fails : {false, true}) {
        const JobId id = queue.submit({.work = [&, fails](JobContext& context) -> Result<void> {
                                           context.result(someResult());
                                           running.release();
                                           cancelled.acquire();
                                           context.frame({});
                                           if (fails) return fail(ErrorCode::FrameUnavailable, "a.mp4", "stopped in the middle");
                                           return {};
                                       },
                                       .on_event = recorder.callback()});
        running.acquire();
        CHECK(queue.cancel(id));
        CHECK(queue.cancel(id)); // twice is fine
        cancelled.release();
    }
    recorder.waitForEnds(2);
    CHECK(stateOf(recorder.ends()[0]) == JobState::Cancelled);
    CHECK(stateOf(recorder.ends()[1]) == JobState::Cancelled);
    CHECK_FALSE(errorOf(recorder.ends()[1]).has_value());
    CHECK(recorder.all<PredictionPtr>().empty());
    CHECK(recorder.all<FramePredictionPtr>().empty());
    CHECK_FALSE(queue.cancel(recorder.ends()[0].id));
}

TEST_CASE("progress is thinned to ten a second, the last one arrives") {
    EventRecorder recorder;
    JobQueue queue;
    constexpr int calls = 100000;
    const auto begin = std::chrono::steady_clock::now();
    queue.submit({.work = [&](JobContext& context) -> Result<void> {
                      for (int i = 1; i <= calls; ++i) context.progress({static_cast<double>(i) / calls, std::to_string(i)});
                      return {};
                  },
                  .on_event = recorder.callback()});
    recorder.waitForEnds(1);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const auto messages = recorder.all<Progress>();
    CHECK(static_cast<double>(messages.size()) <= 10 * std::ceil(seconds));
    REQUIRE_FALSE(messages.empty());
    CHECK(messages.front().text == "1");
    CHECK(messages.back().text == std::to_string(calls));
    for (std::size_t i = 1; i < messages.size(); ++i) CHECK(messages[i].fraction > messages[i - 1].fraction);
}

TEST_CASE("shutdown cancels what waits and runs, and refuses what comes later") {
    EventRecorder recorder;
    Gate gate;
    JobQueue queue;
    queue.submit({.work = gate.work(), .on_event = recorder.callback()});
    gate.running.acquire();
    for (int i = 0; i < 3; ++i) queue.submit({.work = doNothing, .on_event = recorder.callback()});
    queue.shutdown();
    REQUIRE(recorder.ends().size() == 4);
    for (const JobEvent& end : recorder.ends()) CHECK(stateOf(end) == JobState::Cancelled);
    CHECK_FALSE(queue.submit({.work = doNothing, .on_event = recorder.callback()}).isValid());
    queue.shutdown();
    CHECK(recorder.ends().size() == 4);
}

TEST_CASE("a callback may submit and cancel") {
    EventRecorder recorder;
    JobQueue queue;
    const auto record = recorder.callback();
    queue.submit({.work = doNothing, .on_event = [&](const JobEvent& event) {
                      record(event);
                      if (stateOf(event) != JobState::Done) return;
                      const JobId next = queue.submit({.work = doNothing, .on_event = record});
                      CHECK(queue.cancel(next));
                  }});
    recorder.waitForEnds(2);
    CHECK(stateOf(recorder.ends()[0]) == JobState::Done);
    CHECK(stateOf(recorder.ends()[1]) == JobState::Cancelled);
}

TEST_CASE("many jobs from many threads, cancelled at random: each ends once and keeps its promise") {
    constexpr int submitters = 4, jobs_each = 200;
    EventRecorder recorder;
    std::mutex mutex;
    std::set<JobId> promised; // cancel() said true: no result may come
    {
        JobQueue queue;
        std::vector<std::jthread> threads;
        for (int t = 0; t < submitters; ++t) {
            threads.emplace_back([&, t] {
                std::mt19937 random(static_cast<unsigned>(t));
                std::vector<JobId> mine;
                for (int i = 0; i < jobs_each; ++i) {
                    mine.push_back(queue.submit({.device = i % 3 ? "cpu" : "cpu-io",
                                                 .priority = static_cast<int>(random() % 3),
                                                 .work = [i](JobContext& context) -> Result<void> {
                                                     for (int step = 0; step < 20; ++step) {
                                                         if (context.stopRequested()) return fail(ErrorCode::Cancelled, "", "stopped");
                                                         context.progress({step / 20.0, ""});
                                                         if (step == 10) context.frame({});
                                                     }
                                                     if (i % 7 == 0) throw std::runtime_error("one in seven");
                                                     context.result(someResult());
                                                     return {};
                                                 },
                                                 .on_event = recorder.callback()}));
                    const JobId target = mine[random() % mine.size()];
                    if (random() % 2) queue.reprioritise(target, static_cast<int>(random() % 5));
                    else if (queue.cancel(target)) {
                        const std::scoped_lock lock(mutex);
                        promised.insert(target);
                    }
                    (void)queue.state(target);
                }
            });
        }
        threads.clear();
        recorder.waitForEnds(submitters * jobs_each / 2);
    } // the rest is cancelled here
    std::map<JobId, std::vector<JobEvent>> by_job;
    for (const JobEvent& event : recorder.events()) by_job[event.id].push_back(event);
    REQUIRE(by_job.size() == submitters * jobs_each);
    REQUIRE(recorder.ends().size() == submitters * jobs_each);
    for (const auto& [id, events] : by_job) {
        const JobState last = stateOf(events.back());
        const bool has_result = std::any_of(events.begin(), events.end(),
                                            [](const JobEvent& e) { return std::holds_alternative<PredictionPtr>(e.content); });
        CHECK(has_result == (last == JobState::Done));
        if (promised.contains(id)) CHECK(last == JobState::Cancelled);
        if (events.size() > 1) CHECK(stateOf(events.front()) == JobState::Running);
    }
}
