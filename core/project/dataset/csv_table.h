#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace soundmask {

/// A comma separated file as text fields (RFC 4180): quotes, doubled quotes, CRLF, a byte order mark and blank lines
/// are dealt with; fields are trimmed of blanks.
struct CsvTable {
    struct Row {
        int line = 0; ///< 1-based line of the file where the row begins
        std::vector<std::string> fields;
    };

    std::vector<Row> rows; ///< with the header, if there is one

    /// Position of the first column of the header (row 0) that has one of \p names, ignoring case; \p otherwise if
    /// none.
    std::size_t column(std::initializer_list<std::string_view> names, std::size_t otherwise) const;
};

/// Errors: FileNotFound, FileUnreadable, MalformedFile (a quote that is never closed).
Result<CsvTable> readCsv(const std::filesystem::path& path);
Result<CsvTable> parseCsv(std::string_view text, const std::string& subject);

} // namespace soundmask
