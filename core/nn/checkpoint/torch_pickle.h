#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/nn/checkpoint/pickle.h"
#include "core/nn/checkpoint/tensor_view.h"

namespace soundmask::nn {

/// A run of elements in the file that tensors are views of.
struct Storage {
    DType dtype = DType::Float32;
    std::uint64_t byte_offset = 0;
    std::uint64_t count = 0;
};

/// A persistent id ('storage', TYPE, KEY, PLACE, COUNT, VIEW) as it stands in the pickle, nothing checked against the
/// file. The place (a GPU's name) does not matter: storages are read as plain memory.
struct StorageId {
    DType dtype = DType::Float32;
    std::string_view key;
    std::uint64_t count = 0;
    std::string_view view_key{};   ///< old files: the storage is a part of KEY; empty for the whole
    std::uint64_t view_offset = 0; ///< elements
    std::uint64_t view_count = 0;
};

/// The allow-list: every name a state dictionary's pickle may contain. With \p script, TorchScript's object classes
/// too, whose attributes are read as plain values.
AdmitGlobal torchGlobals(bool script = false);

/// Throws Fault if \p id (what a Persistent value holds) is not a storage.
StorageId parseStorageId(const PickleDocument& document, const PickleValue& id);
/// The dtype of a storage or tensor class such as torch.FloatStorage. Throws Fault for anything else.
DType dtypeOfClass(const PickleValue& value);
/// Throws Fault unless \p value is an integer that is not negative.
std::uint64_t countOf(const PickleValue& value);

/// What the persistent ids of a container stand for: storages, or in tar files whole tensors.
/// Each is given what the Persistent value holds and throws Fault for an id the container lacks.
struct PersistentObjects {
    std::function<Storage(const PickleValue& id)> storage;
    std::function<TensorView(const PickleValue& id)> tensor;
};

/// A view of \p storage. Throws Fault unless every element lies inside it.
TensorView viewOf(const std::shared_ptr<const FileBytes>& file, const Storage& storage, std::uint64_t offset,
                  std::vector<std::int64_t> shape, std::vector<std::int64_t> strides);

using NamedTensors = std::vector<std::pair<std::string, TensorView>>;

/// The state dictionary of \p document in file order: the root, or what it holds under "state_dict" or "model".
/// Throws Fault if there is none, or if one of its entries is not a tensor with a name.
NamedTensors readStateDict(const PickleDocument& document, const std::shared_ptr<const FileBytes>& file,
                           const PersistentObjects& objects);

/// The tensors among the attributes of a TorchScript module and its submodules, named as in a state dictionary.
NamedTensors readScriptModule(const PickleDocument& document, const std::shared_ptr<const FileBytes>& file,
                              const PersistentObjects& objects);

} // namespace soundmask::nn
