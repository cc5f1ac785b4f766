#include "core/nn/checkpoint/torch_pickle.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/nn/checkpoint/fault.h"

namespace soundmask::nn {

namespace {

using Kind = PickleValue::Kind;

/// What an admitted name is for. The dtype, where there is one, sits in the next eight bits of the id.
enum class Name : int {
    OrderedDict,
    RebuildTensor,    ///< (storage, offset, shape, strides, ...)
    RebuildParameter, ///< (tensor, ...)
    Parameter,        ///< the class itself, in old files
    StorageClass,
    TensorClass,
    PlainValue, ///< torch.Size, devices, dtypes: beside the state dictionary, never needed
    ScriptClass,
    ScriptList, ///< a typed list: (list, ...)
};

struct ListedName {
    std::string_view module;
    std::string_view name;
    Name meaning;
};

constexpr std::array kNames{
    ListedName{"collections", "OrderedDict", Name::OrderedDict},
    ListedName{"torch._utils", "_rebuild_tensor", Name::RebuildTensor},
    ListedName{"torch._utils", "_rebuild_tensor_v2", Name::RebuildTensor},
    ListedName{"torch._utils", "_rebuild_parameter", Name::RebuildParameter},
    ListedName{"torch._utils", "_rebuild_parameter_with_state", Name::RebuildParameter},
    ListedName{"torch.nn.parameter", "Parameter", Name::Parameter},
    ListedName{"torch", "Size", Name::PlainValue},
    ListedName{"torch", "device", Name::PlainValue},
    ListedName{"torch", "float16", Name::PlainValue},
    ListedName{"torch", "bfloat16", Name::PlainValue},
    ListedName{"torch", "float32", Name::PlainValue},
    ListedName{"torch", "float64", Name::PlainValue},
    ListedName{"torch", "int64", Name::PlainValue},
};

constexpr std::array kScriptNames{
    ListedName{"torch.jit._pickle", "build_intlist", Name::ScriptList},
    ListedName{"torch.jit._pickle", "build_boollist", Name::ScriptList},
    ListedName{"torch.jit._pickle", "build_doublelist", Name::ScriptList},
    ListedName{"torch.jit._pickle", "build_tensorlist", Name::ScriptList},
    ListedName{"torch.jit._pickle", "restore_type_tag", Name::ScriptList},
};

/// The first word of FloatStorage, HalfTensor...
constexpr std::array<std::pair<std::string_view, DType>, 12> kClassWords{{
    {"Bool", DType::Bool},
    {"Byte", DType::UInt8},
    {"Char", DType::Int8},
    {"Short", DType::Int16},
    {"Int", DType::Int32},
    {"Long", DType::Int64},
    {"Half", DType::Float16},
    {"BFloat16", DType::BFloat16},
    {"Float", DType::Float32},
    {"Double", DType::Float64},
    {"ComplexFloat", DType::Complex64},
    {"ComplexDouble", DType::Complex128},
}};

constexpr std::size_t kMaxRank = 64;
/// A view may repeat elements (stride 0), but not so often that it becomes larger than its file and than this.
constexpr std::uint64_t kMaxRepeatedBytes = 1 << 20;

AdmittedGlobal admitted(Name meaning, DType dtype = DType::Bool) {
    return {static_cast<int>(meaning) | static_cast<int>(dtype) << 8, meaning == Name::OrderedDict};
}

bool isGlobal(const PickleValue& value, Name meaning) {
    return value.kind == Kind::Global && (value.integer & 0xFF) == static_cast<int>(meaning);
}

std::optional<AdmittedGlobal> storageOrTensorClass(std::string_view module, std::string_view name) {
    if (module != "torch" && module != "torch.cuda") return std::nullopt;
    for (const auto& [suffix, meaning] : {std::pair{std::string_view("Storage"), Name::StorageClass},
                                          std::pair{std::string_view("Tensor"), Name::TensorClass}}) {
        if (!name.ends_with(suffix)) continue;
        const auto word = name.substr(0, name.size() - suffix.size());
        const auto found = std::ranges::find(kClassWords, word, &std::pair<std::string_view, DType>::first);
        if (found != kClassWords.end()) return admitted(meaning, found->second);
    }
    return std::nullopt;
}

const PickleValue& argument(const PickleDocument& document, const PickleValue& call, std::size_t index) {
    const PickleValue& arguments = document.item(call, 1);
    if (arguments.kind != Kind::Tuple || index >= arguments.items.size())
        malformed("its tensor has too few properties");
    return document.item(arguments, index);
}

std::vector<std::int64_t> sizesOf(const PickleDocument& document, const PickleValue& given) {
    const bool is_wrapped = given.kind == Kind::Call && isGlobal(document.item(given, 0), Name::PlainValue);
    const PickleValue& value = is_wrapped ? argument(document, given, 0) : given; // torch.Size((2, 3))
    if (value.kind != Kind::Tuple && value.kind != Kind::List) malformed("its tensor's shape is not a list of sizes");
    if (value.items.size() > kMaxRank) unsupported("its tensor has more than 64 axes");
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        sizes.push_back(static_cast<std::int64_t>(countOf(document.item(value, i))));
    }
    return sizes;
}

/// Reads values of a document as tensors.
class TensorMaker {
  public:
    TensorMaker(const PickleDocument& document, std::shared_ptr<const FileBytes> file, const PersistentObjects& objects)
        : m_document(document)
        , m_file(std::move(file))
        , m_objects(objects) {}

    /// The tensor that \p value describes; nothing if it is something else. Throws Fault for a faulty one.
    std::optional<TensorView> tensor(const PickleValue& value) const {
        const PickleValue* current = &value;
        for (int wrapping = 0; wrapping < 4; ++wrapping) {
            if (current->kind == Kind::Persistent && m_objects.tensor) {
                return m_objects.tensor(m_document.item(*current, 0));
            }
            if (current->kind != Kind::Call && current->kind != Kind::Object) return std::nullopt;
            const PickleValue& what = m_document.item(*current, 0);
            if (isGlobal(what, Name::RebuildTensor) && current->kind == Kind::Call) return rebuilt(*current);
            if (!isGlobal(what, Name::RebuildParameter) && !isGlobal(what, Name::Parameter)) return std::nullopt;
            current = &argument(m_document, *current, 0);
        }
        return std::nullopt;
    }

  private:
    TensorView rebuilt(const PickleValue& call) const {
        const PickleValue& storage = argument(m_document, call, 0);
        if (storage.kind != Kind::Persistent || !m_objects.storage) malformed("its tensor has no storage");
        return viewOf(m_file, m_objects.storage(m_document.item(storage, 0)), countOf(argument(m_document, call, 1)),
                      sizesOf(m_document, argument(m_document, call, 2)),
                      sizesOf(m_document, argument(m_document, call, 3)));
    }

    const PickleDocument& m_document;
    std::shared_ptr<const FileBytes> m_file;
    const PersistentObjects& m_objects;
};

/// The value of \p key in the dictionary \p dict if that is a dictionary too.
const PickleValue* nestedDict(const PickleDocument& document, const PickleValue& dict, std::string_view key) {
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const auto& name = document.item(dict, i);
        const auto& value = document.item(dict, i + 1);
        if (name.kind == Kind::Text && name.text == key && value.kind == Kind::Dict) return &value;
    }
    return nullptr;
}

std::string_view describe(const PickleValue& value) {
    switch (value.kind) {
    case Kind::None:
        return "nothing";
    case Kind::Bool:
    case Kind::Int:
    case Kind::Float:
        return "a number";
    case Kind::Text:
    case Kind::Bytes:
        return "text";
    case Kind::Tuple:
    case Kind::List:
        return "a list";
    case Kind::Dict:
        return "a dictionary";
    default:
        return "an object";
    }
}

} // namespace

AdmitGlobal torchGlobals(bool script) {
    return [script](std::string_view module, std::string_view name) -> std::optional<AdmittedGlobal> {
        const auto is_named = [&](const ListedName& listed) { return listed.module == module && listed.name == name; };
        if (const auto found = std::ranges::find_if(kNames, is_named); found != kNames.end()) {
            return admitted(found->meaning);
        }
        if (script) {
            if (const auto found = std::ranges::find_if(kScriptNames, is_named); found != kScriptNames.end()) {
                return admitted(found->meaning);
            }
            if (module == "__torch__" || module.starts_with("__torch__.")) return admitted(Name::ScriptClass);
        }
        return storageOrTensorClass(module, name);
    };
}

DType dtypeOfClass(const PickleValue& value) {
    if (!isGlobal(value, Name::StorageClass) && !isGlobal(value, Name::TensorClass)) {
        malformed("a storage has no element type");
    }
    return static_cast<DType>(value.integer >> 8);
}

std::uint64_t countOf(const PickleValue& value) {
    if (value.kind != Kind::Int || value.integer < 0) malformed("a size, stride or offset is not a natural number");
    return static_cast<std::uint64_t>(value.integer);
}

StorageId parseStorageId(const PickleDocument& document, const PickleValue& id) {
    const auto text = [](const PickleValue& value) {
        if (value.kind != Kind::Text) malformed("a storage has no name");
        return value.text;
    };
    if (id.kind != Kind::Tuple || id.items.size() < 5 || document.item(id, 0).text != "storage") {
        malformed("its pickle refers to something that is not a storage");
    }
    StorageId storage{dtypeOfClass(document.item(id, 1)), text(document.item(id, 2)), countOf(document.item(id, 4))};
    if (id.items.size() > 5 && document.item(id, 5).kind == Kind::Tuple) {
        const PickleValue& view = document.item(id, 5);
        if (view.items.size() != 3) malformed("a storage view is incomplete");
        storage.view_key = text(document.item(view, 0));
        storage.view_offset = countOf(document.item(view, 1));
        storage.view_count = countOf(document.item(view, 2));
    }
    return storage;
}

TensorView viewOf(const std::shared_ptr<const FileBytes>& file, const Storage& storage, std::uint64_t offset,
                  std::vector<std::int64_t> shape, std::vector<std::int64_t> strides) {
    if (shape.size() != strides.size())
        malformed("its tensor has " + std::to_string(shape.size()) + " sizes but " + std::to_string(strides.size()) +
                  " strides");
    constexpr std::uint64_t too_many = std::numeric_limits<std::int64_t>::max() / 16;
    std::uint64_t count = 1;
    std::uint64_t end = offset; // one past the last element, from the start of the storage
    bool is_empty = false;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        const auto size = static_cast<std::uint64_t>(shape[axis]);
        is_empty |= size == 0;
        std::uint64_t span = 0;
        if (size > 0 && (__builtin_mul_overflow(count, size, &count) || count > too_many ||
                         __builtin_mul_overflow(size - 1, static_cast<std::uint64_t>(strides[axis]), &span) ||
                         __builtin_add_overflow(end, span, &end) || end > too_many)) {
            malformed("its tensor of shape " + shapeText(shape) + " is impossibly large");
        }
    }
    if (offset > storage.count || (!is_empty && end >= storage.count)) {
        malformed("its tensor of shape " + shapeText(shape) + " reaches past the " + std::to_string(storage.count) +
                  " elements of its storage");
    }
    const std::uint64_t bytes = is_empty ? 0 : count * sizeOf(storage.dtype);
    if (bytes > std::max<std::uint64_t>(file->bytes().size(), kMaxRepeatedBytes)) {
        malformed("its tensor of shape " + shapeText(shape) + " is far larger than the file");
    }
    return {storage.dtype, std::move(shape), std::move(strides), storage.byte_offset + offset * sizeOf(storage.dtype),
            file};
}

NamedTensors readStateDict(const PickleDocument& document, const std::shared_ptr<const FileBytes>& file,
                           const PersistentObjects& objects) {
    const PickleValue* dict = &document.rootValue();
    if (dict->kind != Kind::Dict) {
        malformed("it holds " + std::string(describe(*dict)) + " where a state dictionary of named tensors belongs");
    }
    for (int depth = 0; depth < 4; ++depth) {
        const PickleValue* inner = nestedDict(document, *dict, "state_dict");
        if (!inner) inner = nestedDict(document, *dict, "model");
        if (!inner) break;
        dict = inner;
    }
    const TensorMaker maker(document, file, objects);
    NamedTensors tensors;
    for (std::size_t i = 0; i + 1 < dict->items.size(); i += 2) {
        const PickleValue& key = document.item(*dict, i);
        if (key.kind != Kind::Text) malformed("its state dictionary has a key that is not text");
        try {
            const PickleValue& value = document.item(*dict, i + 1);
            auto tensor = maker.tensor(value);
            if (!tensor) malformed("it holds " + std::string(describe(value)) + " where a tensor belongs");
            tensors.emplace_back(key.text, std::move(*tensor));
        } catch (Fault& fault) {
            fault.reason = "at key " + inQuotes(key.text) + " " + fault.reason;
            throw;
        }
    }
    return tensors;
}

NamedTensors readScriptModule(const PickleDocument& document, const std::shared_ptr<const FileBytes>& file,
                              const PersistentObjects& objects) {
    struct Module {
        std::string prefix;
        const PickleValue* value;
    };
    constexpr std::size_t max_attributes = 200'000; // counted anew each time a shared submodule is met
    constexpr std::size_t max_name = 512;

    const auto isModule = [&](const PickleValue& value) {
        return value.kind == Kind::Object && isGlobal(document.item(value, 0), Name::ScriptClass) &&
               document.item(value, 1).kind == Kind::Dict;
    };
    if (!isModule(document.rootValue())) malformed("its TorchScript archive does not hold a module");

    const TensorMaker maker(document, file, objects);
    NamedTensors tensors;
    std::vector<Module> pending{{"", &document.rootValue()}};
    for (std::size_t visited = 0; !pending.empty();) {
        const Module module = std::move(pending.back());
        pending.pop_back();
        const PickleValue& attributes = document.item(*module.value, 1);
        visited += 1 + attributes.items.size() / 2;
        if (visited > max_attributes) malformed("its TorchScript module has far too many submodules");
        std::vector<Module> submodules;
        for (std::size_t i = 0; i + 1 < attributes.items.size(); i += 2) {
            const PickleValue& key = document.item(attributes, i);
            const PickleValue& value = document.item(attributes, i + 1);
            if (key.kind != Kind::Text) malformed("its TorchScript module has an attribute without a name");
            std::string name = module.prefix + std::string(key.text);
            if (name.size() > max_name) malformed("its TorchScript modules are nested too deep");
            if (isModule(value)) {
                submodules.push_back({std::move(name) + ".", &value});
            } else if (auto tensor = maker.tensor(value)) {
                tensors.emplace_back(std::move(name), std::move(*tensor));
            }
        }
        pending.insert(pending.end(), std::make_move_iterator(submodules.rbegin()),
                       std::make_move_iterator(submodules.rend()));
    }
    return tensors;
}

} // namespace soundmask::nn
