// Precompiled for every unit of libsoundmask_nn.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
