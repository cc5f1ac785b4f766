#pragma once

namespace soundmask::nn {

/// prepareProcess() for the begin of main(): the OpenMP library reads its settings when it is loaded, which for programs
/// that decode media is before main. Where waiting threads would spin and take the processor from the window and from
/// other programs, the program therefore starts itself anew, once, with \p arguments (as main has them).
void prepareProgram(char** arguments);

} // namespace soundmask::nn
