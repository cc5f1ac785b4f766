#pragma once

#include <string>
#include <vector>

/// What LibTorch does, seen by its own hooks. A library of its own: a program that links LibTorch would have copies of
/// its tables, and the networks' library, which is bound to the originals, would read others.
namespace soundmask::nn {

/// An operation with arguments of some sizes.
struct OperationTime {
    std::string title;
    double seconds = 0.0; ///< without the operations it calls
    double flop = 0.0;    ///< multiplications and additions; 0 for what is no product
    int calls = 0;
};

/// Watches all operations of this process until stopWatching(), which gives the times, longest first. One thread.
void watchOperations();
std::vector<OperationTime> stopWatching();

/// GFLOP/s of a product of two matrices of 2048 x 2048, the best of some.
double largeProduct_GFLOPs();

} // namespace soundmask::nn
