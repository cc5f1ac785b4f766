#include "core/project/dataset/csv_table.h"

#include <algorithm>
#include <cctype>

#include "core/base/atomic_file.h"

namespace soundmask {

namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b,
                              [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool isBlank(const CsvTable::Row& row) {
    return std::ranges::all_of(row.fields, [](const std::string& field) { return field.empty(); });
}

} // namespace

std::size_t CsvTable::column(std::initializer_list<std::string_view> names, std::size_t otherwise) const {
    if (rows.empty()) return otherwise;
    const auto& header = rows.front().fields;
    for (const auto name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (equalIgnoringCase(header[i], name)) return i;
    return otherwise;
}

Result<CsvTable> parseCsv(std::string_view text, const std::string& subject) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    CsvTable table;
    CsvTable::Row row{1, {}};
    std::string field;
    int line = 1;
    int quote_line = 0; // line of the open quote, 0 outside quotes
    const auto endField = [&] {
        row.fields.push_back(trimmed(field));
        field.clear();
    };
    const auto endRow = [&] {
        endField();
        if (!isBlank(row)) table.rows.push_back(std::move(row));
        row = {line, {}};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (quote_line > 0) {
            if (c != '"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                field += text[++i];
            else
                quote_line = 0;
        } else if (c == '"' && trimmed(field).empty()) {
            field.clear();
            quote_line = line;
        } else if (c == ',') {
            endField();
        } else if (c == '\n') {
            endRow();
        } else if (c == '\r') {
            // CRLF, or CR alone as old Macintosh programs wrote it
            if (i + 1 < text.size() && text[i + 1] == '\n') continue;
            ++line;
            endRow();
        } else {
            field += c;
        }
    }
    if (quote_line > 0)
        return fail(ErrorCode::MalformedFile, subject,
                    "the quote opened in line " + std::to_string(quote_line) + " is never closed");
    endRow();
    return table;
}

Result<CsvTable> readCsv(const std::filesystem::path& path) {
    auto text = readFile(path);
    if (!text) return fail(text.error());
    return parseCsv(*text, path.string());
}

} // namespace soundmask
