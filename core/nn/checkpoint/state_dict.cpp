#include "core/nn/checkpoint/state_dict.h"

#include <set>

#include "core/nn/checkpoint/fault.h"

namespace soundmask::nn {

namespace {

/// "N LABEL: a, b, c, ..." for the first few of \p lines.
std::string listed(std::string_view label, const std::vector<std::string>& lines) {
    constexpr std::size_t shown = 5;
    std::string text = std::to_string(lines.size()) + " " + std::string(label) + ": ";
    for (std::size_t i = 0; i < lines.size() && i < shown; ++i)
        text += (i > 0 ? ", " : "") + lines[i];
    return lines.size() > shown ? text + ", ..." : text;
}

std::vector<std::string> allInQuotes(const std::vector<std::string>& keys) {
    std::vector<std::string> result;
    for (const auto& key : keys)
        result.push_back(inQuotes(key));
    return result;
}

} // namespace

Result<void> KeyReport::require(const std::string& subject) const {
    if (isMatch()) return {};
    std::string reason = "its tensors are not those of this network";
    if (!misfits.empty()) {
        std::vector<std::string> lines;
        for (const auto& [key, why] : misfits)
            lines.push_back(inQuotes(key) + " " + why);
        reason += "; " + listed("of the wrong form", lines);
    }
    if (!missing.empty()) reason += "; " + listed("missing", allInQuotes(missing));
    if (!unexpected.empty()) reason += "; " + listed("unexpected", allInQuotes(unexpected));
    return fail(ErrorCode::ShapeMismatch, subject, std::move(reason));
}

Result<StateDict> StateDict::make(std::vector<std::pair<std::string, TensorView>> tensors) {
    StateDict result;
    for (auto& [key, tensor] : tensors) {
        if (!result.m_tensors.emplace(key, std::move(tensor)).second) {
            return fail(ErrorCode::MalformedFile, {}, "it holds two tensors named " + inQuotes(key));
        }
        result.m_keys.push_back(std::move(key));
    }
    return result;
}

const TensorView* StateDict::find(std::string_view key) const {
    const auto found = m_tensors.find(key);
    return found == m_tensors.end() ? nullptr : &found->second;
}

KeyReport StateDict::matchKeys(std::span<const WantedTensor> wanted) const {
    KeyReport report;
    std::set<std::string_view> known;
    for (const WantedTensor& want : wanted) {
        known.insert(want.key);
        const TensorView* tensor = find(want.key);
        if (!tensor) {
            report.missing.push_back(want.key);
        } else if (tensor->shape != want.shape) {
            report.misfits.push_back(
                {want.key, "has shape " + shapeText(tensor->shape) + ", the network wants " + shapeText(want.shape)});
        } else if (isFloating(tensor->dtype) != want.is_floating) {
            report.misfits.push_back({want.key, "holds " + std::string(nameOf(tensor->dtype)) +
                                                    " numbers, the network wants " +
                                                    (want.is_floating ? "floating point" : "integers")});
        }
    }
    for (const auto& key : m_keys) {
        if (!known.contains(key)) report.unexpected.push_back(key);
    }
    return report;
}

} // namespace soundmask::nn
