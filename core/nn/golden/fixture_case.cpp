#include "core/nn/golden/fixture_case.h"

#include <ATen/ATen.h>

#include <fstream>
#include <stdexcept>

#include "core/base/sha256.h"
#include "core/nn/checkpoint/file_bytes.h"
#include "core/nn/golden/formulas.h"

namespace soundmask::nn {

namespace {

Checkpoint valueOrThrow(Result<Checkpoint> opened) {
    if (!opened) throw std::runtime_error(opened.error().toString());
    return std::move(*opened);
}

at::Tensor sampled(const at::Tensor& whole, const nlohmann::json& sampling) {
    const std::string type = sampling.at("type");
    if (type == "full") return whole;
    if (type == "flat") {
        const auto stride = sampling.at("stride").get<std::int64_t>(), count = sampling.at("count").get<std::int64_t>();
        return whole.reshape({-1}).slice(0, 0, c10::nullopt, stride).slice(0, 0, count);
    }
    if (type == "axes") {
        at::Tensor result = whole;
        std::int64_t axis = 0;
        for (const auto& stride : sampling.at("strides")) {
            if (axis < result.dim()) result = result.slice(axis, 0, c10::nullopt, stride.get<std::int64_t>());
            ++axis;
        }
        return result;
    }
    throw std::runtime_error("sampling '" + type + "' is not known");
}

} // namespace

std::string hexDigest(const void* bytes, std::size_t count) {
    Sha256 sha;
    sha.add(std::span(static_cast<const std::byte*>(bytes), count));
    return sha.hexDigest();
}

nlohmann::json readJson(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path.string() + ": cannot be opened");
    try {
        return nlohmann::json::parse(file);
    } catch (const nlohmann::json::exception& broken) {
        throw std::runtime_error(path.string() + ": " + broken.what());
    }
}

StoredTensors::StoredTensors(const std::filesystem::path& path)
    : m_checkpoint(valueOrThrow(openCheckpoint(path))) {}

StoredTensors::StoredTensors(std::span<const std::byte> bytes)
    : m_checkpoint(
          valueOrThrow(openCheckpoint(FileBytes::own({bytes.begin(), bytes.end()}), "a case of the library"))) {}

at::Tensor StoredTensors::at(const std::string& name) const {
    const TensorView* view = m_checkpoint.tensors.find(name);
    if (!view) throw std::runtime_error(m_checkpoint.path.string() + ": no tensor " + name);
    if (isFloating(view->dtype)) {
        at::Tensor tensor = at::empty(view->shape, at::kFloat);
        const auto values = toFloat32(*view);
        if (!values) throw std::runtime_error(values.error().toString());
        std::copy(values->begin(), values->end(), tensor.mutable_data_ptr<float>());
        return tensor;
    }
    const auto values = toInt64(*view);
    if (!values) throw std::runtime_error(values.error().toString());
    at::Tensor tensor = at::empty(view->shape, at::kLong);
    std::copy(values->begin(), values->end(), tensor.mutable_data_ptr<std::int64_t>());
    return tensor;
}

at::Tensor unpackBits(const at::Tensor& packed, std::int64_t bits) {
    const at::Tensor shifts = at::arange(8, at::kLong);
    return packed.to(at::kLong)
        .unsqueeze(-1)
        .bitwise_right_shift(shifts)
        .bitwise_and(1)
        .flatten(1)
        .slice(1, 0, bits)
        .to(at::kBool);
}

FixtureCase::FixtureCase(const std::filesystem::path& json_path)
    : m_description(readJson(json_path))
    , m_stored(std::filesystem::path(json_path).replace_extension(".safetensors"))
    , m_comparison(m_description.at("name").get<std::string>()) {}

FixtureCase::FixtureCase(std::string_view json, std::span<const std::byte> tensors)
    : m_description(nlohmann::json::parse(json))
    , m_stored(tensors)
    , m_comparison(m_description.at("name").get<std::string>()) {}

const nlohmann::json& FixtureCase::input(const std::string& name, const std::string& formula) const {
    const auto& entry = m_description.at("inputs").at(name);
    if (entry.at("formula") != formula)
        throw std::runtime_error("input " + name + " uses formula " + entry.at("formula").get<std::string>() +
                                 " instead of " + formula);
    return entry;
}

Image FixtureCase::image(const std::string& name) const {
    const auto& entry = input(name, "image");
    const auto& args = entry.at("args");
    Image made = formula::image({args.at(0), args.at(1)}, args.at(2));
    if (hexDigest(made.data(), made.bytes()) != entry.at("sha256").get<std::string>())
        throw std::runtime_error("input " + name + ": the formula gives another picture");
    return made;
}

FloatMap FixtureCase::logits(const std::string& name) const {
    const auto& entry = input(name, "logit");
    const auto& args = entry.at("args");
    FloatMap made = formula::logit({args.at(0), args.at(1)}, args.at(2));
    if (hexDigest(made.values.data(), made.values.size() * sizeof(float)) != entry.at("sha256").get<std::string>())
        throw std::runtime_error("input " + name + ": the formula gives another map");
    return made;
}

FloatMap FixtureCase::heatMap(const std::string& name) const {
    const auto& entry = m_description.at("inputs").at(name);
    const auto& args = entry.at("args");
    const std::string formula = entry.at("formula");
    const Size size{args.at(0), args.at(1)};
    if (formula == "field") return formula::terraces(size, args.at(2)); // the stored sum is that of the integers below
    if (formula != "heat" && formula != "relief")
        throw std::runtime_error("input " + name + " uses formula " + formula);
    FloatMap made = formula == "heat" ? formula::heat(size, args.at(2)) : formula::relief(size, args.at(2));
    if (hexDigest(made.values.data(), made.values.size() * sizeof(float)) != entry.at("sha256").get<std::string>())
        throw std::runtime_error("input " + name + ": the formula gives another map");
    return made;
}

std::vector<float> FixtureCase::audio(const std::string& name) const {
    const auto& entry = input(name, "audio");
    const auto& args = entry.at("args");
    const auto samples = formula::audio(args.at(0), args.at(1), args.at(2));
    if (hexDigest(samples.data(), samples.size() * sizeof(std::int16_t)) != entry.at("sha256").get<std::string>())
        throw std::runtime_error("input " + name + ": the formula gives other samples");
    const auto slice = entry.value("slice", std::vector<std::size_t>{0, samples.size()});
    std::vector<float> used;
    for (std::size_t i = slice.at(0); i < slice.at(1); ++i)
        used.push_back(static_cast<float>(samples.at(i)) / 32768.0f);
    return used;
}

std::vector<std::string> FixtureCase::tensorNames() const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : m_description.at("tensors").items())
        names.push_back(name);
    return names;
}

void FixtureCase::check(const std::string& tensor, const at::Tensor& got) {
    if (!stores(tensor)) return;
    m_checked.insert(tensor);
    const auto& entry = m_description.at("tensors").at(tensor);
    const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
    if (got.sizes() != at::IntArrayRef(shape)) {
        const auto sizes = got.sizes();
        return m_comparison.require(false, tensor + " has shape " + shapeText(std::span(sizes.data(), sizes.size())) +
                                               ", wanted " + shapeText(shape));
    }
    const auto& sampling = entry.at("sampling");
    const Tolerance tolerance = Tolerance::fromJson(entry.at("tol"));
    if (sampling.at("type") == "packbits") {
        const at::Tensor rows = got.reshape({got.size(0), -1});
        return m_comparison.tensors(tensor, rows, unpackBits(stored(tensor), rows.size(1)), tolerance);
    }
    m_comparison.tensors(tensor, sampled(got, sampling), stored(tensor), tolerance);
}

GoldenOutcome FixtureCase::outcome() {
    for (const auto& [name, entry] : m_description.at("tensors").items()) {
        if (!m_checked.contains(name)) m_comparison.require(false, name + " was not computed");
    }
    return m_comparison.outcome();
}

} // namespace soundmask::nn
