#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/nn/checkpoint/state_dict.h"

namespace soundmask::nn {

enum class CheckpointFormat {
    TorchZip,    ///< torch.save since 1.6
    TorchStream, ///< torch.save before 1.6
    TorchTar,    ///< torch.save before 0.2
    TorchScript, ///< the tensors of a TorchScript archive
    Safetensors,
};

/// A weight file whose tensors can be read. The tensors stay in the file, which stays mapped as long as one lives.
struct Checkpoint {
    std::filesystem::path path;
    CheckpointFormat format = CheckpointFormat::TorchZip;
    StateDict tensors; ///< keys as a network names them, without the prefix "module." of a data-parallel run
};

/// Opens a weight file of any of the formats above, told apart by content. Meant for files from anywhere: nothing in it
/// is run or written, only the names that state dictionaries need are admitted, sizes are checked before they are
/// used, time and memory are bounded (a file of n bytes needs at most about n and 200 MB, normally a few kB).
/// A state dictionary below "state_dict" or "model" is found. Element values are not looked at.
/// Errors name \p path and, where it is known, the tensor: FileNotFound, FileUnreadable, MalformedFile,
/// UnsupportedFormat (a valid file of a kind that is not read, with the remedy), OutOfMemory.
Result<Checkpoint> openCheckpoint(const std::filesystem::path& path);

/// The same for bytes in memory; \p path is the name for errors.
Result<Checkpoint> openCheckpoint(std::shared_ptr<const FileBytes> file, const std::filesystem::path& path);

} // namespace soundmask::nn
