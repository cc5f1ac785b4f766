#include "core/nn/checkpoint/tensor_view.h"

#include <array>
#include <bit>
#include <cstring>

#include "core/base/half_float.h"

namespace soundmask::nn {

namespace {

struct DTypeTraits {
    std::string_view name;
    std::size_t bytes;
};

constexpr std::array<DTypeTraits, 12> kTraits{{
    {"bool", 1},
    {"uint8", 1},
    {"int8", 1},
    {"int16", 2},
    {"int32", 4},
    {"int64", 8},
    {"float16", 2},
    {"bfloat16", 2},
    {"float32", 4},
    {"float64", 8},
    {"complex64", 8},
    {"complex128", 16},
}};

float floatFromBFloat16(std::uint16_t bits) {
    return std::bit_cast<float>(std::uint32_t{bits} << 16);
}

const std::byte* firstElement(const TensorView& tensor) {
    return tensor.file->bytes().data() + tensor.byte_offset;
}

/// Calls \p visit with the address of every element in row-major order.
template <typename Visit>
void forEachElement(const TensorView& tensor, Visit visit) {
    const std::int64_t count = tensor.count();
    const auto element_bytes = static_cast<std::int64_t>(sizeOf(tensor.dtype));
    if (count == 0) return;
    const std::byte* element = firstElement(tensor);
    if (tensor.isContiguous()) {
        for (std::int64_t i = 0; i < count; ++i, element += element_bytes)
            visit(element);
        return;
    }
    std::vector<std::int64_t> index(tensor.shape.size(), 0);
    std::int64_t offset = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        visit(element + offset * element_bytes);
        for (std::size_t axis = index.size(); axis-- > 0;) {
            offset += tensor.strides[axis];
            if (++index[axis] < tensor.shape[axis]) break;
            offset -= tensor.strides[axis] * tensor.shape[axis];
            index[axis] = 0;
        }
    }
}

template <typename T>
T load(const std::byte* element) {
    T value;
    std::memcpy(&value, element, sizeof(T));
    return value;
}

template <typename Stored, typename Out, typename Convert>
void convertAll(const TensorView& tensor, Out* out, Convert convert) {
    forEachElement(tensor, [&](const std::byte* element) { *out++ = convert(load<Stored>(element)); });
}

template <typename Stored, typename Out>
void convertAll(const TensorView& tensor, Out* out) {
    convertAll<Stored>(tensor, out, [](Stored value) { return static_cast<Out>(value); });
}

/// False when \p tensor is not of an integer type.
template <typename Out>
bool convertIntegers(const TensorView& tensor, Out* out) {
    switch (tensor.dtype) {
    case DType::Bool:
        convertAll<std::uint8_t>(tensor, out, [](std::uint8_t v) { return static_cast<Out>(v != 0); });
        break;
    case DType::UInt8:
        convertAll<std::uint8_t>(tensor, out);
        break;
    case DType::Int8:
        convertAll<std::int8_t>(tensor, out);
        break;
    case DType::Int16:
        convertAll<std::int16_t>(tensor, out);
        break;
    case DType::Int32:
        convertAll<std::int32_t>(tensor, out);
        break;
    case DType::Int64:
        convertAll<std::int64_t>(tensor, out);
        break;
    default:
        return false;
    }
    return true;
}

} // namespace

std::size_t sizeOf(DType dtype) {
    return kTraits[static_cast<std::size_t>(dtype)].bytes;
}
std::string_view nameOf(DType dtype) {
    return kTraits[static_cast<std::size_t>(dtype)].name;
}

bool isFloating(DType dtype) {
    return dtype == DType::Float16 || dtype == DType::BFloat16 || dtype == DType::Float32 || dtype == DType::Float64;
}

std::string shapeText(std::span<const std::int64_t> shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) {
        if (text.size() > 1) text += ", ";
        text += std::to_string(size);
    }
    return text + "]";
}

std::int64_t TensorView::count() const {
    std::int64_t product = 1;
    for (const std::int64_t size : shape)
        product *= size;
    return product;
}

bool TensorView::isContiguous() const {
    std::int64_t expected = 1;
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        if (shape[axis] == 0) return true;
        if (shape[axis] != 1 && strides[axis] != expected) return false;
        expected *= shape[axis];
    }
    return true;
}

std::vector<std::byte> contiguousBytes(const TensorView& tensor) {
    const std::size_t element_bytes = sizeOf(tensor.dtype);
    std::vector<std::byte> result(static_cast<std::size_t>(tensor.count()) * element_bytes);
    if (result.empty()) return result;
    if (tensor.isContiguous()) {
        std::memcpy(result.data(), firstElement(tensor), result.size());
        return result;
    }
    std::byte* out = result.data();
    forEachElement(tensor, [&](const std::byte* element) {
        std::memcpy(out, element, element_bytes);
        out += element_bytes;
    });
    return result;
}

Result<void> copyFloat32(const TensorView& tensor, std::span<float> out) {
    if (out.size() != static_cast<std::size_t>(tensor.count())) {
        return fail(ErrorCode::ShapeMismatch, {},
                    "a tensor of shape " + shapeText(tensor.shape) + " does not fill " + std::to_string(out.size()) +
                        " elements");
    }
    if (out.empty()) return {};
    switch (tensor.dtype) {
    case DType::Float16:
        convertAll<std::uint16_t>(tensor, out.data(), floatFromHalf);
        break;
    case DType::BFloat16:
        convertAll<std::uint16_t>(tensor, out.data(), floatFromBFloat16);
        break;
    case DType::Float32:
        if (tensor.isContiguous()) {
            std::memcpy(out.data(), firstElement(tensor), out.size_bytes());
        } else {
            convertAll<float>(tensor, out.data());
        }
        break;
    case DType::Float64:
        convertAll<double>(tensor, out.data());
        break;
    default:
        if (!convertIntegers(tensor, out.data())) {
            return fail(ErrorCode::UnsupportedFormat, {},
                        "a " + std::string(nameOf(tensor.dtype)) + " tensor has no float32 values");
        }
    }
    return {};
}

Result<std::vector<float>> toFloat32(const TensorView& tensor) {
    std::vector<float> values(static_cast<std::size_t>(tensor.count()));
    if (auto copied = copyFloat32(tensor, values); !copied) return fail(copied.error());
    return values;
}

Result<std::vector<std::int64_t>> toInt64(const TensorView& tensor) {
    std::vector<std::int64_t> values(static_cast<std::size_t>(tensor.count()));
    if (!convertIntegers(tensor, values.data())) {
        return fail(ErrorCode::UnsupportedFormat, {},
                    "a " + std::string(nameOf(tensor.dtype)) + " tensor has no integer values");
    }
    return values;
}

} // namespace soundmask::nn
