#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace soundmask::nn {

/// The number of a value in its PickleDocument.
using PickleRef = std::uint32_t;

/// One value of a pickle. Nothing is ever called or constructed: a call is kept as what was to be called with what.
struct PickleValue {
    enum class Kind : std::uint8_t {
        None,
        Bool,
        Int,
        Float, ///< its number is never needed and not kept
        Text,
        Bytes,
        Tuple,
        List,
        Dict,
        Global,     ///< an admitted name
        Call,       ///< items: function (a Global), arguments (a Tuple)
        Object,     ///< items: class (a Global), state (or None)
        Persistent, ///< items: the id that the container resolves
    };
    Kind kind = Kind::None;
    bool makes_dict = false;        ///< Global: calling it gives a dictionary
    std::int64_t integer = 0;       ///< Int, Bool; Global: its AdmittedGlobal::id
    std::string_view text{};        ///< Text, Bytes: inside the bytes that were read
    std::vector<PickleRef> items{}; ///< Tuple, List: elements; Dict: key, value, key, value...
};

/// The values of one pickle, in the order they were made. Values refer to each other by number, so a pickle that is
/// nested a million deep, contains itself or repeats itself is neither expanded nor walked.
struct PickleDocument {
    std::deque<PickleValue> values;
    PickleRef root = 0;
    std::size_t bytes_read = 0;

    const PickleValue& at(PickleRef ref) const { return values[ref]; }
    const PickleValue& rootValue() const { return values[root]; }
    const PickleValue& item(const PickleValue& value, std::size_t index) const { return values[value.items[index]]; }
};

struct AdmittedGlobal {
    int id = 0;
    bool makes_dict = false; ///< calling it gives a dictionary, as for OrderedDict
};

/// Decides whether a pickle may name MODULE.NAME. Nothing means no, and the pickle is refused.
using AdmitGlobal = std::function<std::optional<AdmittedGlobal>(std::string_view module, std::string_view name)>;

/// Reads one pickle (protocols 2 to 5) from the start of \p bytes; the opcodes that state dictionaries need, no others.
/// The document points into \p bytes. At most a million operations, which also bounds the memory.
/// Throws Fault, naming the dictionary key at hand if there is one.
PickleDocument parsePickle(std::span<const std::byte> bytes, const AdmitGlobal& admit);

} // namespace soundmask::nn
