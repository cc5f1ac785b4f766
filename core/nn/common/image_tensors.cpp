#include "core/nn/common/image_tensors.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

at::Tensor pixelsOf(const Image& image) {
    auto* pixels = const_cast<std::uint8_t*>(image.data());
    const at::Tensor rows = at::from_blob(pixels, {image.height(), image.width(), Image::kChannels}, at::kByte);
    return rows.permute({2, 0, 1}).to(at::kFloat).div_(255.0);
}

at::Tensor tensorOf(const FloatMap& map) {
    return at::from_blob(const_cast<float*>(map.values.data()), {map.size.height, map.size.width}).clone();
}

FloatMap mapOf(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.to(at::kCPU, at::kFloat).contiguous();
    FloatMap map({static_cast<int>(plain.size(1)), static_cast<int>(plain.size(0))});
    std::copy_n(plain.const_data_ptr<float>(), map.values.size(), map.values.begin());
    return map;
}

} // namespace soundmask::nn
