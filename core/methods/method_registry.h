#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "core/methods/method.h"

namespace soundmask {

/// The methods this program has, by the name used on the command line. Immutable, so any thread may ask.
class MethodRegistry {
  public:
    /// All methods of the program.
    static const MethodRegistry& standard();

    /// Floors first, then those that need networks; the last one is offered first, because it runs as it is. The infos live as long as the program.
    std::vector<const MethodInfo*> infos() const;

    /// A fresh instance of \p name for one thread. Error: UnknownName, which lists the names there are.
    Result<std::unique_ptr<Method>> create(std::string_view name) const;

  private:
    struct Entry {
        const MethodInfo* info;
        std::function<std::unique_ptr<Method>()> make;
    };

    explicit MethodRegistry(std::vector<Entry> entries)
        : m_entries(std::move(entries)) {}

    std::vector<Entry> m_entries;
};

} // namespace soundmask
