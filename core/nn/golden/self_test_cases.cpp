#include "core/nn/golden/self_test.h"

/// The files of a case as they are in tests/golden/fixtures; SOUNDMASK_CASES is that folder.
#define SOUNDMASK_BUILT_IN(name)                                                                                       \
    asm(".section .rodata\n"                                                                                           \
        ".balign 16\n" #name "_json: .incbin \"" SOUNDMASK_CASES "/" #name ".json\"\n" #name "_json_end: .byte 0\n"    \
        ".balign 16\n" #name "_tensors: .incbin \"" SOUNDMASK_CASES "/" #name ".safetensors\"\n" #name                 \
        "_tensors_end: .byte 0\n"                                                                                      \
        ".previous\n");                                                                                                \
    extern "C" __attribute__((visibility("hidden"))) const char name##_json[], name##_json_end[];                      \
    extern "C" __attribute__((visibility("hidden"))) const std::byte name##_tensors[], name##_tensors_end[]

SOUNDMASK_BUILT_IN(sam_tiny64_tall);
SOUNDMASK_BUILT_IN(mobile_sam);
SOUNDMASK_BUILT_IN(audioclip_audio_1s);
SOUNDMASK_BUILT_IN(audioclip_visual);

namespace soundmask::nn {

#define SOUNDMASK_CASE(name)                                                                                           \
    BuiltInCase {                                                                                                      \
        {name##_json, name##_json_end}, {                                                                              \
            name##_tensors, name##_tensors_end                                                                         \
        }                                                                                                              \
    }

std::vector<BuiltInCase> builtInCases(SelfTestFamily family) {
    switch (family) {
    case SelfTestFamily::Sam:
        return {SOUNDMASK_CASE(sam_tiny64_tall)};
    case SelfTestFamily::MobileSam:
        return {SOUNDMASK_CASE(mobile_sam)};
    case SelfTestFamily::AudioClip:
        break;
    }
    return {SOUNDMASK_CASE(audioclip_audio_1s), SOUNDMASK_CASE(audioclip_visual)};
}

} // namespace soundmask::nn
