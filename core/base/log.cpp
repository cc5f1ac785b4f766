#include "core/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>

namespace soundmask {

spdlog::logger& log() {
    static const auto logger = [] {
        auto made = std::make_shared<spdlog::logger>("soundmask", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return *logger;
}

} // namespace soundmask
