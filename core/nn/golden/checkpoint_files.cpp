#include <bit>
#include <chrono>

#include <sys/resource.h>

#include "core/nn/golden/runner.h"

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

using Verdict = GoldenOutcome::Verdict;

constexpr std::chrono::seconds kLongest{5};
constexpr long kMostMemory_kb = 300 * 1024;

float rounded(float value, const std::string& to) {
    if (to == "fp16") return static_cast<float>(static_cast<_Float16>(value));
    if (to == "bf16") {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        return std::bit_cast<float>((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000u);
    }
    return value;
}

/// The most memory the process has used so far.
long peakMemory_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// The tensors are the micro model's fill weights, apart from what the entry excepts.
void compareWeights(const StateDict& tensors, const nlohmann::json& entry, Comparison& comparison) {
    const auto exceptions = entry.value("exceptions", nlohmann::json::object());
    const std::string rounding = entry.value("rounding", std::string());
    for (const std::string& key : tensors.keys()) {
        if (entry.value("names", std::string()) == key) continue; // the one that is odd on purpose
        const TensorView& tensor = *tensors.find(key);
        const auto got = toFloat32(tensor);
        auto want = fillWeights(FillFamily::Sam, key, tensor.shape);
        bool is_equal = got && want && got->size() == want->size();
        for (std::size_t i = 0; is_equal && i < got->size(); ++i)
            is_equal = (*got)[i] ==
                       (exceptions.contains(key) ? exceptions.at(key).get<float>() : rounded((*want)[i], rounding));
        comparison.require(is_equal, key + " has other values");
    }
}

GoldenOutcome runFile(const fs::path& path, const nlohmann::json& entry, const std::vector<WantedTensor>& wanted,
                      const std::string& marker) {
    Comparison comparison("hostile/" + path.filename().string());
    const std::string expect = entry.at("expect");
    const long memory_before_kb = peakMemory_kb();
    const auto start = std::chrono::steady_clock::now();
    const auto checkpoint = openCheckpoint(path);
    Result<void> loaded;
    if (!checkpoint) {
        loaded = fail(checkpoint.error());
    } else if (expect != "container_ok") {
        loaded = checkpoint->tensors.matchKeys(wanted).require(path.string());
    }
    comparison.require(std::chrono::steady_clock::now() - start < kLongest, "took more than 5 s");
    comparison.require(peakMemory_kb() - memory_before_kb < kMostMemory_kb, "took more than 300 MB");
    comparison.require(marker.empty() || !fs::exists(marker), "the file has run code: " + marker + " exists");

    if (!loaded) {
        const std::string text = loaded.error().toString();
        comparison.require(expect == "reject" || expect == "load_ok_or_reject", "was refused: " + text);
        comparison.require(text.find(path.filename().string()) != text.npos,
                           "the error does not name the file: " + text);
        const std::string named = entry.value("names", std::string());
        comparison.require(text.find(named) != text.npos, "the error does not name " + named + ": " + text);
    } else if (expect == "reject") {
        comparison.require(false, "was accepted: " + entry.value("why", std::string()));
    } else if (expect == "container_ok") {
        comparison.require(checkpoint->tensors.size() == 1, "holds other than one tensor");
        if (entry.contains("single_tensor"))
            comparison.require(checkpoint->tensors.find(entry.at("single_tensor").get<std::string>()),
                               "the tensor has another name");
    } else {
        compareWeights(checkpoint->tensors, entry, comparison);
    }
    return comparison.outcome();
}

} // namespace

std::size_t runCheckpointFiles(const fs::path& expected_json, GoldenRun& run) {
    const auto expected = readJson(expected_json);
    std::vector<WantedTensor> wanted;
    for (const auto& key : expected.at("micro_keys"))
        wanted.push_back({key.at("key"), key.at("shape")});
    for (const auto& entry : expected.at("files")) {
        if (run.stop.stop_requested()) throw Cancelled{};
        const fs::path path = expected_json.parent_path() / entry.at("file").get<std::string>();
        run.sink(guarded("hostile/" + path.filename().string(),
                         [&] { return runFile(path, entry, wanted, expected.value("marker", std::string())); }));
    }
    return expected.at("files").size();
}

} // namespace soundmask::nn
