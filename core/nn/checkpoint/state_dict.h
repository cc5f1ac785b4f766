#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/nn/checkpoint/tensor_view.h"

namespace soundmask::nn {

/// A parameter or buffer that a network has.
struct WantedTensor {
    std::string key;
    std::vector<std::int64_t> shape;
    bool is_floating = true; ///< false: integers, such as a counter of batches
};

/// How the tensors of a file differ from those a network wants.
struct KeyReport {
    struct Misfit {
        std::string key;
        std::string reason; ///< "has shape [2], the network wants [3]"
    };
    std::vector<std::string> missing;    ///< wanted, not in the file
    std::vector<std::string> unexpected; ///< in the file, not wanted
    std::vector<Misfit> misfits;         ///< wrong shape or kind of number

    bool isMatch() const { return missing.empty() && unexpected.empty() && misfits.empty(); }
    /// Success, or a ShapeMismatch error that names \p subject (the file) and the first keys of each list.
    Result<void> require(const std::string& subject) const;
};

/// The named tensors of a checkpoint, in file order.
class StateDict {
  public:
    StateDict() = default;
    /// Error: MalformedFile if two tensors have the same name.
    static Result<StateDict> make(std::vector<std::pair<std::string, TensorView>> tensors);

    const std::vector<std::string>& keys() const { return m_keys; }
    std::size_t size() const { return m_keys.size(); }
    /// Null if there is no such tensor.
    const TensorView* find(std::string_view key) const;
    KeyReport matchKeys(std::span<const WantedTensor> wanted) const;

  private:
    std::vector<std::string> m_keys;
    std::map<std::string, TensorView, std::less<>> m_tensors;
};

} // namespace soundmask::nn
