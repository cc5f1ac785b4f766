#pragma once

#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#include <new>
#include <stdexcept>
#include <string>

#include "core/base/result.h"
#include "core/nn/common/forward_watch.h"

namespace soundmask::nn {

/// Thrown when a network is built from a file whose numbers are none; the boundary turns it into
/// ErrorCode::MalformedFile.
struct DamagedWeights : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Runs \p body as every entry of the library does: without gradients, and with what is thrown turned into an Error
/// about \p subject. \p body gives a Result.
template <typename Body>
auto atBoundary(const std::string& subject, const Body& body) -> decltype(body()) {
    try {
        const c10::InferenceMode inference;
        return body();
    } catch (const Cancelled&) {
        return fail(ErrorCode::Cancelled, subject, "stopped");
    } catch (const DamagedWeights& damage) {
        return fail(ErrorCode::MalformedFile, subject, damage.what());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, subject,
                    "not enough memory; close other programs or use a smaller network");
    } catch (const std::invalid_argument& wrong) {
        return fail(ErrorCode::InvalidValue, subject, wrong.what());
    } catch (const c10::Error& unexpected) {
        return fail(ErrorCode::Internal, subject, unexpected.what_without_backtrace());
    } catch (const std::exception& unexpected) {
        return fail(ErrorCode::Internal, subject, unexpected.what());
    }
}

} // namespace soundmask::nn
