#pragma once

#include <memory>

#include "core/nn/checkpoint/torch_pickle.h"

namespace soundmask::nn {

/// One reader per file format. Each gives the named tensors in file order and throws Fault.

/// What torch.save writes since version 1.6, and TorchScript archives: a zip with `ROOT/data.pkl` and one uncompressed
/// record per storage. Of a TorchScript archive only the tensors are read, its `code/` is never opened.
struct ZipContent {
    NamedTensors tensors;
    bool is_script = false;
};
ZipContent readZipCheckpoint(const std::shared_ptr<const FileBytes>& file);

/// What torch.save wrote before 1.6: four pickles, the list of storage keys, then the storages.
NamedTensors readLegacyCheckpoint(const std::shared_ptr<const FileBytes>& file);

/// What torch.save wrote before 0.2: a tar with members `sys_info`, `storages`, `tensors` and `pickle`.
NamedTensors readTarCheckpoint(const std::shared_ptr<const FileBytes>& file);

/// safetensors: the length of a JSON header, the header, the data.
NamedTensors readSafetensors(const std::shared_ptr<const FileBytes>& file);

/// True if the file starts as the format does.
bool isZip(std::span<const std::byte> bytes);
bool isLegacy(std::span<const std::byte> bytes);
bool isTar(std::span<const std::byte> bytes);
bool isSafetensors(std::span<const std::byte> bytes);

} // namespace soundmask::nn
