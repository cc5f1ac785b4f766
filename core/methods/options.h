#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/methods/method.h"

namespace soundmask {

/// A method's options after checking: every parameter has a value of its type and inside its range.
class ResolvedOptions {
  public:
    /// Values by key. The key must be a parameter of the method and of the asked type.
    bool boolean(std::string_view key) const;
    int integer(std::string_view key) const;
    double real(std::string_view key) const;
    /// Nothing for "auto".
    std::optional<double> realOrAuto(std::string_view key) const;
    /// The value as canonical text; any type, so also for Choice and Text.
    const std::string& text(std::string_view key) const;

    /// Every parameter with the value used, in canonical text: booleans "on" or "off", numbers in their shortest form.
    /// This is what Provenance::options holds.
    const OptionMap& all() const { return m_values; }

  private:
    friend Result<ResolvedOptions> resolveOptions(const OptionMap&, const std::vector<ParameterInfo>&);
    OptionMap m_values;
};

/// \p value in its shortest form, whatever the locale.
std::string writtenReal(double value);

/// Checks \p given against \p parameters and fills in the defaults. Booleans may be written on, off, true, false, 1
/// or 0; numbers in C notation whatever the locale. The key `source` is the caller's (it picks the FrameSource) and
/// unknown here. Errors: UnknownName (lists the known keys), InvalidValue (names key, value and what is allowed).
Result<ResolvedOptions> resolveOptions(const OptionMap& given, const std::vector<ParameterInfo>& parameters);

} // namespace soundmask
