#include "app/cli/console.h"

#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace soundmask::cli {

namespace {

constexpr int kBarWidth = 30;

/// Messages are one line each: a file name may hold anything.
std::string oneLine(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

} // namespace

void Console::error(const Error& error) {
    clearBar();
    std::fprintf(stderr, "soundmask: error: %s\n", oneLine(error.toString()).c_str());
}

void Console::warning(const std::string& subject, const Warning& warning) {
    clearBar();
    const std::string prefix = subject.empty() ? "" : subject + ": ";
    std::fprintf(stderr, "soundmask: warning: %s\n", oneLine(prefix + warning.text).c_str());
}

void Console::warnings(const std::string& subject, const std::vector<Warning>& warnings) {
    for (const Warning& each : warnings) warning(subject, each);
}

void Console::json(const nlohmann::ordered_json& document) {
    clearBar();
    // File names need not be UTF-8; what cannot be said in JSON becomes the replacement character.
    const std::string text = document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    std::printf("%s\n", text.c_str());
}

void Console::line(const std::string& text) {
    clearBar();
    std::printf("%s\n", text.c_str());
}

ProgressCallback Console::progress() {
    if (!::isatty(STDERR_FILENO)) return {};
    return [this](const Progress& progress) {
        const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
        const int filled = static_cast<int>(std::lround(fraction * kBarWidth));
        std::fprintf(stderr, "\r\033[K[%s%s] %3d %% %s", std::string(static_cast<std::size_t>(filled), '=').c_str(),
                     std::string(static_cast<std::size_t>(kBarWidth - filled), ' ').c_str(),
                     static_cast<int>(fraction * 100.0), progress.text.c_str());
        std::fflush(stderr);
        m_bar_shown = true;
    };
}

void Console::clearBar() {
    if (!m_bar_shown) return;
    std::fprintf(stderr, "\r\033[K");
    m_bar_shown = false;
}

nlohmann::ordered_json toJson(const std::vector<Warning>& warnings) {
    auto list = nlohmann::ordered_json::array();
    for (const Warning& warning : warnings) list.push_back({{"code", warning.code}, {"text", warning.text}});
    return list;
}

} // namespace soundmask::cli
