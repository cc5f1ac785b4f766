#include "core/nn/checkpoint/checkpoint.h"

#include <algorithm>
#include <new>

#include "core/nn/checkpoint/containers.h"
#include "core/nn/checkpoint/fault.h"

namespace soundmask::nn {

namespace {

constexpr std::string_view kParallelPrefix = "module.";

/// For a file of no known format: what it looks like instead.
[[noreturn]] void explainUnknown(std::span<const std::byte> bytes) {
    const std::string_view start{reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 256)};
    if (start.empty()) malformed("the file is empty: download it again");
    if (start.starts_with("version https://git-lfs")) {
        malformed("it is a Git LFS pointer, not the weights: fetch the weights with 'git lfs pull'");
    }
    if (start.find("<html") != start.npos || start.find("<!DOCTYPE") != start.npos) {
        malformed("it is a web page, not a checkpoint: the download failed, download it again");
    }
    if (start[0] == '\x80') {
        malformed("it is a bare or cut pickle, not a checkpoint: save it with torch.save or as safetensors");
    }
    malformed("it is not a checkpoint: neither a torch.save file nor safetensors");
}

struct Content {
    CheckpointFormat format;
    NamedTensors tensors;
};

Content readContent(const std::shared_ptr<const FileBytes>& file, const std::filesystem::path& path) {
    const auto bytes = file->bytes();
    if (isZip(bytes)) {
        auto zip = readZipCheckpoint(file);
        return {zip.is_script ? CheckpointFormat::TorchScript : CheckpointFormat::TorchZip, std::move(zip.tensors)};
    }
    if (isLegacy(bytes)) return {CheckpointFormat::TorchStream, readLegacyCheckpoint(file)};
    if (isTar(bytes)) return {CheckpointFormat::TorchTar, readTarCheckpoint(file)};
    if (isSafetensors(bytes) || (path.extension() == ".safetensors" && !bytes.empty())) {
        return {CheckpointFormat::Safetensors, readSafetensors(file)};
    }
    explainUnknown(bytes);
}

void dropParallelPrefix(NamedTensors& tensors) {
    const auto has_prefix = [](const auto& entry) { return entry.first.starts_with(kParallelPrefix); };
    if (!std::ranges::all_of(tensors, has_prefix)) return;
    for (auto& [key, tensor] : tensors)
        key.erase(0, kParallelPrefix.size());
}

} // namespace

Result<Checkpoint> openCheckpoint(std::shared_ptr<const FileBytes> file, const std::filesystem::path& path) {
    try {
        auto [format, tensors] = readContent(file, path);
        if (tensors.empty()) malformed("it holds no tensors");
        dropParallelPrefix(tensors);
        auto state = StateDict::make(std::move(tensors));
        if (!state) return fail(state.error().code, path.string(), state.error().reason);
        return Checkpoint{path, format, std::move(*state)};
    } catch (const Fault& fault) {
        return fail(fault.code, path.string(), fault.reason);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, path.string(), "not enough memory to read its list of tensors");
    }
}

Result<Checkpoint> openCheckpoint(const std::filesystem::path& path) {
    auto file = FileBytes::map(path);
    if (!file) return fail(file.error());
    return openCheckpoint(std::move(*file), path);
}

} // namespace soundmask::nn
