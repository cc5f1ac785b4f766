#include "core/methods/method_registry.h"

#include "core/methods/baselines.h"
#include "core/methods/heat_prompt.h"
#include "core/methods/no_prompt.h"
#include "core/methods/random_sam.h"
#include "core/methods/sound_motion.h"

namespace soundmask {

const MethodRegistry& MethodRegistry::standard() {
    const auto baseline = [](const MethodInfo& info) {
        return Entry{&info, [&info] { return std::make_unique<BaselineMethod>(info); }};
    };
    const auto heatPrompt = [](const MethodInfo& info) {
        return Entry{&info, [&info] { return std::make_unique<HeatPromptMethod>(info); }};
    };
    static const MethodRegistry registry({
        baseline(BaselineMethod::fullMaskInfo()),
        baseline(BaselineMethod::centreBoxInfo()),
        Entry{&RandomSamMethod::staticInfo(), [] { return std::make_unique<RandomSamMethod>(); }},
        Entry{&NoPromptMethod::staticInfo(), [] { return std::make_unique<NoPromptMethod>(); }},
        heatPrompt(HeatPromptMethod::heatMapBoxInfo()),
        heatPrompt(HeatPromptMethod::pointPromptInfo()),
        Entry{&SoundMotionMethod::staticInfo(), [] { return std::make_unique<SoundMotionMethod>(); }},
    });
    return registry;
}

std::vector<const MethodInfo*> MethodRegistry::infos() const {
    std::vector<const MethodInfo*> infos;
    for (const Entry& entry : m_entries)
        infos.push_back(entry.info);
    return infos;
}

Result<std::unique_ptr<Method>> MethodRegistry::create(std::string_view name) const {
    std::string known;
    for (const Entry& entry : m_entries) {
        if (entry.info->name == name) return entry.make();
        known += (known.empty() ? "" : ", ") + entry.info->name;
    }
    return fail(ErrorCode::UnknownName, std::string(name), "no such method; there are " + known);
}

} // namespace soundmask
