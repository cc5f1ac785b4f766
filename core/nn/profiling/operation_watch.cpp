#include "core/nn/profiling/operation_watch.h"

#include <ATen/ATen.h>
#include <ATen/record_function.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string_view>

namespace soundmask::nn {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point began) {
    return std::chrono::duration<double>(Clock::now() - began).count();
}

struct Watch {
    std::map<std::string, OperationTime> times;
    at::CallbackHandle handle = 0;
};
Watch& watch() {
    static Watch only;
    return only;
}

double volume(const std::vector<std::int64_t>& sizes) {
    double product = 1.0;
    for (const std::int64_t length : sizes)
        product *= static_cast<double>(length);
    return product;
}

/// One running operation.
struct Running : at::ObserverContext {
    std::string title;
    double summands = 0.0; ///< for each value of a product
    double called_s = 0.0; ///< spent in the operations it calls
    Running* caller = nullptr;
    Clock::time_point began;
};
thread_local Running* innermost = nullptr;

/// How many products are added up for each value of the result; 0 for what is neither product nor convolution.
double summandsOf(std::string_view name, const std::vector<std::vector<std::int64_t>>& sizes) {
    if (sizes.size() < 2) return 0.0;
    if (name.ends_with("::mm") || name.ends_with("::bmm")) return static_cast<double>(sizes[0].back());
    if (name.ends_with("::addmm")) return static_cast<double>(sizes[1].back());
    if (!name.ends_with("_linear_pointwise") && !name.ends_with("_convolution_pointwise") &&
        !name.ends_with("::mkldnn_convolution"))
        return 0.0;
    // The weight is the last but the bias, which has one axis.
    const auto weight = std::find_if(sizes.rbegin(), sizes.rend(), [](const auto& size) { return size.size() > 1; });
    return volume(*weight) / static_cast<double>(weight->front());
}

std::unique_ptr<at::ObserverContext> enter(const at::RecordFunction& operation) {
    auto running = std::make_unique<Running>();
    std::vector<std::vector<std::int64_t>> sizes;
    running->title = operation.name();
    for (const c10::IValue& input : operation.inputs()) {
        if (!input.isTensor() || !input.toTensor().defined()) continue;
        running->title += " [";
        for (const std::int64_t length : sizes.emplace_back(input.toTensor().sizes().vec()))
            running->title += (running->title.back() == '[' ? "" : " ") + std::to_string(length);
        running->title += "]";
    }
    running->summands = summandsOf(operation.name(), sizes);
    running->caller = innermost;
    innermost = running.get();
    running->began = Clock::now();
    return running;
}

void leave(const at::RecordFunction& operation, at::ObserverContext* context) {
    auto* running = static_cast<Running*>(context);
    const double seconds = secondsSince(running->began);
    OperationTime& row = watch().times[running->title];
    row.seconds += seconds - running->called_s;
    if (running->summands > 0.0)
        row.flop += 2.0 * running->summands * static_cast<double>(operation.outputs().front().toTensor().numel());
    ++row.calls;
    innermost = running->caller;
    if (innermost) innermost->called_s += seconds;
}

} // namespace

void watchOperations() {
    watch().handle = at::addGlobalCallback(at::RecordFunctionCallback(enter, leave)
                                               .needsInputs(true)
                                               .needsOutputs(true)
                                               .scopes({at::RecordScope::FUNCTION}));
}

std::vector<OperationTime> stopWatching() {
    at::removeCallback(watch().handle);
    std::vector<OperationTime> times;
    for (auto& [title, time] : watch().times) {
        time.title = title;
        times.push_back(std::move(time));
    }
    watch().times.clear();
    std::ranges::sort(times, std::greater(), &OperationTime::seconds);
    return times;
}

double largeProduct_GFLOPs() {
    constexpr std::int64_t kSide = 2048;
    const at::Tensor a = at::randn({kSide, kSide}), b = at::randn({kSide, kSide});
    double least = 1e9;
    for (int i = 0; i < 6; ++i) {
        const auto began = Clock::now();
        (void)a.mm(b);
        least = std::min(least, secondsSince(began));
    }
    return 2e-9 * kSide * kSide * kSide / least;
}

} // namespace soundmask::nn
