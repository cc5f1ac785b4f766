#include "core/engine/guard.h"

#include <new>

namespace soundmask {

Result<void> guarded(const std::string& subject, const std::function<Result<void>()>& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, subject, "not enough memory; close other programs or clips, or choose a smaller model");
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Internal, subject, exception.what());
    } catch (...) {
        return fail(ErrorCode::Internal, subject, "something unknown was thrown; this is a fault of the program");
    }
}

} // namespace soundmask
