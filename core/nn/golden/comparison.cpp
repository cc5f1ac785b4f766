#include "core/nn/golden/comparison.h"

#include <ATen/ATen.h>

#include <cstdio>

namespace soundmask::nn {

namespace {

std::optional<double> optionalNumber(const nlohmann::json& tol, const char* key) {
    if (!tol.contains(key)) return std::nullopt;
    return tol.at(key).get<double>();
}

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

std::string shapeOf(const at::Tensor& tensor) {
    return shapeText(std::span(tensor.sizes().data(), tensor.sizes().size()));
}

/// Rows (or elements, if there is one row) in lexicographic order.
at::Tensor sortedRows(at::Tensor rows) {
    if (rows.dim() < 2) return std::get<0>(rows.flatten().sort());
    if (rows.size(0) == 1) return std::get<0>(rows.sort(1));
    for (std::int64_t column = rows.size(1) - 1; column >= 0; --column)
        rows = rows.index_select(0, std::get<1>(rows.select(1, column).sort(true, 0, false)));
    return rows;
}

} // namespace

Tolerance Tolerance::fromJson(const nlohmann::json& tol) {
    Tolerance result;
    result.as_set = tol.contains("as_set") && tol.at("as_set") != false;
    result.atol = tol.value("atol", 0.0);
    result.rtol = tol.value("rtol", 0.0);
    result.fraction = tol.value("fraction", 1.0);
    result.atol_all = optionalNumber(tol, "atol_all");
    result.mean_abs = optionalNumber(tol, "mean_abs");
    result.rel_l2 = optionalNumber(tol, "rel_l2");
    result.ignore_below = optionalNumber(tol, "ignore_below");
    result.max_fraction_different = optionalNumber(tol, "max_fraction_different");
    result.is_compared = tol.contains("exact") || tol.contains("atol") || tol.contains("rtol") || result.as_set ||
                         result.rel_l2 || result.max_fraction_different || result.mean_abs;
    return result;
}

void Comparison::tensors(const std::string& name, const at::Tensor& got, const at::Tensor& want,
                         const Tolerance& tolerance) {
    if (!tolerance.is_compared) return;
    ++m_compared;
    if (got.sizes() != want.sizes()) return fault(name + " has shape " + shapeOf(got) + ", wanted " + shapeOf(want));
    at::Tensor g = got.to(at::kDouble), w = want.to(at::kDouble);
    if (w.numel() == 0) return;
    if (tolerance.as_set) {
        g = sortedRows(g);
        w = sortedRows(w);
    }
    if (tolerance.max_fraction_different) {
        return within(name, "share of different elements", g.ne(w).to(at::kDouble).mean().item<double>(),
                      *tolerance.max_fraction_different);
    }
    const at::Tensor finite = w.isfinite();
    const at::Tensor same = g.eq(w).logical_or(g.isnan().logical_and(w.isnan()));
    if (!finite.logical_or(same).all().item<bool>())
        return fault(name + " differs where infinite or not a number is wanted");
    at::Tensor looked_at = finite;
    if (tolerance.ignore_below) looked_at = looked_at.logical_and(w.ge(*tolerance.ignore_below));
    g = g.masked_select(looked_at);
    w = w.masked_select(looked_at);
    if (w.numel() == 0) return;

    const at::Tensor error = (g - w).abs();
    if (tolerance.rel_l2) {
        const double norm = w.norm().item<double>();
        return within(name, "relative error", error.norm().item<double>() / (norm > 0.0 ? norm : 1.0),
                      *tolerance.rel_l2);
    }
    if (!error.isfinite().all().item<bool>()) return fault(name + " has values that are not finite");
    const at::Tensor limit = w.abs() * tolerance.rtol + tolerance.atol;
    const auto worst = (error - limit).argmax().item<std::int64_t>();
    const double outside = error.gt(limit).to(at::kDouble).mean().item<double>();
    if (tolerance.fraction < 1.0) {
        within(name, "share of elements outside", outside, 1.0 - tolerance.fraction);
        if (tolerance.atol_all) within(name, "largest error", error.max().item<double>(), *tolerance.atol_all);
    } else {
        within(name, "error at element " + std::to_string(worst), error[worst].item<double>(),
               limit[worst].item<double>());
    }
    if (tolerance.mean_abs) within(name, "mean error", error.mean().item<double>(), *tolerance.mean_abs);
}

void Comparison::number(const std::string& name, double got, double want, double limit) {
    ++m_compared;
    within(name, "value " + shortNumber(got) + " instead of " + shortNumber(want) + ", error", std::abs(got - want),
           limit);
}

void Comparison::require(bool holds, const std::string& what) {
    ++m_compared;
    if (!holds) fault(what);
}

GoldenOutcome Comparison::outcome() const {
    using Verdict = GoldenOutcome::Verdict;
    if (!m_faults.empty()) {
        std::string text;
        constexpr std::size_t kShown = 4;
        for (std::size_t i = 0; i < std::min(kShown, m_faults.size()); ++i)
            text += (i ? "; " : "") + m_faults[i];
        if (m_faults.size() > kShown) text += "; and " + std::to_string(m_faults.size() - kShown) + " more";
        return {m_name, Verdict::Failed, text};
    }
    if (m_compared == 0) return {m_name, Verdict::Failed, "the case holds nothing to compare"};
    std::string text = std::to_string(m_compared) + " values";
    if (!m_worst_name.empty())
        text += ", largest error " + shortNumber(m_worst) + " of its limit (" + m_worst_name + ")";
    return {m_name, Verdict::Passed, text};
}

void Comparison::fault(std::string text) {
    m_faults.push_back(std::move(text));
}

void Comparison::within(const std::string& name, const std::string& what, double error, double limit) {
    if (!(error <= limit))
        return fault(name + ": " + what + " " + shortNumber(error) + ", limit " + shortNumber(limit));
    if (limit > 0.0 && error / limit >= m_worst) {
        m_worst = error / limit;
        m_worst_name = name;
    }
}

} // namespace soundmask::nn
