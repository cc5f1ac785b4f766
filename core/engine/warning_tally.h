#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace soundmask {

/// Warnings of many files, told once for each kind.
class WarningTally {
  public:
    void add(const std::string& file, const Warning& warning) {
        Kind& kind = m_kinds[warning.code];
        if (kind.count++ == 0) kind.first = file + ": " + warning.text;
    }

    /// In order of the codes.
    std::vector<Warning> warnings() const {
        std::vector<Warning> out;
        for (const auto& [code, kind] : m_kinds)
            out.push_back({code, kind.count == 1 ? kind.first : kind.first + " (and " + std::to_string(kind.count - 1) + " more)"});
        return out;
    }

  private:
    struct Kind {
        int count = 0;
        std::string first;
    };
    std::map<std::string, Kind> m_kinds;
};

} // namespace soundmask
