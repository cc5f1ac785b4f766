// Every file of the shared golden sets that a checkpoint reader meets: good, odd and hostile ones.
#include <doctest/doctest.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "core/nn/checkpoint/checkpoint.h"
#include "core/nn/common/fill_weights.h"

using namespace soundmask;
using namespace soundmask::nn;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = fs::path(SOUNDMASK_SHARED_DIR) / "golden";

Json readJson(const fs::path& path) {
    std::ifstream file(path);
    INFO(path.string());
    REQUIRE(file.good());
    return Json::parse(file);
}

std::vector<WantedTensor> wantedTensors(const Json& keys) {
    std::vector<WantedTensor> wanted;
    for (const Json& key : keys) {
        const auto dtype = key.value("dtype", std::string("torch.float32"));
        wanted.push_back({key["key"], key["shape"], dtype.find("float") != dtype.npos});
    }
    return wanted;
}

float rounded(float value, const std::string& to) {
    if (to == "fp16") return static_cast<float>(static_cast<_Float16>(value));
    if (to == "bf16") {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        return std::bit_cast<float>((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000u);
    }
    return value;
}

/// The number of elements that differ from the fill rule.
std::size_t differences(const TensorView& tensor, FillFamily family, const std::string& name,
                        const std::string& rounding = {}) {
    const auto expected = fillWeights(family, name, tensor.shape);
    if (!expected) return 0;
    const auto values = toFloat32(tensor);
    REQUIRE(values.has_value());
    REQUIRE(values->size() == expected->size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < values->size(); ++i)
        different += (*values)[i] != rounded((*expected)[i], rounding);
    return different;
}

long peakKilobytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

Checkpoint opened(const fs::path& path) {
    auto checkpoint = openCheckpoint(path);
    INFO((checkpoint ? path.string() : checkpoint.error().toString()));
    REQUIRE(checkpoint.has_value());
    return std::move(*checkpoint);
}

/// Checks tensors that loaded: the micro model filled, apart from the stated exceptions.
void checkMicroModel(const Checkpoint& checkpoint, const Json& expected) {
    const Json exceptions = expected.value("exceptions", Json::object());
    for (const auto& key : checkpoint.tensors.keys()) {
        if (expected.value("names", std::string()) == key) continue; // odd_nan_weights
        CAPTURE(key);
        const TensorView& tensor = *checkpoint.tensors.find(key);
        if (exceptions.contains(key)) {
            CHECK(*toFloat32(tensor) ==
                  std::vector<float>(static_cast<std::size_t>(tensor.count()), exceptions[key].get<float>()));
        } else {
            CHECK(differences(tensor, FillFamily::Sam, key, expected.value("rounding", std::string())) == 0);
        }
    }
}

} // namespace

TEST_CASE("hostile and odd files end as expected") {
    const fs::path folder = kGolden / "sam" / "hostile";
    const Json expected = readJson(folder / "expected.json");
    const fs::path marker = expected["marker"].get<std::string>();
    const auto wanted = wantedTensors(expected["micro_keys"]);
    REQUIRE(wanted.size() > 100);
    REQUIRE(expected["files"].size() > 100);
    REQUIRE_FALSE(fs::exists(marker));
    const long peak_before = peakKilobytes();

    for (const Json& entry : expected["files"]) {
        const fs::path path = folder / entry["file"].get<std::string>();
        const std::string expect = entry["expect"];
        CAPTURE(path.string());
        REQUIRE(fs::exists(path));

        const auto start = std::chrono::steady_clock::now();
        const auto checkpoint = openCheckpoint(path);
        Result<void> loaded;
        if (!checkpoint) {
            loaded = fail(checkpoint.error());
        } else if (expect != "container_ok") {
            loaded = checkpoint->tensors.matchKeys(wanted).require(path.string());
        }
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
        CHECK_FALSE(fs::exists(marker));

        if (!loaded) {
            const std::string text = loaded.error().toString();
            CAPTURE(text);
            CHECK((expect == "reject" || expect == "load_ok_or_reject"));
            CHECK(text.find(path.filename().string()) != text.npos);
            CHECK(text.find(entry.value("names", std::string())) != text.npos);
            continue;
        }
        CHECK(expect != "reject");
        if (expect == "container_ok") {
            REQUIRE(checkpoint->tensors.size() == 1);
            if (entry.contains("single_tensor")) {
                CHECK(checkpoint->tensors.keys()[0] == entry["single_tensor"].get<std::string>());
            }
            const auto values = toFloat32(*checkpoint->tensors.find(checkpoint->tensors.keys()[0]));
            REQUIRE(values.has_value());
            for (const float value : *values)
                CHECK(value == 0.0f);
        } else {
            checkMicroModel(*checkpoint, entry);
        }
    }
    CHECK(peakKilobytes() - peak_before < 300 * 1024);
}

TEST_CASE("the small SAM is equal in all three formats") {
    const fs::path folder = kGolden / "sam" / "tiny";
    const auto wanted = wantedTensors(readJson(folder / "tiny64.config.json")["keys"]);
    for (const char* name : {"tiny64.pth", "tiny64.legacy.pth", "tiny64.safetensors"}) {
        const auto checkpoint = opened(folder / name);
        REQUIRE(checkpoint.tensors.matchKeys(wanted).require(name).has_value());
        for (const auto& key : checkpoint.tensors.keys()) {
            CAPTURE(key);
            CHECK(differences(*checkpoint.tensors.find(key), FillFamily::Sam, key) == 0);
        }
    }
}

TEST_CASE("AudioCLIP's narrow checkpoints are the filled ones") {
    struct Case {
        const char* file;
        const char* prefix; ///< of the fill names
        CheckpointFormat format;
    };
    const fs::path folder = kGolden / "aclp" / "fixtures";
    const auto files = std::vector<Case>{
        {"audioclip_narrow_zip.pt", "", CheckpointFormat::TorchZip},
        {"audioclip_narrow_legacy.pt", "", CheckpointFormat::TorchStream},
        {"acfpn_narrow_concate_zip.pth", "", CheckpointFormat::TorchZip},
        {"acfpn_narrow_concate_legacy.pth", "", CheckpointFormat::TorchStream},
        {"acfpn_narrow_wrapped_zip.pth", "", CheckpointFormat::TorchZip},
        {"clip_narrow_statedict_zip.pt", "", CheckpointFormat::TorchZip},
        {"clip_narrow_torchscript.pt", "", CheckpointFormat::TorchScript},
        {"esrnxfbsp_narrow_zip.pt", "audio.", CheckpointFormat::TorchZip},
        {"esrnxfbsp_narrow_legacy.pt", "audio.", CheckpointFormat::TorchStream},
    };
    for (const auto& [file, prefix, format] : files) {
        CAPTURE(file);
        const auto checkpoint = opened(folder / file);
        CHECK(checkpoint.format == format);
        for (const auto& key : checkpoint.tensors.keys()) {
            const TensorView& tensor = *checkpoint.tensors.find(key);
            if (!isFloating(tensor.dtype)) continue;
            CAPTURE(key);
            CHECK(differences(tensor, FillFamily::AudioClip, prefix + key,
                              tensor.dtype == DType::Float16 ? "fp16" : "") == 0);
        }
    }
    for (const auto& [file, keys] : {std::pair{"acfpn_narrow_concate_zip.pth", "acfpn_narrow_concate_keys.json"},
                                     {"clip_narrow_torchscript.pt", "clip_narrow_torchscript_keys.json"}}) {
        const auto report = opened(folder / file).tensors.matchKeys(wantedTensors(readJson(folder / keys)));
        CHECK(report.require(file).has_value());
    }
}

TEST_CASE("odd tensors have the listed values") {
    const fs::path folder = kGolden / "aclp" / "fixtures";
    const Json expected = readJson(folder / "odd_tensors.json");
    for (const char* file : {"odd_tensors_zip.pt", "odd_tensors_legacy.pt"}) {
        const auto checkpoint = opened(folder / file);
        CHECK(checkpoint.tensors.size() == expected.size());
        for (const auto& [key, entry] : expected.items()) {
            CAPTURE(key);
            const TensorView* tensor = checkpoint.tensors.find(key);
            REQUIRE(tensor != nullptr);
            CHECK(tensor->shape == entry["shape"].get<std::vector<std::int64_t>>());
            CHECK("torch." + std::string(nameOf(tensor->dtype)) == entry["dtype"].get<std::string>());
            CHECK(*toFloat32(*tensor) == entry["values"].get<std::vector<float>>());
        }
    }
}

TEST_CASE("fill gives the published vectors") {
    std::size_t checked = 0;
    const Json sam = readJson(kGolden / "sam" / "keys" / "fill_vectors.json");
    const Json audio_clip = readJson(kGolden / "aclp" / "fill_vectors.json");
    for (const Json& vector : sam["vectors"]) {
        if (vector["kind"] == "zero") continue; // an integer buffer
        const auto shape = vector["shape"].get<std::vector<std::int64_t>>();
        const auto values = fillWeights(FillFamily::Sam, vector["name"].get<std::string>(), shape);
        const auto bits = std::stoul(vector["value_hex"].get<std::string>(), nullptr, 16);
        CHECK(std::bit_cast<std::uint32_t>(values->at(vector["index"].get<std::size_t>())) == bits);
        ++checked;
    }
    for (const Json& vector : audio_clip["vectors"]) {
        const auto shape = vector["shape"].get<std::vector<std::int64_t>>();
        const auto name = vector["name"].get<std::string>();
        CAPTURE(name);
        const auto values = fillWeights(FillFamily::AudioClip, name, shape);
        REQUIRE(values.has_value());
        for (const Json& value : vector["values"]) {
            const auto bits = std::stoul(value["f32_hex"].get<std::string>(), nullptr, 16);
            CHECK(std::bit_cast<std::uint32_t>(values->at(value["index"].get<std::size_t>())) == bits);
            ++checked;
        }
    }
    CHECK(checked > 200);
}
