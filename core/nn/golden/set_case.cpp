#include "core/nn/golden/set_case.h"

#include <ATen/ATen.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "core/base/image_io.h"
#include "core/nn/audioclip/audioclip.h"
#include "core/nn/golden/map_tensors.h"

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

/// An .npy file of little-endian int16 samples, as -1..1 or in their own range.
at::Tensor readSamples(const fs::path& path, double divisor) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    constexpr std::size_t kPrefix = 10; // magic, version, length of the header
    if (bytes.size() < kPrefix || bytes.find("<i2") == bytes.npos)
        throw std::runtime_error(path.string() + ": no int16 samples");
    const std::size_t start =
        kPrefix + static_cast<std::uint8_t>(bytes[8]) + 256u * static_cast<std::uint8_t>(bytes[9]);
    at::Tensor samples = at::empty({static_cast<std::int64_t>((bytes.size() - start) / 2)}, at::kShort);
    std::memcpy(samples.mutable_data_ptr(), bytes.data() + start, static_cast<std::size_t>(samples.numel()) * 2);
    return samples.to(at::kFloat).div_(divisor);
}

Tolerance toleranceOf(const nlohmann::json& output) {
    const auto& tol = output.at("tol");
    Tolerance tolerance;
    tolerance.atol = tol.value("atol", 0.0) + tol.value("atol_std", 0.0) * output.at("stats").value("std", 0.0);
    tolerance.rtol = tol.value("rtol", 0.0);
    // The wavelets' sinc is steep at its zeros: the note of the tolerance allows 0.5 % outliers.
    tolerance.fraction = tol.value("fraction", output.at("name") == "fbsp_weights" ? 0.995 : 1.0);
    if (output.value("tol_class", std::string()) == "db") tolerance.ignore_below = -190.0;
    return tolerance;
}

} // namespace

SetCase::SetCase(const fs::path& root, const nlohmann::json& entry)
    : m_root(root)
    , m_entry(entry)
    , m_stored(root / entry.at("file").get<std::string>())
    , m_comparison(entry.at("id").get<std::string>()) {}

std::vector<std::string> SetCase::names() const {
    std::vector<std::string> names;
    for (const auto& output : m_entry.at("outputs"))
        names.push_back(output.at("name"));
    return names;
}

Image SetCase::image(const nlohmann::json& path) const {
    auto image = readImage(m_root / path.get<std::string>());
    if (!image) throw std::runtime_error(image.error().toString());
    return std::move(*image);
}

at::Tensor SetCase::images(const nlohmann::json& paths) const {
    std::vector<at::Tensor> batch;
    for (const auto& path : paths)
        batch.push_back(pixelsOf(image(path)));
    return normalizedImages(at::stack(batch));
}

at::Tensor SetCase::sounds(const nlohmann::json& paths) const {
    if (inputs().contains("zeros")) return at::zeros({1, 1, inputs().at("zeros").get<std::int64_t>()});
    const bool is_divided = inputs().value("scale", "i16/32768").find("/32768") != std::string::npos;
    std::vector<at::Tensor> batch;
    for (const auto& path : paths) {
        at::Tensor samples = readSamples(m_root / path.get<std::string>(), is_divided ? 32768.0 : 1.0);
        if (inputs().contains("slice")) {
            const auto slice = inputs().at("slice").get<std::vector<std::int64_t>>();
            samples = samples.slice(0, slice.at(0), slice.at(1));
        }
        batch.push_back(samples.unsqueeze(0));
    }
    return at::stack(batch);
}

FloatMap SetCase::map() const {
    auto read = readNpy(m_root / inputs().at("heat").get<std::string>());
    if (!read) throw std::runtime_error(read.error().toString());
    return std::move(*read);
}

void SetCase::check(const std::string& name, const at::Tensor& got) {
    for (const auto& output : m_entry.at("outputs")) {
        if (output.at("name") != name) continue;
        m_checked.insert(name);
        at::Tensor used = got;
        if (const auto& sampling = output.at("sampling"); sampling.is_object()) {
            m_comparison.require(got.sizes() == at::IntArrayRef(output.at("shape").get<std::vector<std::int64_t>>()),
                                 name + " has another shape");
            used = got.reshape({-1})
                       .slice(0, 0, c10::nullopt, sampling.at("stride").get<std::int64_t>())
                       .slice(0, 0, sampling.at("count").get<std::int64_t>());
        }
        m_comparison.tensors(name, used, m_stored.at(name), toleranceOf(output));
    }
}

ForwardWatch SetCase::watch(GoldenRun& run) {
    return {run.stop, [this](const std::string& name, const at::Tensor& output) { check(name, output); }};
}

GoldenOutcome SetCase::outcome() {
    for (const std::string& name : names()) {
        if (!m_checked.contains(name)) m_comparison.require(false, name + " was not computed");
    }
    return m_comparison.outcome();
}

} // namespace soundmask::nn
