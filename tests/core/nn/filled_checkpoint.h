#pragma once

#include <filesystem>
#include <span>

#include "core/nn/checkpoint/state_dict.h"
#include "core/nn/common/fill_weights.h"
#include "tests/core/nn/checkpoint_writer.h"

namespace soundmask::test {

/// Writes a torch file with the deterministic test weights of a network of \p family that wants \p tensors.
inline void writeFilledCheckpoint(const std::filesystem::path& path, nn::FillFamily family,
                                  std::span<const nn::WantedTensor> tensors) {
    std::vector<TensorEntry> entries;
    Records storages;
    for (const nn::WantedTensor& tensor : tensors) {
        TensorEntry entry;
        entry.key = tensor.key;
        entry.shape = tensor.shape;
        entry.strides.resize(tensor.shape.size());
        std::int64_t count = 1;
        for (std::size_t axis = tensor.shape.size(); axis-- > 0; count *= tensor.shape[axis])
            entry.strides[axis] = count;
        entry.storage_key = std::to_string(entries.size());
        entry.storage_count = count;
        const auto size = static_cast<std::size_t>(count);
        if (tensor.is_floating) {
            const auto values = nn::fillWeights(family, tensor.key, tensor.shape);
            storages.emplace_back(entry.storage_key, bytesOf(values.value_or(std::vector<float>(size))));
        } else {
            entry.storage_class = "LongStorage";
            storages.emplace_back(entry.storage_key, bytesOf(std::vector<std::int64_t>(size)));
        }
        entries.push_back(std::move(entry));
    }
    writeTorchZip(path, stateDictPickle(entries), storages);
}

} // namespace soundmask::test
