#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/nn/checkpoint/file_bytes.h"

namespace soundmask::nn {

enum class DType : std::uint8_t {
    Bool,
    UInt8,
    Int8,
    Int16,
    Int32,
    Int64,
    Float16,
    BFloat16,
    Float32,
    Float64,
    Complex64,
    Complex128,
};

/// Bytes of one element.
std::size_t sizeOf(DType dtype);
/// "float32", "int64"...
std::string_view nameOf(DType dtype);
/// float16, bfloat16, float32 or float64: what a weight can be.
bool isFloating(DType dtype);

/// "[2, 3]", "[]" for a single number.
std::string shapeText(std::span<const std::int64_t> shape);

/// One tensor of a checkpoint, still in its file: nothing is copied and no element is read. The checkpoint reader has
/// checked that every element lies inside the file.
struct TensorView {
    DType dtype = DType::Float32;
    std::vector<std::int64_t> shape;   ///< no axes for a single number; an axis may be 0
    std::vector<std::int64_t> strides; ///< elements from one index to the next, per axis, never negative
    std::uint64_t byte_offset = 0;     ///< of element 0 in \p file, not aligned
    std::shared_ptr<const FileBytes> file;

    std::int64_t count() const;
    /// Row-major without gaps.
    bool isContiguous() const;
};

/// The elements in row-major order, in the tensor's own dtype: count() * sizeOf(dtype) bytes.
std::vector<std::byte> contiguousBytes(const TensorView& tensor);

/// The elements in row-major order as float32 (float64 is rounded, integers and bools become numbers). \p out has
/// count() elements. Errors: ShapeMismatch, UnsupportedFormat (complex).
Result<void> copyFloat32(const TensorView& tensor, std::span<float> out);
Result<std::vector<float>> toFloat32(const TensorView& tensor);

/// Integers and bools in row-major order. Error: UnsupportedFormat for anything else.
Result<std::vector<std::int64_t>> toInt64(const TensorView& tensor);

} // namespace soundmask::nn
