#pragma once

#include <ATen/core/Tensor.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <optional>

#include "core/nn/checkpoint/tensor_view.h"
#include "core/nn/golden/golden.h"

namespace soundmask::nn {

/// How far an output may be from the stored one; every limit that is present has to hold.
struct Tolerance {
    double atol = 0.0; ///< |got - want| <= atol + rtol |want|
    double rtol = 0.0;
    double fraction = 1.0;                ///< the share of elements for which that has to hold
    std::optional<double> atol_all{};     ///< for every element, where only a fraction needs the limit above
    std::optional<double> mean_abs{};     ///< of got - want
    std::optional<double> rel_l2{};       ///< |got - want| / |want| as a whole, instead of the limit per element
    std::optional<double> ignore_below{}; ///< wanted values below are not looked at
    std::optional<double> max_fraction_different{}; ///< of the elements, for masks
    bool as_set = false;                            ///< the same rows (elements, if one row) in any order, exactly
    bool is_compared = true;                        ///< false: stored for information only

    /// From the "tol" of a fixture case.
    static Tolerance fromJson(const nlohmann::json& tol);
};

/// Collects what is wrong with the outputs of one case.
class Comparison {
  public:
    explicit Comparison(std::string case_name)
        : m_name(std::move(case_name)) {}

    /// \p got and \p want have the same shape; any dtype.
    void tensors(const std::string& name, const at::Tensor& got, const at::Tensor& want, const Tolerance& tolerance);
    void number(const std::string& name, double got, double want, double limit = 0.0);
    void require(bool holds, const std::string& what);
    GoldenOutcome outcome() const;

  private:
    void fault(std::string text);
    /// Remembers \p error as a share of \p limit, reports it where it is above.
    void within(const std::string& name, const std::string& what, double error, double limit);

    std::string m_name;
    std::vector<std::string> m_faults;
    double m_worst = 0.0; ///< largest error as a share of its limit
    std::string m_worst_name;
    std::size_t m_compared = 0;
};

} // namespace soundmask::nn
