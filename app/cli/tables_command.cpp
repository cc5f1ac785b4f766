#include <algorithm>

#include "app/cli/command.h"
#include "core/engine/paper_tables.h"
#include "core/methods/method_registry.h"
#include "core/project/json_number.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    std::vector<int> numbers;
    std::string results;
    bool json = false;
};

using Json = nlohmann::ordered_json;

constexpr std::initializer_list<DatasetLayout> kLayouts{DatasetLayout::S4, DatasetLayout::Ms3};

/// Whether this program has the method of \p row.
bool isAvailable(const PaperRow& row) {
    const auto methods = MethodRegistry::standard().infos();
    return std::ranges::any_of(methods, [&](const MethodInfo* method) { return method->name == row.method; });
}

std::string decimal(double value, int decimals) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string publishedText(const PaperRow& row, DatasetLayout layout, int decimals) {
    const auto scores = row.published.find(layout);
    if (scores == row.published.end()) return "-";
    return decimal(scores->second.miou, decimals) + " / " + (scores->second.f ? decimal(*scores->second.f, 3) : "-");
}

std::string measuredText(const PaperRow& row, const MeasuredResult* result) {
    if (!result) return isAvailable(row) ? "not run" : "no method";
    return decimal(100.0 * result->scores.miou, 2) + " / " + decimal(result->scores.f_batch1, 3) +
           (result->usesTestWeights() ? " TEST WEIGHTS" : "");
}

Json measuredJson(const MeasuredResult* result) {
    if (!result) return nullptr;
    return {{"miou", 100.0 * result->scores.miou},
            {"f_batch1", result->scores.f_batch1},
            {"f_batch4", result->scores.f_batch4},
            {"f_hard", result->scores.f_hard},
            {"clips", result->scores.clips},
            {"failed", result->failed},
            {"test_weights", result->usesTestWeights()},
            {"weights_sha256", result->weights_sha256},
            {"command", result->command},
            {"date", result->date}};
}

Json tableJson(const PaperTable& table, const std::vector<MeasuredResult>& results) {
    Json rows = Json::array();
    for (const PaperRow& row : table.rows) {
        Json entry{{"name", row.name}, {"configuration", row.configuration}};
        entry["run"] = row.method.empty()
                           ? Json(nullptr)
                           : Json{{"method", row.method}, {"options", row.options}, {"available", isAvailable(row)}};
        for (const DatasetLayout layout : kLayouts) {
            const auto scores = row.published.find(layout);
            if (scores == row.published.end()) continue;
            Json published{{"miou", scores->second.miou}};
            published["f"] = numberOrNull<Json>(scores->second.f);
            entry[std::string(layoutName(layout))] = {{"published", std::move(published)},
                                                      {"measured", measuredJson(measuredFor(row, layout, results))}};
        }
        rows.push_back(std::move(entry));
    }
    return {{"number", table.number}, {"title", table.title}, {"rows", std::move(rows)}};
}

/// Row by row; columns are as wide as their widest cell.
void printCells(Console& console, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += cells[i];
        if (i + 1 < cells.size()) line.append(widths[i] + 2 - cells[i].size(), ' ');
    }
    console.line(line);
}

std::string runText(const PaperRow& row) {
    if (row.method.empty()) return "this program has no method for it";
    std::string run = "--method " + row.method;
    for (const auto& [key, value] : row.options)
        run += " --set " + key + "=" + value;
    return isAvailable(row) ? run : run + " (this version has no such method)";
}

/// How a result of ours was made.
std::string measuredDetails(const MeasuredResult& result, DatasetLayout layout) {
    const int all = PaperTables::published().testClips(layout);
    std::string text = std::string(layoutName(layout)) + ", ours: " + std::to_string(result.scores.clips) + " clips";
    if (result.scores.clips != all) text += ", NOT the " + std::to_string(all) + " of the paper";
    if (result.failed > 0) text += ", " + std::to_string(result.failed) + " more failed";
    return text + "; " + result.date + ": " + result.command;
}

void print(Console& console, const PaperTable& table, const std::vector<MeasuredResult>& results) {
    console.line("Table " + std::to_string(table.number) + ". " + table.title + " (mIoU in percent / F)");
    std::vector<std::vector<std::string>> lines{{"", "S4", "S4, ours", "MS3", "MS3, ours"}};
    for (const PaperRow& row : table.rows) {
        auto& cells = lines.emplace_back(1, row.name);
        for (const DatasetLayout layout : kLayouts) {
            cells.push_back(publishedText(row, layout, table.decimals));
            const bool is_there = row.published.contains(layout);
            cells.push_back(is_there ? measuredText(row, measuredFor(row, layout, results)) : "-");
        }
    }
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto& cells : lines)
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], cells[i].size());
    printCells(console, lines.front(), widths);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const PaperRow& row = table.rows[i];
        printCells(console, lines[i + 1], widths);
        console.line("    " + row.configuration);
        console.line("    " + runText(row));
        for (const DatasetLayout layout : kLayouts)
            if (const MeasuredResult* result = measuredFor(row, layout, results))
                console.line("    " + measuredDetails(*result, layout));
    }
}

void runTables(Arguments arguments, CommandContext& context) {
    std::vector<MeasuredResult> results;
    if (!arguments.results.empty()) {
        auto read = readResults(arguments.results);
        if (!read) return context.fail(read.error());
        results = std::move(*read);
    }
    const PaperTables& tables = PaperTables::published();
    auto document = Json::array();
    for (const int number : arguments.numbers) {
        const PaperTable& table = *tables.table(number);
        if (arguments.json) {
            document.push_back(tableJson(table, results));
            continue;
        }
        print(context.console, table, results);
        context.console.line("");
    }
    if (arguments.json)
        return context.console.json(
            {{"schema", "soundmask/tables/1"}, {"source", tables.source()}, {"tables", document}});
    context.console.line("Published figures: " + tables.source());
    context.console.line(
        "Ours: soundmask-cli evaluate --dataset DIR --split test --out DIR --results results.json and the "
        "options of a row; then this command with --results results.json.");
}

} // namespace

void addTablesCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand(
        "tables", "The paper's tables: published figures, how each row is made, ours where measured");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("NUMBER", arguments->numbers, "Tables 1 to 7")->required()->check(CLI::Range(1, 7));
    command->add_option("--results", arguments->results, "Results that `evaluate --results` collected");
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli tables 2 5 --results results.json");
    command->callback([&context, arguments] { runTables(*arguments, context); });
}

} // namespace soundmask::cli
