#pragma once

/// Before a function of plain loops: several versions of it are compiled, and the best one for the processor is bound
/// when the library is loaded. GCC on x86-64 only; sanitizers run before that binding and crash in it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define SOUNDMASK_FOR_EACH_PROCESSOR __attribute__((target_clones("default", "arch=haswell", "arch=skylake-avx512")))
#else
#define SOUNDMASK_FOR_EACH_PROCESSOR
#endif
