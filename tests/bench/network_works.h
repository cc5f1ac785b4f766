#pragma once

#include <string>
#include <vector>

#include "tests/bench/measured_work.h"

/// What is measured of the networks, through the public interface and with test weights: the times are those of the
/// official ones.
namespace soundmask::bench {

/// "encode", "predict", "predict 16" of SAM on a picture of 1800 x 1200. \p name: "vit_b" or "mobile".
/// Throws std::runtime_error where the networks cannot be loaded.
std::vector<Work> samWorks(const std::string& name);

/// "sound", "sounds" and "pictures" of AudioCLIP: one and five sounds of five seconds, five pictures of 224 x 224,
/// which is a clip of the data set as Point-Prompt gives it. Throws like samWorks().
std::vector<Work> audioClipWorks();

} // namespace soundmask::bench
