#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace soundmask::cli {

/// Exit codes of docs/cli.md.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

/// What every command says, in the form scripts rely on. Main thread, except progress().
class Console {
  public:
    /// "soundmask: error: SUBJECT: REASON" on stderr.
    void error(const Error& error);
    /// "soundmask: warning: SUBJECT: TEXT" on stderr.
    void warning(const std::string& subject, const Warning& warning);
    void warnings(const std::string& subject, const std::vector<Warning>& warnings);
    /// One JSON document on stdout.
    void json(const nlohmann::ordered_json& document);
    /// A line for people on stdout.
    void line(const std::string& text);
    /// A bar on a terminal, nothing in a pipe. Safe from any one thread at a time.
    ProgressCallback progress();

  private:
    void clearBar();
    bool m_bar_shown = false;
};

nlohmann::ordered_json toJson(const std::vector<Warning>& warnings);

} // namespace soundmask::cli
