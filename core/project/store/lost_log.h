#pragma once

namespace soundmask {

/// What to do with a project file whose write-ahead log is not beside it, though the file says that work is in there.
enum class LostLog { Refuse, Accept };

} // namespace soundmask
