#pragma once

/// Before a function of plain loops: several versions of it are compiled, and the best one for the processor is bound
/// when the library is loaded. The versions are levels of instructions, not processor models: with a model's name, GCC
/// asks for that maker's processor, and all others get the slowest version. GCC 12 or newer on x86-64 only; sanitizers
/// run before that binding and crash in it.
#if defined(__x86_64__) && defined(__GNUC__) && __GNUC__ >= 12 && !defined(__clang__) &&                               \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SOUNDMASK_FOR_EACH_PROCESSOR __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define SOUNDMASK_FOR_EACH_PROCESSOR
#endif
